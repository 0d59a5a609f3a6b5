"""Recovering, changing secrets, being kept out: by the operations, whatever door asks."""

from datetime import timedelta

import pyotp
import pytest

from community import clock, jobs, journal
from community.actors import OPERATOR, SYSTEM
from community.clock import now
from community.errors import Conflict, Forbidden, Invalid, NotFound
from community.extensions import db
from community.journal import JournalEntry
from community.members import operations, queries
from community.members.models import Invitation, Member, RecoveryCode, Session, Token
from community.members.operations import Newcomer
from tests.factories import HASH, Person, a_person, a_site
from tests.laws import law

pytestmark = pytest.mark.usefixtures("app")
FRESH = HASH.replace("YXBl", "YXBm")


def an_invitation(**how: int) -> str:
    a_site()
    return operations.make_invitation(OPERATOR, **how).token


def acts() -> list[str]:
    return [entry.kind for entry in db.session.query(JournalEntry).order_by(JournalEntry.seq)]


@law("L1.2")
def test_ten_codes_are_made_and_kept_only_as_fingerprints() -> None:
    person = a_person()
    kept = db.session.query(RecoveryCode).filter_by(member_id=person.id).all()
    assert len(person.codes) == len(kept) == 10
    assert not {code.hash for code in kept} & set(person.codes)


@law("L1.2")
def test_a_code_opens_the_door_once_and_ends_everything_else() -> None:
    person = a_person(staff=True)
    before = signed_in(person)
    begun = operations.recover_with_code(person.handle, person.codes[0].upper(), FRESH)
    member = queries.member_for(person.id)
    assert [session.id for session in queries.sessions_of(person.id)] == [begun.session_id]
    assert before != begun.session_id
    assert (member.passphrase, member.has_authenticator) == (FRESH, False)
    assert queries.codes_left(person.id) == 9
    with pytest.raises(Invalid):
        operations.recover_with_code(person.handle, person.codes[0], HASH)
    assert queries.member_for(person.id).passphrase == FRESH


@law("L1.2")
def test_somebody_elses_code_and_an_unknown_name_get_one_answer() -> None:
    mine, theirs = a_person(), a_person()
    said = []
    for handle, code in ((mine.handle, theirs.codes[0]), ("nobody-here", theirs.codes[0])):
        with pytest.raises(Invalid) as refusal:
            operations.recover_with_code(handle, code, FRESH)
        said.append(refusal.value.fields)
    assert said[0] == said[1]
    assert queries.codes_left(theirs.id) == 10


def test_recovering_ends_tokens_too() -> None:
    person = a_person()
    operations.make_token(OPERATOR, person.handle, frozenset({"live"}))
    operations.recover_with_code(person.handle, person.codes[0], FRESH)
    assert queries.tokens_of(person.id) == []


@law("L1.2")
def test_new_codes_replace_the_old_ones() -> None:
    person = a_person()
    fresh = operations.new_codes(person.id, HASH)
    with pytest.raises(Invalid):
        operations.recover_with_code(person.handle, person.codes[0], FRESH)
    assert operations.recover_with_code(person.handle, fresh[0], FRESH)


def test_secrets_change_only_for_who_showed_todays_passphrase() -> None:
    person = a_person()
    here = signed_in(person)
    with pytest.raises(Conflict):
        operations.new_codes(person.id, FRESH)
    with pytest.raises(Conflict):
        operations.change_passphrase(person.id, here, FRESH, FRESH)
    assert queries.member_for(person.id).passphrase == HASH


@law("L1.6")
def test_a_new_passphrase_ends_every_other_session() -> None:
    person = a_person()
    here, there = signed_in(person), signed_in(person)
    operations.change_passphrase(person.id, here, HASH, FRESH)
    assert [session.id for session in queries.sessions_of(person.id)] == [here]
    assert there != here
    assert "members:passphrase:changed" in acts()


@law("L1.2")
def test_the_machine_helps_an_administrator_who_lost_everything() -> None:
    keeper = a_person("keeper", administrator=True)
    signed_in(keeper)
    joined = operations.recover_admin(OPERATOR, "keeper", FRESH)
    member = queries.member_for(keeper.id)
    assert len(joined.codes) == 10
    assert (member.passphrase, member.has_authenticator) == (FRESH, False)
    assert queries.sessions_of(keeper.id) == []
    assert "members:administrator:recovered" in acts()


@law("L1.2")
def test_only_the_machine_and_only_administrators_are_helped_so() -> None:
    keeper, regular = a_person("keeper", administrator=True), a_person("oldboots")
    with pytest.raises(NotFound):
        operations.recover_admin(regular.id, "keeper", FRESH)
    with pytest.raises(Conflict):
        operations.recover_admin(OPERATOR, "oldboots", FRESH)
    with pytest.raises(NotFound):
        operations.recover_admin(OPERATOR, "nobody-here", FRESH)
    assert queries.member_for(keeper.id).passphrase == HASH


@pytest.mark.parametrize("actor", [SYSTEM, 12])
def test_only_the_machine_adds_members(actor: int) -> None:
    with pytest.raises(NotFound):
        operations.add_member(actor, Newcomer("lantern-jo", HASH))
    assert db.session.query(Member).count() == 0


def test_the_site_is_founded_once_and_only_by_the_machine() -> None:
    with pytest.raises(NotFound):
        operations.found_site(12, "Harbour")
    operations.found_site(OPERATOR, "Harbour")
    with pytest.raises(Conflict):
        operations.found_site(OPERATOR, "Another")
    assert queries.site_name() == "Harbour"


def test_the_setup_code_works_once_and_not_after_set_up() -> None:
    first, second = operations.offer_setup_code(), operations.offer_setup_code()
    for wrong in (first, "", "guess"):
        with pytest.raises(Invalid):
            operations.spend_setup_code(wrong)
    operations.spend_setup_code(f" {second.upper()} ")
    with pytest.raises(Invalid):
        operations.spend_setup_code(second)
    a_site()
    assert operations.offer_setup_code() == ""


@law("L1.6")
def test_whoever_is_suspended_has_nothing_open_and_comes_back_when_it_ends() -> None:
    person, until = a_person(), now() + timedelta(days=2)
    signed_in(person)
    operations.make_token(OPERATOR, person.handle, frozenset({"live"}))
    operations.suspend_from_site(SYSTEM, person.id, until, "Cooling off.")
    assert (queries.sessions_of(person.id), queries.tokens_of(person.id)) == ([], [])
    with pytest.raises(Forbidden):
        signed_in(person)
    clock.move(timedelta(days=3))
    assert signed_in(person)


@law("L1.6")
def test_whoever_is_banned_stays_out_until_readmitted() -> None:
    person = a_person()
    signed_in(person)
    operations.ban_from_site(SYSTEM, person.id, "Selling.")
    with pytest.raises(Forbidden):
        signed_in(person)
    with pytest.raises(Forbidden):
        operations.recover_with_code(person.handle, person.codes[0], FRESH)
    assert queries.codes_left(person.id) == 10
    operations.lift_from_site(SYSTEM, person.id)
    assert signed_in(person)


def test_administrators_are_not_kept_out_of_their_machine() -> None:
    keeper = a_person(administrator=True)
    for act in (operations.ban_from_site, lambda *who: operations.suspend_from_site(*who, now())):
        with pytest.raises(Forbidden):
            act(SYSTEM, keeper.id)
    assert queries.member_for(keeper.id).is_welcome(now())


@law("L1.4")
def test_the_journal_holds_ids_and_no_names() -> None:
    person = a_person("lantern-jo")
    signed_in(person)
    operations.recover_with_code(person.handle, person.codes[0], FRESH)
    told = [f"{entry.subject} {entry.facts}" for entry in db.session.query(JournalEntry)]
    assert told
    assert not any("lantern" in line for line in told)
    assert journal.verify() is None


def test_what_is_over_is_purged_and_what_holds_stays() -> None:
    person = a_person()
    here, there = signed_in(person), signed_in(person)
    operations.revoke_session(person.id, there)
    operations.make_token(OPERATOR, person.handle, frozenset({"live"}), timedelta(days=1))
    an_invitation(days=1)
    kept = operations.make_invitation(OPERATOR, days=30)
    clock.move(timedelta(days=2))
    while jobs.run_due():
        pass
    db.session.rollback()
    assert [session.id for session in db.session.query(Session)] == [here]
    assert [invitation.id for invitation in db.session.query(Invitation)] == [kept.id]
    assert db.session.query(Token).count() == 0


def signed_in(person: Person) -> int:
    """A session as the door begins it; its id."""
    proof = operations.Proof(queries.member_for(person.id).passphrase, code=digits(person))
    return operations.sign_in(person.id, proof).session_id


def digits(person: Person) -> str:
    """What the person's app shows now."""
    if person.totp_key is None:
        return ""
    return pyotp.TOTP(person.totp_key).at(now())

"""Signing in with one or two factors, and what a used code is worth."""

from datetime import timedelta

import pyotp
import pytest

from community import clock
from community.clock import now
from community.errors import Conflict, Invalid, NotFound
from community.extensions import db
from community.members import operations, queries, totp
from community.members.models import Authenticator, Member, Session
from community.members.operations import Proof
from community.members.policies import can_act_as_staff
from community.operations import operation
from tests.factories import HASH, Person, a_person
from tests.laws import law

pytestmark = pytest.mark.usefixtures("app")
WRONG = "000000"


def digits(key: str, ahead: timedelta = timedelta()) -> str:
    return pyotp.TOTP(key).at(now() + ahead)


def signed_in(person: Person, code: str = "") -> int:
    return operations.sign_in(person.id, Proof(HASH, code)).session_id


def staff(person: Person) -> bool:
    return can_act_as_staff(queries.member_for(person.id))


def test_a_session_is_kept_only_as_a_hash_and_a_day() -> None:
    person = a_person()
    begun = operations.sign_in(person.id, Proof(HASH, label="Firefox on Android"))
    kept = db.session.get_one(Session, begun.session_id)
    assert begun.secret not in (kept.hash, kept.label)
    assert (kept.last_used_on.hour, kept.last_used_on.minute, kept.last_used_on.second) == (0, 0, 0)
    assert repr(begun.secret) not in repr(begun)


def test_a_passphrase_changed_meanwhile_opens_nothing() -> None:
    person = a_person()
    with pytest.raises(Conflict):
        operations.sign_in(person.id, Proof("an older hash"))
    assert queries.sessions_of(person.id) == []


def test_a_weaker_hash_is_renewed_at_the_door() -> None:
    person = a_person()
    operations.sign_in(person.id, Proof(HASH, rehashed="a stronger hash"))
    assert queries.member_for(person.id).passphrase == "a stronger hash"


@law("L1.5")
def test_with_an_authenticator_the_passphrase_alone_opens_nothing() -> None:
    person = a_person(staff=True)
    for code in ("", WRONG):
        with pytest.raises(Invalid) as refusal:
            signed_in(person, code)
        assert "code" in refusal.value.fields
    assert queries.sessions_of(person.id) == []
    session = db.session.get_one(Session, signed_in(person, digits(person.totp_key or "")))
    assert session.second_factor_at is not None


@law("L1.5")
def test_a_code_read_over_a_shoulder_opens_nothing() -> None:
    person = a_person(staff=True)
    code = digits(person.totp_key or "")
    signed_in(person, code)
    with pytest.raises(Invalid):
        signed_in(person, code)
    assert signed_in(person, digits(person.totp_key or "", timedelta(seconds=30)))


@law("L1.5")
def test_turning_it_on_makes_staff_and_ends_what_was_begun_without_it() -> None:
    person, key = a_person(), totp.new_key()
    here, there = signed_in(person), signed_in(person)
    assert not staff(person)
    operations.confirm_authenticator(person.id, here, key, digits(key))
    assert staff(person)
    assert [session.id for session in queries.sessions_of(person.id)] == [here] != [there]
    assert db.session.get_one(Session, here).second_factor_at is not None


def test_a_wrong_code_turns_nothing_on() -> None:
    person, key = a_person(), totp.new_key()
    here = signed_in(person)
    with pytest.raises(Invalid):
        operations.confirm_authenticator(person.id, here, key, WRONG)
    assert not staff(person)


def test_the_code_that_turned_it_on_is_used_up() -> None:
    person, key = a_person(), totp.new_key()
    operations.confirm_authenticator(person.id, signed_in(person), key, digits(key))
    with pytest.raises(Invalid):
        signed_in(person, digits(key))


def test_a_second_authenticator_does_not_replace_the_first() -> None:
    person, other = a_person(staff=True), totp.new_key()
    here = signed_in(person, digits(person.totp_key or ""))
    with pytest.raises(Conflict):
        operations.confirm_authenticator(person.id, here, other, digits(other))


@law("L1.5")
def test_turning_it_off_needs_a_code_and_ends_the_office() -> None:
    person = a_person(staff=True)
    with pytest.raises(Invalid):
        operations.remove_authenticator(person.id, WRONG)
    assert staff(person)
    operations.remove_authenticator(person.id, digits(person.totp_key or ""))
    assert not staff(person)
    with pytest.raises(Conflict):
        operations.remove_authenticator(
            person.id, digits(person.totp_key or "", timedelta(seconds=30))
        )


def test_the_key_is_sealed_and_bound_to_its_owner() -> None:
    person, other = a_person(staff=True), a_person(staff=True)
    sealed = db.session.get_one(Authenticator, person.id).sealed_key
    assert (person.totp_key or "?") not in sealed
    put_another_key(other.id, sealed)
    with pytest.raises(ValueError, match="broken seal"):
        signed_in(other, digits(person.totp_key or ""))


def put_another_key(member_id: int, sealed: str) -> None:
    @operation
    def put() -> None:
        db.session.get_one(Authenticator, member_id).sealed_key = sealed

    put()


@law("L1.6")
def test_only_ones_own_sessions_end() -> None:
    person, other = a_person(), a_person()
    theirs = signed_in(other)
    with pytest.raises(NotFound):
        operations.revoke_session(person.id, theirs)
    operations.revoke_session(other.id, theirs)
    with pytest.raises(NotFound):
        operations.revoke_session(other.id, theirs)
    assert queries.sessions_of(other.id) == []


def test_signing_out_twice_changes_nothing() -> None:
    person = a_person()
    here = signed_in(person)
    operations.sign_out(person.id, here)
    operations.sign_out(person.id, here)
    assert queries.sessions_of(person.id) == []


def test_a_session_ends_by_itself() -> None:
    person = a_person()
    begun = operations.sign_in(person.id, Proof(HASH))
    assert queries.session_by_secret(begun.secret) is not None
    clock.move(timedelta(days=61))
    assert queries.session_by_secret(begun.secret) is None


@pytest.mark.parametrize("secret", ["", "x", "\0", "x" * 100_000, "é\ud800", "' OR 1=1 --"])
def test_a_forged_secret_is_nobodys(secret: str) -> None:
    signed_in(a_person())
    assert queries.session_by_secret(secret) is None
    assert queries.token_by_secret(secret) is None
    assert queries.invitation_by_secret(secret) is None


def test_who_is_here_is_kept_as_a_day() -> None:
    person = a_person()
    here = signed_in(person)
    clock.move(timedelta(days=1))
    operations.touch(person.id, here)
    seen = db.session.get_one(Member, person.id).last_seen_on
    assert seen is not None
    assert (seen.date(), seen.hour, seen.minute) == (now().date(), 0, 0)

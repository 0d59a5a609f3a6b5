"""Coming in for the first time: who may, with what, and what is written down."""

from datetime import timedelta

import pytest

from community import clock
from community.actors import OPERATOR
from community.clock import now
from community.errors import Forbidden, Invalid, NotFound
from community.extensions import db
from community.journal import JournalEntry
from community.members import operations, queries
from community.members.models import Consent, Invitation, Member, RecoveryCode, Site
from community.members.operations import Newcomer
from community.operations import operation
from community.registry import Happening, registry
from tests.factories import HASH, a_person, a_site
from tests.laws import law

pytestmark = pytest.mark.usefixtures("app")


def an_invitation(**how: int) -> str:
    a_site()
    return operations.make_invitation(OPERATOR, **how).token


def acts() -> list[str]:
    return [entry.kind for entry in db.session.query(JournalEntry).order_by(JournalEntry.seq)]


def rows(kind: type[object]) -> int:
    return db.session.query(kind).count()


@law("L1.1")
def test_a_guest_joins_with_a_name_and_no_e_mail() -> None:
    joined = operations.join(Newcomer("lantern-jo", HASH), an_invitation())
    member = queries.member_for(joined.member_id)
    assert (member.handle, member.email) == ("lantern-jo", None)
    assert db.session.query(Consent).one().member_id == member.id
    assert "members:member:joined" in acts()


@law("L1.1")
def test_without_an_invitation_nothing_is_made() -> None:
    a_site()
    with pytest.raises(Forbidden):
        operations.join(Newcomer("lantern-jo", HASH))
    with pytest.raises(Forbidden):
        operations.join(Newcomer("lantern-jo", HASH), "forged")
    assert (rows(Member), rows(Consent), rows(RecoveryCode)) == (0, 0, 0)


@law("L1.1")
def test_an_invitation_serves_as_many_as_it_says() -> None:
    token = an_invitation(uses=2)
    operations.join(Newcomer("lantern-jo", HASH), token)
    operations.join(Newcomer("oldboots", HASH), token)
    with pytest.raises(Forbidden):
        operations.join(Newcomer("pilar", HASH), token)
    assert rows(Member) == 2


@law("L1.1")
def test_an_invitation_ends_with_its_days() -> None:
    token = an_invitation(days=2)
    clock.move(timedelta(days=3))
    with pytest.raises(Forbidden):
        operations.join(Newcomer("lantern-jo", HASH), token)


def test_a_revoked_invitation_opens_nothing() -> None:
    a_site()
    made = operations.make_invitation(OPERATOR)
    operations.revoke_invitation(OPERATOR, made.id)
    operations.revoke_invitation(OPERATOR, made.id)
    with pytest.raises(NotFound):
        operations.revoke_invitation(OPERATOR, 4242)
    with pytest.raises(Forbidden):
        operations.join(Newcomer("lantern-jo", HASH), made.token)
    assert acts().count("members:invitation:revoked") == 1


def test_an_invitation_is_kept_only_as_a_hash() -> None:
    token = an_invitation()
    kept = db.session.query(Invitation).one()
    assert token not in kept.hash
    assert len(kept.hash) == 64


def test_a_member_uses_an_invitation_to_a_group() -> None:
    a_site()
    made = operations.make_invitation(OPERATOR, group_id=77, uses=1)
    assert operations.use_invitation(made.token) == 77
    with pytest.raises(NotFound):
        operations.use_invitation(made.token)


@law("L1.5")
def test_only_who_runs_the_site_invites_to_all_of_it() -> None:
    assert operations.make_invitation(a_person(administrator=True).id)
    with pytest.raises(Forbidden):
        operations.make_invitation(a_person().id)


@law("L1.3")
def test_a_look_alike_of_a_taken_name_is_refused_with_an_offer() -> None:
    a_person("kestrel")
    with pytest.raises(Invalid) as refusal:
        operations.join(Newcomer("kestreI", HASH), an_invitation())
    assert "kestrel-" in refusal.value.fields["handle"]
    assert rows(Member) == 1


@law("L1.1")
def test_the_door_opens_to_all_only_with_policy_pages() -> None:
    a_site()
    with pytest.raises(Forbidden):
        operations.change_site(OPERATOR, "open")
    write_policy_pages()
    operations.change_site(OPERATOR, "open")
    assert operations.join(Newcomer("lantern-jo", HASH)).codes
    operations.change_site(OPERATOR, "closed")
    with pytest.raises(Forbidden):
        operations.join(Newcomer("oldboots", HASH))


def test_a_member_does_not_open_the_door() -> None:
    keeper, regular = a_person(administrator=True), a_person()
    with pytest.raises(NotFound):
        operations.change_site(regular.id, "closed")
    with pytest.raises(Invalid):
        operations.change_site(keeper.id, "ajar")
    operations.change_site(keeper.id, "closed")
    assert queries.site().registration == "closed"


def write_policy_pages() -> None:
    @operation
    def write() -> None:
        db.session.get_one(Site, 1).policy_pages_at = now()

    write()


def test_later_features_hear_of_a_joining_in_its_unit() -> None:
    heard: list[dict[str, object]] = []
    registry.when(Happening.JOINED_SITE, "test", lambda **facts: heard.append(facts))
    try:
        a_site()
        made = operations.make_invitation(OPERATOR, group_id=None)
        joined = operations.join(Newcomer("lantern-jo", HASH), made.token)
    finally:
        del registry.consequences[Happening.JOINED_SITE]["test"]
    assert heard == [{"member_id": joined.member_id, "group_id": None, "invitation_id": made.id}]

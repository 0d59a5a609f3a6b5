"""The law of accounts, on plain rows."""

from datetime import timedelta

import pytest

from community.clock import now
from community.members import policies
from community.members.models import Authenticator, Invitation, Member, Site
from tests.laws import law


def a_member(**facts: object) -> Member:
    return Member(**{"id": 1, "handle": "kestrel", "skeleton": "kestrel", **facts})


def with_authenticator(member: Member, confirmed: bool = True) -> Member:
    member.authenticator = Authenticator(sealed_key="", confirmed_at=now() if confirmed else None)
    return member


def an_invitation(**facts: object) -> Invitation:
    usual = {"expires_at": now() + timedelta(days=1), "uses_left": 1}
    return Invitation(**{**usual, **facts})


def a_site(registration: str = "invitation", policy_pages: bool = False) -> Site:
    return Site(registration=registration, policy_pages_at=now() if policy_pages else None)


@law("L1.5")
def test_staff_need_a_confirmed_authenticator() -> None:
    assert policies.can_act_as_staff(with_authenticator(a_member()))
    assert not policies.can_act_as_staff(with_authenticator(a_member(), confirmed=False))
    assert not policies.can_act_as_staff(a_member())


@law("L1.5")
def test_only_an_administrator_with_an_authenticator_runs_the_site() -> None:
    assert policies.can_run_site(with_authenticator(a_member(administrator_since=now())))
    assert not policies.can_run_site(a_member(administrator_since=now()))
    assert not policies.can_run_site(with_authenticator(a_member()))


@law("L1.1")
def test_by_invitation_only_a_good_invitation_opens_the_door() -> None:
    site = a_site("invitation")
    assert policies.can_join(site, an_invitation(), 3, now())
    assert not policies.can_join(site, None, 3, now())
    assert not policies.can_join(site, an_invitation(uses_left=0), 3, now())
    assert not policies.can_join(site, an_invitation(revoked_at=now()), 3, now())
    assert not policies.can_join(site, an_invitation(expires_at=now()), 3, now())


@law("L1.1")
def test_an_open_door_needs_the_policy_pages() -> None:
    assert policies.can_join(a_site("open", policy_pages=True), None, 3, now())
    assert not policies.can_join(a_site("open"), None, 3, now())
    assert policies.can_open_registration(a_site(policy_pages=True))
    assert not policies.can_open_registration(a_site())


@law("L1.1")
def test_a_closed_door_opens_for_no_invitation() -> None:
    assert not policies.can_join(a_site("closed", policy_pages=True), an_invitation(), 3, now())


@law("L1.1")
@pytest.mark.parametrize(
    ("people", "pages", "may"), [(49, False, True), (50, False, False), (50, True, True)]
)
def test_beyond_fifty_people_even_invitations_need_the_policy_pages(
    people: int, pages: bool, may: bool
) -> None:
    assert policies.can_join(a_site(policy_pages=pages), an_invitation(), people, now()) is may


@law("L1.1")
@pytest.mark.parametrize(
    ("people", "pages", "may"), [(49, False, True), (50, False, False), (50, True, True)]
)
def test_who_runs_the_site_invites_while_there_is_room(people: int, pages: bool, may: bool) -> None:
    keeper = with_authenticator(a_member(administrator_since=now()))
    assert policies.can_make_invitation(keeper, a_site(policy_pages=pages), people) is may
    assert not policies.can_make_invitation(a_member(), a_site(policy_pages=pages), people)


def test_nobody_invites_through_a_closed_door() -> None:
    keeper = with_authenticator(a_member(administrator_since=now()))
    assert policies.can_make_invitation(keeper, a_site(), 3)
    assert not policies.can_make_invitation(keeper, a_site("closed"), 3)


def test_the_suspended_and_the_banned_stay_out() -> None:
    assert policies.can_enter(a_member(), now())
    assert policies.can_enter(a_member(suspended_until=now()), now())
    assert not policies.can_enter(a_member(suspended_until=now() + timedelta(hours=1)), now())
    assert not policies.can_enter(a_member(banned_at=now()), now())


@law("L1.5")
def test_a_program_gets_an_office_only_behind_an_authenticator() -> None:
    assert policies.can_hold_token(a_member(), frozenset({"live"}))
    assert not policies.can_hold_token(a_member(), frozenset({"live", "office"}))
    assert policies.can_hold_token(with_authenticator(a_member()), frozenset({"live", "office"}))
    assert not policies.can_hold_token(a_member(), frozenset())
    assert not policies.can_hold_token(with_authenticator(a_member()), frozenset({"root"}))


def test_who_runs_the_machine_is_not_suspended_before_being_relieved() -> None:
    assert policies.can_suspend(a_member())
    assert not policies.can_suspend(a_member(administrator_since=now()))


@law("L8.3")
def test_only_who_names_officers_names_somebody_and_never_themselves() -> None:
    keeper = with_authenticator(a_member(id=1, administrator_since=now()))
    other = with_authenticator(a_member(id=2))
    assert policies.can_name(keeper, other)
    assert not policies.can_name(keeper, keeper)
    assert not policies.can_name(other, keeper)

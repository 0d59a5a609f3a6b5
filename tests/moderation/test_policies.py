"""The law of acts on people, case by case, without a database (L4.7, L8.4)."""

from datetime import UTC, datetime

import pytest

from community.groups.models import Group, Membership, Place
from community.moderation import policies
from tests.laws import law

NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
ACTS = (policies.can_mute, policies.can_remove, policies.can_ban, policies.can_lift)


def somebody(
    role: str = "member", number: int = 1, left: bool = False, group: int = 7
) -> Membership:
    return Membership(id=number, group_id=group, role=role, left_at=NOW if left else None)


def place(role: str) -> Place:
    return Place(Group(id=7, visibility="closed"), somebody(role))


@law("L1.5", "L4.7")
@pytest.mark.parametrize("role", ["newcomer", "member", "chair", "moderator"])
@pytest.mark.parametrize("ready", [False, True])
@pytest.mark.parametrize("can", ACTS)
def test_only_moderators_with_authenticator_act(can: object, role: str, ready: bool) -> None:
    assert callable(can)
    assert can(place(role), somebody(number=2), ready) == (role == "moderator" and ready)
    assert can(place(role), somebody("moderator", number=2), ready) == (
        role == "moderator" and ready
    )


@law("L8.4")
@pytest.mark.parametrize("can", ACTS)
def test_nobody_acts_on_themselves_or_in_another_group(can: object) -> None:
    assert callable(can)
    assert not can(place("moderator"), somebody("moderator"), True)
    assert not can(place("moderator"), somebody(number=2, group=8), True)


def test_somebody_who_left_can_be_banned_only() -> None:
    gone = somebody(number=2, left=True)
    assert not policies.can_mute(place("moderator"), gone, True)
    assert not policies.can_remove(place("moderator"), gone, True)
    assert policies.can_ban(place("moderator"), gone, True)


def test_what_holds_is_for_moderators_and_the_person() -> None:
    assert policies.can_see_standings(place("member"), somebody(), False)
    assert policies.can_see_standings(place("moderator"), somebody(number=2), True)
    assert not policies.can_see_standings(place("moderator"), somebody(number=2), False)
    assert not policies.can_see_standings(place("chair"), somebody(number=2), True)


@law("L8.4", "L3.6")
def test_whoever_does_not_see_what_waits_does_not_decide_it() -> None:
    author = somebody(number=2)
    assert policies.can_decide_words(place("moderator"), author, True, False)
    for role, ready, lead in (
        ("member", True, False),
        ("moderator", False, False),
        ("member", True, True),
    ):
        assert not policies.can_decide_words(place(role), author, ready, lead)

"""The law of groups, case by case, without a database."""

from datetime import UTC, datetime, timedelta

import pytest

from community.groups import policies
from community.groups.models import (
    BANNED,
    MODERATOR,
    MUTED,
    REMOVED,
    Group,
    Membership,
    Place,
    Standing,
)
from community.members.models import Member
from tests.laws import law

NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)


def group(visibility: str = "closed", joining: str = "request", **more: object) -> Group:
    return Group(id=7, visibility=visibility, joining=joining, **more)


def somebody(role: str = "member", left: bool = False, number: int = 1) -> Membership:
    member = Member(id=number, joined_at=NOW)
    return Membership(
        id=number,
        group_id=7,
        member=member,
        role=role,
        joined_at=NOW,
        left_at=NOW if left else None,
    )


def standing(kind: str, scope: str = "group:7", hours: int | None = 1) -> Standing:
    until = NOW + timedelta(hours=hours) if hours else None
    return Standing(kind=kind, scope=scope, since=NOW, until=until)


@law("L2.1")
@pytest.mark.parametrize(
    ("visibility", "member", "invited", "sees", "reads", "people"),
    [
        ("open", False, False, True, True, False),
        ("open", True, False, True, True, True),
        ("closed", False, False, True, False, False),
        ("closed", False, True, True, False, False),
        ("closed", True, False, True, True, True),
        ("hidden", False, False, False, False, False),
        ("hidden", False, True, True, False, False),
        ("hidden", True, False, True, True, True),
    ],
)
def test_who_sees_and_reads_a_group(
    visibility: str, member: bool, invited: bool, sees: bool, reads: bool, people: bool
) -> None:
    place = Place(group(visibility), somebody() if member else None, (), invited)
    assert policies.can_see_group(place, NOW) == sees
    assert policies.can_read(place) == reads
    assert policies.can_see_people(place) == people


def test_nobody_sees_a_group_after_its_end() -> None:
    ended = group("open", closing_at=NOW)
    assert not policies.can_see_group(Place(ended, somebody()), NOW)
    assert policies.can_see_group(Place(ended, somebody()), NOW - timedelta(seconds=1))


@law("L4.7")
@pytest.mark.parametrize("visibility", ["open", "closed", "hidden"])
@pytest.mark.parametrize("kind", [REMOVED, BANNED])
def test_whoever_is_removed_or_banned_reads_nothing(visibility: str, kind: str) -> None:
    place = Place(group(visibility), somebody(), (standing(kind),))
    assert not policies.can_read(place)
    assert not policies.can_see_people(place)


@pytest.mark.parametrize(
    "against", [standing(MUTED), standing(REMOVED, "room:9"), standing(BANNED, "group:8")]
)
def test_a_mute_or_another_scope_shuts_nobody_out(against: Standing) -> None:
    assert policies.can_read(Place(group(), somebody(), (against,)))


@law("L2.2")
@pytest.mark.parametrize(
    ("joining", "invited", "may"),
    [
        ("open", False, True), ("request", False, True), ("invitation", False, False),
        ("invitation", True, True),
    ],
)  # fmt: skip
def test_who_may_come_in(joining: str, invited: bool, may: bool) -> None:
    assert policies.can_join(Place(group(joining=joining), None, (), invited)) == may
    assert not policies.can_join(Place(group(joining=joining), somebody(), (), invited))
    assert policies.can_join(Place(group(joining=joining), somebody(left=True), (), invited)) == may


@law("L2.4", "L2.6")
@pytest.mark.parametrize("locked", ["unattended_since", "archived_at", "closing_at"])
def test_nobody_comes_into_a_locked_group(locked: str) -> None:
    shut = group("open", "open", **{locked: NOW + timedelta(days=1)})
    assert not policies.can_join(Place(shut, None, (), invited=True))
    assert not policies.can_invite(Place(shut, somebody(MODERATOR)), staff_ready=True)


def test_whoever_was_banned_does_not_come_in_by_a_link() -> None:
    place = Place(group("open", "open"), somebody(left=True), (standing(BANNED, hours=None),), True)
    assert not policies.can_join(place)


@law("L1.5")
@pytest.mark.parametrize("role", ["newcomer", "member", "chair", "moderator"])
@pytest.mark.parametrize("ready", [False, True])
def test_office_is_the_role_and_an_authenticator(role: str, ready: bool) -> None:
    place, other = Place(group(), somebody(role)), somebody(number=2)
    may = role == "moderator" and ready
    for can in (
        policies.can_manage_group,
        policies.can_invite,
        policies.can_make_room,
        policies.can_decide_requests,
    ):
        assert can(place, ready) == may
    assert policies.can_moderate(place.membership, ready) == may
    assert policies.can_change_role(place, other, ready) == may


def test_office_ends_with_leaving_and_rests_while_removed() -> None:
    assert not policies.can_moderate(None, staff_ready=True)
    assert not policies.can_moderate(somebody(MODERATOR, left=True), staff_ready=True)
    removed = Place(group(), somebody(MODERATOR), (standing(REMOVED),))
    assert not policies.can_manage_group(removed, staff_ready=True)


def test_roles_are_changed_of_others_who_are_here() -> None:
    place = Place(group(), somebody(MODERATOR))
    assert not policies.can_change_role(place, somebody(MODERATOR), staff_ready=True)
    assert not policies.can_change_role(place, somebody(left=True, number=2), staff_ready=True)


@law("L2.4")
@pytest.mark.parametrize(
    ("role", "others", "may"),
    [("member", 0, True), ("chair", 0, True), ("moderator", 0, False), ("moderator", 1, True)],
)
def test_who_may_leave(role: str, others: int, may: bool) -> None:
    assert policies.can_leave(somebody(role), others) == may


@law("L1.8")
def test_anyone_inside_may_block_anyone_but_themselves() -> None:
    for role in ("newcomer", "moderator"):
        assert policies.can_block(Place(group(), somebody()), somebody(role, number=2))
    assert not policies.can_block(Place(group(), somebody()), somebody())
    assert not policies.can_block(Place(group(), None), somebody(number=2))
    assert policies.can_block(Place(group("open"), None), somebody(number=2))


@law("L2.2")
@pytest.mark.parametrize(
    ("administrator", "ready", "allowed", "may"),
    [
        (False, True, False, False), (True, False, False, False), (True, True, False, True),
        (False, False, True, True),
    ],
)  # fmt: skip
def test_who_may_begin_a_group(administrator: bool, ready: bool, allowed: bool, may: bool) -> None:
    member = Member(administrator_since=NOW if administrator else None)
    assert policies.can_create_group(member, allowed, ready) == may


@pytest.mark.parametrize(
    ("against", "good"),
    [
        ([], True),
        ([standing(MUTED, hours=24)], True),
        ([standing(MUTED, hours=25)], False),
        ([standing(MUTED, hours=None)], False),
        ([standing(REMOVED)], False),
        ([standing(BANNED, hours=None)], False),
        ([standing(MUTED), standing(REMOVED)], False),
    ],
)
def test_good_standing(against: list[Standing], good: bool) -> None:
    assert policies.in_good_standing(against) == good


@law("L2.4")
@pytest.mark.parametrize(("days", "looks"), [(0, True), (59, True), (60, False), (400, False)])
def test_a_moderator_who_stays_away_does_not_look_after_the_group(days: int, looks: bool) -> None:
    keeper = somebody(MODERATOR)
    keeper.member.last_seen_on = NOW
    assert policies.looks_after(keeper, NOW + timedelta(days=days)) == looks
    keeper.member.banned_at = NOW
    assert not policies.looks_after(keeper, NOW)


@law("L2.4")
@pytest.mark.parametrize(("seen", "looks"), [(NOW, True), (None, False)])
def test_having_been_seen_lately_counts_however_long_ago_one_joined(
    seen: datetime | None, looks: bool
) -> None:
    keeper = somebody(MODERATOR)
    keeper.joined_at, keeper.member.last_seen_on = NOW - timedelta(days=100), seen
    assert policies.looks_after(keeper, NOW) == looks


@law("L2.3")
@pytest.mark.parametrize(
    ("rules", "days", "meetings", "past"),
    [
        ({"days": 7, "meetings": 2}, 7, 2, True), ({"days": 7, "meetings": 2}, 6, 2, False),
        ({"days": 7, "meetings": 2}, 7, 1, False), ({"days": 7}, 7, 0, True), ({}, 0, 0, True),
        ({"meetings": 2}, 0, 2, True),
    ],
)  # fmt: skip
def test_the_way_from_newcomer_to_member(
    rules: dict[str, int], days: int, meetings: int, past: bool
) -> None:
    person = somebody("newcomer")
    person.group, person.meetings = group(becoming_member=rules), meetings
    assert policies.is_past_newcomer(person, NOW + timedelta(days=days)) == past
    steps = policies.steps_to_member(person, NOW + timedelta(days=days))
    assert {step.rule: step.needed for step in steps} == rules
    assert all(step.done <= step.needed for step in steps)

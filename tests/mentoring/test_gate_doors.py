"""The gate between people as they come and go: standing, blocks, leaving, moving, keeping (L7.2)."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from community import clock
from community.actors import OPERATOR
from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.forums import operations as forums
from community.forums.forms import MergeForm, SplitForm
from community.groups import operations as groups
from community.groups.forms import JoinForm
from community.groups.queries import standings_of
from community.meetings import operations as meetings
from community.members import operations as members
from community.mentoring import queries
from community.mentoring.gate import Missing
from community.moderation import operations as moderation
from community.moderation.forms import ActForm
from community.moderation.models import Held
from community.operations import operation
from community.portability.keeping import jobs as keeping
from community.rooms import operations as rooms
from community.rooms.forms import RemovalForm
from tests.factories import Circle, a_circle, a_message, admit
from tests.forums.stage import a_post, a_topic
from tests.laws import law
from tests.meetings.stage import Evening, in_sharing
from tests.meetings.test_participation import attend
from tests.mentoring.meeting import (
    DAY,
    FIRST,
    a_topic_by,
    gate_of,
    membership,
    shared,
    they_sat,
)
from tests.moderation.test_watching import a_rule

WHY = "Please let others finish."


@pytest.fixture
def met(circle: Circle) -> Circle:
    """Two who have met in three sittings over exactly fourteen days."""
    they_sat(circle, FIRST, FIRST + 7 * DAY, FIRST + 14 * DAY)
    return circle


def act(circle: Circle, deed: Callable[..., object], **until: timedelta) -> None:
    """The moderator does something to the other."""
    end = now() + until["span"] if until else None
    deed(circle.moderator.id, circle.mid(circle.other), ActForm(WHY, end))


def an_evening_together(circle: Circle) -> Evening:
    """A meeting of an hour in which the regular and the other were there and spoke; it is over."""
    evening = in_sharing(circle, circle.moderator)
    for person in (circle.regular, circle.other):
        attend(evening, person, 50)
    meetings.next_phase(circle.moderator.id, evening.room_id)
    for person in (circle.regular, circle.other):
        a_message(person, evening.room_id, "I am glad to be here.")
    clock.move(timedelta(minutes=90))
    meetings.end_by_itself(evening.sitting_id)
    meetings.close_sitting(evening.sitting_id)
    return evening


@law("L7.2")
def test_three_real_meetings_over_two_weeks_open_it_and_two_do_not(circle: Circle) -> None:
    for _evening in range(2):
        an_evening_together(circle)
        clock.move(8 * DAY)
    assert gate_of(circle).missing == (Missing.EVENTS, Missing.TIME)
    an_evening_together(circle)
    assert gate_of(circle).is_open


@law("L7.2")
def test_words_that_waited_are_said_once_they_can_be_read(circle: Circle) -> None:
    a_rule(circle, "hold")
    evening = in_sharing(circle, circle.moderator)
    meetings.next_phase(circle.moderator.id, evening.room_id)
    for person in (circle.regular, circle.other):
        attend(evening, person, 50)
    a_message(circle.other, evening.room_id, "Tea.")
    a_message(circle.regular, evening.room_id, "At the blue harbour.")
    clock.move(timedelta(minutes=20))
    held = db.session.query(Held).one().id
    assert not spoke(evening, circle)
    moderation.approve_words(circle.moderator.id, held)
    assert spoke(evening, circle)


def spoke(evening: Evening, circle: Circle) -> bool:
    """Whether both have said something in it, so that it counts when it is over."""
    meetings_over(evening)
    return bool(shared(circle))


@operation
def meetings_over(evening: Evening) -> None:
    """As far as the gate sees: over for now, the room still open."""
    evening.sitting().fellowship_at = now()


@law("L7.2")
@pytest.mark.parametrize(
    ("deed", "span", "shut"),
    [
        (moderation.mute_person, timedelta(hours=24), False),
        (moderation.mute_person, timedelta(hours=24, seconds=5), True),
        (moderation.remove_person, timedelta(hours=1), True),
    ],
)
def test_whoever_is_out_of_good_standing_neither_asks_nor_is_asked(
    met: Circle, deed: Callable[..., object], span: timedelta, shut: bool
) -> None:
    assert gate_of(met).is_open
    act(met, deed, span=span)
    asked, asking = gate_of(met), gate_of(met, met.other, met.regular)
    assert asked.missing == ((Missing.THEIR_STANDING,) if shut else ())
    assert asking.missing == ((Missing.OWN_STANDING,) if shut else ())
    clock.move(span + timedelta(minutes=1))
    assert gate_of(met).is_open


@law("L7.2")
def test_a_ban_shuts_it_and_whoever_was_let_in_again_has_still_met(met: Circle) -> None:
    act(met, moderation.ban_person)
    assert gate_of(met).missing == (Missing.THEIR_STANDING,)
    (standing,) = groups_standings(met)
    moderation.lift_standing(met.moderator.id, standing, ActForm(WHY))
    assert gate_of(met).missing == (Missing.THEIR_STANDING,)  # they are not here
    admit(met.other, met.slug)
    assert gate_of(met).is_open


def groups_standings(circle: Circle) -> list[int]:
    """What holds against the other."""
    return [each.id for each in standings_of(circle.mid(circle.other))]


@law("L7.2")
def test_somebody_kept_out_of_the_site_is_not_asked(met: Circle) -> None:
    members.suspend_from_site(OPERATOR, met.other.id, now() + DAY)
    assert gate_of(met).missing == (Missing.THEIR_STANDING,)
    members.lift_from_site(OPERATOR, met.other.id)
    assert gate_of(met).is_open


@law("L7.2")
def test_whoever_left_and_came_back_under_another_name_has_still_met(met: Circle) -> None:
    groups.leave_group(met.regular.id, met.slug)
    assert gate_of(met).missing == (Missing.OWN_STANDING,)
    groups.add_person(met.slug, met.regular.handle, "newcomer")
    assert membership(met, met.regular).role == "newcomer"
    assert gate_of(met).is_open
    form = JoinForm(handle="somebody-new")
    assert groups.join_group(met.regular.id, met.slug, form).membership_id == met.mid(met.regular)


@law("L7.2", "L7.5")
def test_a_block_changes_nothing_that_the_blocked_person_could_read(met: Circle) -> None:
    before = gate_of(met), gate_of(met, met.other, met.regular)
    groups.block_person(met.other.id, met.mid(met.regular))
    assert (gate_of(met), gate_of(met, met.other, met.regular)) == before


@law("L7.2")
@pytest.mark.parametrize("role", ["newcomer", "member", "chair", "moderator"])
def test_no_role_passes_it_and_none_is_kept_out_by_it(circle: Circle, role: str) -> None:
    groups.add_person(circle.slug, circle.regular.handle, role)
    assert not gate_of(circle).is_open
    they_sat(circle, FIRST, FIRST + DAY, FIRST + 14 * DAY)
    assert gate_of(circle).is_open


@law("L7.2")
def test_neither_actor_nor_oneself_nor_somebody_of_another_group_is_one_of_a_pair(
    met: Circle,
) -> None:
    elsewhere = a_circle("mill-lane")
    admit(met.other, elsewhere.slug)
    ask = partial(queries.gate_for, met.mid(met.regular))
    for other in (met.mid(met.regular), elsewhere.mid(met.other), OPERATOR, 0, 7):
        with pytest.raises(NotFound):
            ask(other)


@law("L7.2")
def test_a_second_account_alone_makes_no_event_and_with_its_owner_only_those_of_both(
    circle: Circle,
) -> None:
    they_sat(circle, FIRST, FIRST, FIRST)
    assert gate_of(circle).missing == (Missing.TIME,)
    assert gate_of(circle, circle.regular, circle.newcomer).tally.events == 0


@law("L7.2")
def test_posts_count_in_the_topic_in_which_they_stand_now(circle: Circle) -> None:
    topic = a_topic(circle.regular, circle)
    seq = a_post(circle.other, topic)
    assert len(shared(circle)) == 1
    form = SplitForm(posts=frozenset({seq}), name="Sleep")
    there = forums.split_topic(circle.moderator.id, topic.id, form)
    assert shared(circle) == []
    forums.merge_topic(circle.moderator.id, there, MergeForm(topic.id))
    assert len(shared(circle)) == 1


@law("L7.2")
def test_a_post_that_was_taken_away_or_taken_back_is_no_meeting(circle: Circle) -> None:
    topic = a_topic(circle.regular, circle)
    seq = a_post(circle.other, topic)
    assert len(shared(circle)) == 1
    rooms.remove_message(circle.other.id, topic.stream, seq, RemovalForm(WHY))
    assert shared(circle) == []


@law("L7.2", "L5.11")
def test_sittings_are_forgotten_after_thirteen_months_and_topics_are_not(circle: Circle) -> None:
    they_sat(circle, now() - 390 * DAY, now() - 10 * DAY)
    a_topic_by(circle, (circle.regular, now() - 500 * DAY), (circle.other, now() - 500 * DAY))
    assert gate_of(circle).is_open
    clock.move(10 * DAY)
    keeping.let_go({})
    assert [kind for kind, _at in shared(circle)] == ["topic", "sitting"]
    assert gate_of(circle).missing == (Missing.EVENTS,)


@law("L7.2", "L1.9")
def test_nobody_asks_a_former_member(met: Circle) -> None:
    groups.leave_every_group(OPERATOR, met.other.id)
    assert gate_of(met).missing == (Missing.THEIR_STANDING,)

"""From the first day to the last: every step is dated, has an author, and both know (L7.7)."""

from datetime import timedelta

import pytest

from community import clock
from community.actors import SYSTEM
from community.errors import Conflict, HearthError, NotFound
from community.extensions import db
from community.groups import operations as groups
from community.journal import JournalEntry
from community.mentoring import operations, queries
from community.mentoring.models import ACTIVE, CLOSING, ENDED, PAUSED, TRIAL
from community.moderation import operations as moderation
from community.moderation.forms import ActForm
from community.notices.models import Notice
from community.rooms.queries import room_for
from tests.factories import Circle, a_message
from tests.laws import law
from tests.mentoring.stage import (
    DAY,
    Two,
    after,
    of,
    tend,
    together,
    told,
    two_who_met,
    under_way,
)


def steps(mentorship_id: int) -> list[tuple[str, str, int]]:
    """What happened: kind, why, and who."""
    return [(step.kind, step.why, step.author) for step in of(mentorship_id).steps]


@law("L7.7")
def test_it_goes_on_if_both_say_so(two: Two) -> None:
    mentorship_id = together(two)
    assert of(mentorship_id).state == TRIAL
    operations.go_on(two.mentee.id, mentorship_id)
    operations.go_on(two.mentee.id, mentorship_id)
    assert of(mentorship_id).state == TRIAL
    operations.go_on(two.mentor.id, mentorship_id)
    assert of(mentorship_id).state == ACTIVE
    assert steps(mentorship_id) == [
        ("trial", "", two.mentor.id), ("going_on", "", two.mentee.id), ("going_on", "", two.mentor.id),
        ("active", "", two.mentor.id),
    ]  # fmt: skip
    assert [step.number for step in of(mentorship_id).steps] == [1, 2, 3, 4]
    after(15)
    assert of(mentorship_id).state == ACTIVE


@law("L7.7")
def test_a_trial_that_only_one_wants_to_go_on_comes_to_its_end(two: Two) -> None:
    mentorship_id = together(two)
    operations.go_on(two.mentee.id, mentorship_id)
    after(13.9)
    assert of(mentorship_id).state == TRIAL
    after(0.2)
    assert of(mentorship_id).state == CLOSING
    with pytest.raises(Conflict):
        operations.go_on(two.mentor.id, mentorship_id)
    assert steps(mentorship_id)[-1] == ("closing", "time", SYSTEM)
    after(7.1)
    assert of(mentorship_id).state == ENDED


@law("L7.7")
def test_either_pauses_and_takes_it_up_again(two: Two) -> None:
    mentorship_id = under_way(two)
    operations.pause(two.mentor.id, mentorship_id)
    assert of(mentorship_id).state == PAUSED
    with pytest.raises(Conflict):
        operations.pause(two.mentee.id, mentorship_id)
    after(60)
    assert of(mentorship_id).state == PAUSED
    operations.resume(two.mentee.id, mentorship_id)
    assert of(mentorship_id).state == ACTIVE
    assert [kind for kind, _why, _who in steps(mentorship_id)][-2:] == ["paused", "resumed"]


@law("L7.7")
def test_an_end_that_both_agree_on_leaves_seven_days_to_part(two: Two) -> None:
    mentorship_id = under_way(two)
    operations.part(two.mentee.id, mentorship_id)
    assert of(mentorship_id).state == ACTIVE
    operations.part(two.mentor.id, mentorship_id)
    assert of(mentorship_id).state == CLOSING
    assert a_message(two.mentee, of(mentorship_id).room_id, "Thank you.")
    after(7.1)
    assert of(mentorship_id).state == ENDED
    with pytest.raises(HearthError):
        a_message(two.mentee, of(mentorship_id).room_id)
    assert steps(mentorship_id)[-1] == ("ended", "agreed", SYSTEM)


@law("L7.7")
@pytest.mark.parametrize("who", ["mentee", "mentor"])
def test_either_leaves_in_one_step_and_both_read_for_seven_days(two: Two, who: str) -> None:
    mentorship_id, leaver = under_way(two), getattr(two, who)
    operations.leave(leaver.id, mentorship_id)
    room_id = of(mentorship_id).room_id
    assert steps(mentorship_id)[-1] == ("ended", "left", leaver.id)
    for person in (two.mentee, two.mentor):
        assert room_for(person.id, room_id)
        with pytest.raises(HearthError):
            a_message(person, room_id)
    clock.move(7 * DAY + timedelta(minutes=1))
    for person in (two.mentee, two.mentor):
        with pytest.raises(NotFound):
            room_for(person.id, room_id)
    with pytest.raises(Conflict):
        operations.leave(leaver.id, mentorship_id)


@law("L7.7", "L1.8")
def test_a_block_looks_like_leaving(two: Two, circle: Circle) -> None:
    first = under_way(two)
    operations.leave(two.mentor.id, first)
    left = told_of(two.mentee.id, first)
    second = under_way(two)
    groups.block_person(two.mentor.id, two.mentee_mid)
    assert told_of(two.mentee.id, second) == left
    assert [one[:2] for one in steps(second)] == [one[:2] for one in steps(first)]
    assert queries.channel_of(two.mentee.id, of(second)).state == ENDED


def told_of(member_id: int, mentorship_id: int) -> list[dict[str, object]]:
    """What somebody was told of a mentorship, but for its number."""
    db.session.rollback()
    mine = db.session.query(Notice).filter_by(member_id=member_id).order_by(Notice.at, Notice.id)
    subjects = [each.subject for each in mine if each.subject.get("mentorship") == mentorship_id]
    return [{**subject, "mentorship": 0} for subject in subjects]


@law("L7.7")
def test_one_who_is_banned_is_out_and_the_other_reads_until_it_ends(
    two: Two, circle: Circle
) -> None:
    mentorship_id = under_way(two)
    room_id = of(mentorship_id).room_id
    moderation.ban_person(circle.moderator.id, two.mentor_mid, ActForm("No.", None))
    with pytest.raises(NotFound):
        room_for(two.mentor.id, room_id)
    assert room_for(two.mentee.id, room_id)
    with pytest.raises(HearthError):
        a_message(two.mentee, room_id)
    assert of(mentorship_id).state == CLOSING
    assert steps(mentorship_id)[-1] == ("closing", "shut_out", SYSTEM)
    after(7.1)
    assert of(mentorship_id).state == ENDED


@law("L7.7", "L2.6")
def test_leaving_the_group_is_leaving_the_mentorship(two: Two, circle: Circle) -> None:
    mentorship_id = under_way(two)
    groups.leave_group(two.mentor.id, circle.slug)
    assert steps(mentorship_id)[-1] == ("ended", "left", two.mentor.id)
    assert room_for(two.mentee.id, of(mentorship_id).room_id)
    with pytest.raises(NotFound):
        queries.mentor_for(two.mentee.id, two.mentor_id)


@law("L7.7")
def test_a_silence_is_asked_after_once_then_another_is_offered_then_it_closes(two: Two) -> None:
    mentorship_id = under_way(two)
    room_id, before = of(mentorship_id).room_id, len(told(two.mentee))
    after(6.9)
    assert told(two.mentee)[before:] == []
    after(0.2)
    tend()
    assert told(two.mentee)[before:] == ["mentorship_quiet"]
    a_message(two.mentor, room_id, "Here I am.")
    after(6.9)
    after(0.2)
    assert told(two.mentee)[before:] == ["mentorship_quiet"] * 2
    after(14)
    assert told(two.mentee)[before:] == [
        "mentorship_quiet",
        "mentorship_quiet",
        "mentorship_rematch",
    ]
    assert told(two.mentor)[-2:] == ["mentorship_quiet"] * 2
    after(24)
    tend()
    assert steps(mentorship_id)[-1] == ("closing", "silence", SYSTEM)


@law("L7.7")
@pytest.mark.parametrize(
    ("days", "kinds"),
    [(8, ["mentorship_quiet"]), (30, ["mentorship_rematch"]), (50, ["mentorship_step"])],
)
def test_after_an_outage_only_the_last_is_said(two: Two, days: int, kinds: list[str]) -> None:
    under_way(two)
    before = len(told(two.mentee))
    after(days)
    tend()
    assert told(two.mentee)[before:] == kinds


@law("L7.7")
def test_a_pair_that_ended_can_begin_again(two: Two) -> None:
    first = under_way(two)
    operations.leave(two.mentee.id, first)
    second = together(two)
    assert second != first
    assert of(second).room_id != of(first).room_id


@law("L7.7")
def test_every_step_is_on_record_in_ids(two: Two) -> None:
    mentorship_id = under_way(two)
    operations.pause(two.mentee.id, mentorship_id)
    operations.leave(two.mentor.id, mentorship_id)
    db.session.rollback()
    kept = db.session.query(JournalEntry).filter_by(subject=f"mentorship:{mentorship_id}")
    recorded = [(row.kind.rpartition(":")[2], row.actor) for row in kept.order_by(JournalEntry.seq)]
    assert recorded == [(kind, who) for kind, _why, who in steps(mentorship_id)]
    assert all(not row.words for row in kept)


@law("L7.7", "L4.1")
def test_nobody_else_acts_on_it_or_learns_that_it_is_there(two: Two, circle: Circle) -> None:
    mentorship_id = under_way(two)
    acts = (
        operations.pause,
        operations.part,
        operations.leave,
        operations.go_on,
        operations.resume,
    )
    for person in (circle.other, circle.moderator, circle.outsider):
        for act in acts:
            with pytest.raises(NotFound):
                act(person.id, mentorship_id)
        with pytest.raises(NotFound):
            room_for(person.id, of(mentorship_id).room_id)


@law("L4.1")
def test_a_moderator_who_mentors_is_no_moderator_in_the_channel(circle: Circle) -> None:
    two = two_who_met(circle)
    groups.change_role(circle.moderator.id, two.mentor_mid, "moderator")
    mentorship_id = under_way(two)
    assert not room_for(two.mentor.id, of(mentorship_id).room_id).staff
    operations.leave(two.mentee.id, mentorship_id)
    with pytest.raises(HearthError):
        a_message(two.mentor, of(mentorship_id).room_id, "One more thing.")

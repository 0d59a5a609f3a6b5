"""Meetings planned, changed and ended; single dates cancelled, moved, noted (L5.1)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from community import clock
from community.clock import now
from community.errors import Conflict, Forbidden, Invalid, NotFound
from community.extensions import db
from community.groups import operations as groups
from community.meetings import operations as meetings
from community.meetings import queries
from community.meetings.forms import MeetingForm, MoveForm, NoteForm
from community.meetings.models import Meeting, Sitting
from community.notices.queries import inbox_of
from community.operations import operation
from tests.factories import Circle, Person
from tests.laws import law
from tests.meetings.stage import an_evening

WEEKLY = {
    "name": "Thursday Night", "how": "weekly", "time": "19:30", "zone": "Europe/London", "minutes": "60",
}  # fmt: skip


def wall(*numbers: int) -> datetime:
    """A wall time: it has no zone."""
    return datetime(*numbers)  # noqa: DTZ001


def form(**said: Any) -> MeetingForm:
    """Weekly from tomorrow, with some fields changed."""
    tomorrow = f"{now() + timedelta(days=1):%Y-%m-%d}"
    return MeetingForm.parse({"date": tomorrow, **WEEKLY, **said})


def planned(circle: Circle, **said: Any) -> int:
    """A meeting that the moderator plans; its id."""
    return meetings.add_meeting(circle.moderator.id, circle.group_id, form(**said)).id


def dates(meeting_id: int) -> list[Sitting]:
    """Its coming dates, read anew."""
    db.session.rollback()
    return queries.coming_of(meeting_id, 100)


def told(person: Person, zone: str = "UTC") -> list[str]:
    """Their inbox, the newest first."""
    db.session.rollback()
    return [item.sentence for item in inbox_of(person.id, zone)]


@law("L5.1")
def test_a_moderator_plans_a_meeting_with_eight_weeks_of_dates(circle: Circle) -> None:
    meeting_id = planned(circle)
    assert len(dates(meeting_id)) == 8
    meeting = db.session.get_one(Meeting, meeting_id)
    assert meeting.slug == "thursday-night"
    assert meeting.room_id is not None
    assert meeting.format_id is not None
    for person, refusal in ((circle.regular, Forbidden), (circle.outsider, NotFound)):
        with pytest.raises(refusal):
            meetings.add_meeting(person.id, circle.group_id, form())


def test_a_rare_meeting_has_its_next_date(circle: Circle) -> None:
    far = planned(circle, how="rule", date="2028-02-29", rule="FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29")
    assert [one.starts_at for one in dates(far)] == [datetime(2028, 2, 29, 19, 30, tzinfo=UTC)]


def test_two_of_one_name_have_two_addresses(circle: Circle) -> None:
    first, second = planned(circle), planned(circle)
    slugs = {db.session.get_one(Meeting, one).slug for one in (first, second)}
    assert slugs == {"thursday-night", "thursday-night-2"}


@law("L5.1")
def test_two_meetings_cannot_be_held_in_one_room_at_one_time(circle: Circle) -> None:
    first = db.session.get_one(Meeting, planned(circle))
    with pytest.raises(Invalid, match="Thursday Night is held there on"):
        planned(circle, name="Other", room=str(first.room_id), time="20:15")
    planned(circle, name="After it", room=str(first.room_id), time="20:30")
    assert db.session.query(Meeting).count() == 2


@law("L5.1")
@pytest.mark.parametrize(
    "other",
    [
        {"how": "once", "weeks": 15, "time": "20:00"},
        {"how": "weekly", "weeks": 15, "time": "19:00"},
        {"how": "rule", "weeks": 40, "rule": "FREQ=MONTHLY;INTERVAL=3", "time": "19:45"},
    ],
)
def test_nor_long_after_the_dates_that_are_written(
    circle: Circle, other: dict[str, object]
) -> None:
    first = db.session.get_one(Meeting, planned(circle))
    assert first.starts is not None
    date = f"{first.starts + timedelta(weeks=int(str(other.pop('weeks')))):%Y-%m-%d}"
    in_the_way = {**other, "date": date, "room": str(first.room_id), "name": "Other"}
    with pytest.raises(Invalid, match="Thursday Night is held there on"):
        planned(circle, **in_the_way)
    planned(circle, **{**in_the_way, "time": "21:00"})


@law("L5.1")
def test_a_date_is_not_moved_to_where_a_rule_will_be(circle: Circle) -> None:
    first = db.session.get_one(Meeting, planned(circle))
    room = str(first.room_id)
    once = dates(planned(circle, how="once", name="Once", time="12:00", room=room))[0]
    assert first.starts is not None
    day = f"{first.starts + timedelta(weeks=20):%Y-%m-%d}"
    move = MoveForm.parse({"date": day, "time": "19:45"})
    with pytest.raises(Invalid, match="Thursday Night is held there on"):
        meetings.move_sitting(circle.moderator.id, once.id, move)


@law("L5.1")
def test_another_time_of_day_keeps_who_signed_up_and_tells_them(circle: Circle) -> None:
    meeting_id = planned(circle)
    first = dates(meeting_id)[0]
    meetings.sign_up(circle.regular.id, first.id, "chair")
    room = str(first.room_id)
    meetings.change_meeting(circle.moderator.id, meeting_id, form(time="20:00", room=room))
    after = dates(meeting_id)
    assert after[0].id == first.id
    assert len(after) == 8
    assert f"{after[0].starts_at:%M}" == "00"
    assert [duty.role for duty in queries.rota_of([first.id])[first.id]] == ["chair"]
    assert "Thursday Night was moved from" in told(circle.regular)[0]


@law("L9.1")
@pytest.mark.parametrize("visibility", ["members", "public"])
def test_a_notice_names_a_meeting_only_to_who_can_see_it(circle: Circle, visibility: str) -> None:
    meeting_id = planned(circle, visibility=visibility)
    first = dates(meeting_id)[0]
    meetings.sign_up(circle.regular.id, first.id, "chair")
    again = form(time="20:00", room=str(first.room_id), visibility=visibility)
    meetings.change_meeting(circle.moderator.id, meeting_id, again)
    assert "Thursday Night was moved from" in told(circle.regular)[0]
    groups.leave_group(circle.regular.id, circle.slug)
    named = [sentence for sentence in told(circle.regular) if "Thursday Night" in sentence]
    neutral = "Something about a meeting that you no longer see." in told(circle.regular)
    assert (bool(named), neutral) == ((True, False) if visibility == "public" else (False, True))


def test_another_day_drops_dates_and_tells_who_signed_up(circle: Circle) -> None:
    meeting_id = planned(circle)
    first = dates(meeting_id)[0]
    first_id = first.id
    meetings.sign_up(circle.regular.id, first_id, "chair")
    day_after = f"{now() + timedelta(days=2):%Y-%m-%d}"
    change = form(date=day_after, room=str(first.room_id))
    meetings.change_meeting(circle.moderator.id, meeting_id, change)
    assert first_id not in [one.id for one in dates(meeting_id)]
    assert "is not held on" in told(circle.regular)[0]
    assert told(circle.other) == []


@law("L5.1")
def test_a_cancelled_date_is_told_and_comes_back(circle: Circle) -> None:
    meeting_id = planned(circle)
    first = dates(meeting_id)[0]
    meetings.follow_meeting(circle.other.id, meeting_id)
    with pytest.raises(Forbidden):
        meetings.cancel_sitting(circle.regular.id, first.id, NoteForm())
    for _again in range(2):
        meetings.cancel_sitting(circle.moderator.id, first.id, NoteForm("Public holiday."))
    assert [one.state for one in dates(meeting_id)[:2]] == ["cancelled", "scheduled"]
    assert len(told(circle.other)) == 1
    assert told(circle.other)[0].endswith("Public holiday.")
    meetings.restore_sitting(circle.moderator.id, first.id)
    assert dates(meeting_id)[0].state == "scheduled"
    assert "held after all" in told(circle.other)[0]
    assert db.session.get_one(Meeting, meeting_id).sequence == 2


@law("L5.1")
def test_a_moved_date_keeps_its_name_and_is_told_in_ones_own_time(circle: Circle) -> None:
    meeting_id = planned(circle, zone="America/New_York", date="2030-01-07")
    first = dates(meeting_id)[0]
    meetings.follow_meeting(circle.other.id, meeting_id)
    to = MoveForm.parse({"date": "2030-01-08", "time": "18:00"})
    meetings.move_sitting(circle.moderator.id, first.id, to)
    moved = dates(meeting_id)[0]
    assert moved.was_moved
    assert moved.starts_at == datetime(2030, 1, 8, 23, 0, tzinfo=UTC)
    assert told(circle.other, "Europe/London")[0] == (
        "Thursday Night was moved from Tuesday 8 January at 00:30 to Tuesday 8 January at 23:00."
    )


def test_a_date_is_not_moved_into_a_gap_or_into_the_past_or_onto_another(circle: Circle) -> None:
    meeting_id = planned(circle, date="2030-03-28")
    first = dates(meeting_id)[0]
    keeper = circle.moderator.id
    for to, field in (
        ("2030-03-31 01:30", "time"),
        ("2026-01-01 10:00", "date"),
        ("2033-01-01 10:00", "date"),
    ):
        with pytest.raises(Invalid) as refusal:
            meetings.move_sitting(keeper, first.id, MoveForm(datetime.fromisoformat(to)))
        assert list(refusal.value.fields) == [field]


def test_a_date_is_not_moved_onto_another_in_its_room(circle: Circle) -> None:
    meeting_id = planned(circle, date="2030-03-28")
    room = str(dates(meeting_id)[0].room_id)
    planned(circle, name="Friday", how="once", date="2030-03-29", room=room)
    first = dates(meeting_id)[0]
    with pytest.raises(Invalid, match="Friday is held there on"):
        meetings.move_sitting(circle.moderator.id, first.id, MoveForm(wall(2030, 3, 29, 20, 0)))
    assert not dates(meeting_id)[0].was_moved


@law("L5.1")
def test_following_and_unfollowing_twice_is_once(circle: Circle) -> None:
    meeting_id = planned(circle)
    for act, follows in ((meetings.follow_meeting, True), (meetings.unfollow_meeting, False)):
        for _again in range(2):
            act(circle.regular.id, meeting_id)
        db.session.rollback()
        assert queries.follows(circle.regular.id, meeting_id) == follows


@law("L5.1")
def test_who_follows_is_told_once_of_other_times_and_another_place(circle: Circle) -> None:
    meeting_id = planned(circle, date="2030-01-03", visibility="public")
    for person in (circle.moderator, circle.other, circle.outsider):
        meetings.follow_meeting(person.id, meeting_id)
    same = {"visibility": "public", "date": "2030-01-03"}
    same["room"] = str(db.session.get_one(Meeting, meeting_id).room_id)
    for change, sentence in (
        ({"name": "Thursday", "minutes": "90"}, None),
        ({"time": "20:00"}, "The times of Thursday Night have changed. Every Thursday at 20:00, London time."),
        ({"time": "20:00", "room": "new"}, "Thursday Night is held in another place now."),
        (
            {"date": "2030-01-04", "zone": "Europe/Paris", "room": "new"},
            "The times of Thursday Night have changed, and its place. Every Friday at 19:30, Paris time "
            "(18:30 for you).",
        ),
    ):  # fmt: skip
        before = told(circle.other, "Europe/London")
        meetings.change_meeting(circle.moderator.id, meeting_id, form(**same | change))
        after = told(circle.other, "Europe/London")
        assert after == ([sentence] if sentence else []) + before
    assert len(told(circle.other)) == len(told(circle.outsider)) == 3
    assert told(circle.moderator) == told(circle.regular) == []


@law("L5.1")
def test_who_follows_is_told_once_that_a_meeting_ends(circle: Circle) -> None:
    meeting_id = planned(circle, visibility="public")
    for person in (circle.moderator, circle.other, circle.outsider):
        meetings.follow_meeting(person.id, meeting_id)
    room = str(db.session.get_one(Meeting, meeting_id).room_id)
    meetings.change_meeting(circle.moderator.id, meeting_id, form(room=room))  # no longer public
    for _again in range(2):
        meetings.end_meeting(circle.moderator.id, meeting_id)
    assert told(circle.other) == ["Thursday Night has ended. It has no more dates."]
    assert told(circle.outsider) == told(circle.moderator) == []


def test_what_a_list_told_of_the_place_stays_when_the_time_changes(circle: Circle) -> None:
    at = {"attendance": "in_person", "place_name": "Town Hall", "room": "none"}
    meeting_id = planned(circle, **at)
    told_by_list(meeting_id, {"name": "Town Hall", "city": "Alpena"})
    meetings.change_meeting(circle.moderator.id, meeting_id, form(**at, time="20:00"))
    assert db.session.get_one(Meeting, meeting_id).place["city"] == "Alpena"
    elsewhere = form(**{**at, "place_name": "Library"})
    meetings.change_meeting(circle.moderator.id, meeting_id, elsewhere)
    assert db.session.get_one(Meeting, meeting_id).place == {"name": "Library"}


@operation
def told_by_list(meeting_id: int, place: dict[str, str]) -> None:
    """A list says more of the place than the form asks."""
    db.session.get_one(Meeting, meeting_id).place = place


def test_an_opened_date_stays_as_it_is(circle: Circle) -> None:
    evening = an_evening(circle)
    for act in (
        lambda: meetings.cancel_sitting(circle.moderator.id, evening.sitting_id, NoteForm()),
        lambda: meetings.move_sitting(
            circle.moderator.id, evening.sitting_id, MoveForm(wall(2030, 1, 1, 10, 0))
        ),
    ):
        with pytest.raises(Conflict):
            act()
    meetings.note_sitting(
        circle.moderator.id, evening.sitting_id, NoteForm("A speaker comes tonight.")
    )
    assert evening.sitting().note == "A speaker comes tonight."


def test_an_ended_meeting_has_no_more_dates(circle: Circle) -> None:
    meeting_id = planned(circle)
    meetings.sign_up(circle.regular.id, dates(meeting_id)[0].id, "reader")
    meetings.end_meeting(circle.moderator.id, meeting_id)
    meetings.end_meeting(circle.moderator.id, meeting_id)
    assert dates(meeting_id) == []
    assert len(told(circle.regular)) == 1
    with pytest.raises(Conflict):
        meetings.follow_meeting(circle.other.id, meeting_id)


def test_nothing_is_planned_where_all_is_over(circle: Circle) -> None:
    meeting_id = planned(circle)
    sitting_id = dates(meeting_id)[0].id
    groups.archive_group(circle.moderator.id, circle.slug)
    for act in (
        lambda: planned(circle, name="Another"),
        lambda: meetings.change_meeting(circle.moderator.id, meeting_id, form()),
        lambda: meetings.sign_up(circle.regular.id, sitting_id, "chair"),
    ):
        with pytest.raises(Conflict, match="archived"):
            act()


def test_a_stranger_to_the_group_knows_nothing_of_its_meetings(circle: Circle) -> None:
    meeting_id = planned(circle)
    slug = db.session.get_one(Meeting, meeting_id).slug
    assert queries.meeting_for(circle.newcomer.id, slug).meeting.id == meeting_id
    for ask in (
        lambda: queries.meeting_for(circle.outsider.id, slug),
        lambda: queries.sitting_for(circle.outsider.id, dates(meeting_id)[0].id),
        lambda: meetings.follow_meeting(circle.outsider.id, meeting_id),
    ):
        with pytest.raises(NotFound):
            ask()


def test_dates_go_on_as_weeks_pass(circle: Circle) -> None:
    meeting_id = planned(circle)
    first = dates(meeting_id)[0]
    clock.move(timedelta(weeks=2))
    meetings.fill_meetings([meeting_id])
    after = dates(meeting_id)
    assert len(after) == 8
    assert first.id not in [one.id for one in after]

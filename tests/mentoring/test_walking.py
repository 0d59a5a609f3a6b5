"""What two share besides messages: goals, tasks and steps, a rhythm, and dates (L7.8)."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from community import clock
from community.errors import Conflict, Invalid, NotFound
from community.extensions import db
from community.journal import JournalEntry
from community.mentoring import operations as mentoring
from community.mentoring.rhythms import Rhythm
from community.mentoring.walking import operations, queries
from community.mentoring.walking.forms import DoneForm, ItemForm, ItemWordsForm, RhythmForm
from community.mentoring.walking.models import MOST, CheckinRhythm, Item
from tests.factories import a_message
from tests.laws import law
from tests.mentoring.stage import DAY, Two, of, tend, together
from tests.mentoring.walk_stage import (
    DAILY,
    agreed_rhythm,
    seen,
    the_item,
    the_rhythm,
    walk_notices,
    wrote,
)
from tests.stage import Browser

HOUR = timedelta(hours=1)


def at_hour(hour: int) -> None:
    """The next time that the clock of somebody in UTC shows this hour."""
    moment = clock.now()
    ahead = moment.replace(hour=hour, minute=0, second=0, microsecond=0)
    clock.move((ahead if ahead > moment else ahead + DAY) - moment)


def writes(two: Two, mentorship_id: int) -> None:
    """The mentee writes a line in the channel."""
    a_message(two.mentee, of(mentorship_id).room_id, "I am here.")


@law("L7.8")
def test_either_writes_and_both_read(two: Two, way: int) -> None:
    wrote(two.mentee, way, "Sleep.", "goal")
    wrote(two.mentor, way, "Call a friend.")
    for person in (two.mentee, two.mentor):
        assert [(one.kind, one.words) for one in seen(person, way).items] == [
            ("goal", "Sleep."), ("task", "Call a friend."),
        ]  # fmt: skip


@law("L7.8")
def test_nobody_else_finds_them_whoever_they_are(two: Two, way: int) -> None:
    item = wrote(two.mentee, way)
    for person in (two.circle.moderator, two.circle.other, two.circle.outsider):
        with pytest.raises(NotFound):
            queries.walk_for(person.id, way)
        with pytest.raises(NotFound):
            wrote(person, way)
        with pytest.raises(NotFound):
            operations.finish_item(person.id, way, item, DoneForm(True))


@law("L7.8")
def test_what_a_mentor_writes_is_a_suggestion_until_the_mentee_takes_it_up(
    two: Two, way: int
) -> None:
    item = wrote(two.mentor, way)
    assert not seen(two.mentee, way).items[0].taken
    with pytest.raises(Conflict):
        operations.take_item(two.mentor.id, way, item)
    operations.take_item(two.mentee.id, way, item)
    operations.take_item(two.mentee.id, way, item)
    assert seen(two.mentor, way).items[0].taken


@law("L7.8")
def test_the_mentee_says_what_is_done_and_the_mentor_does_not(two: Two, way: int) -> None:
    item = wrote(two.mentee, way)
    with pytest.raises(Conflict):
        operations.finish_item(two.mentor.id, way, item, DoneForm(True))
    operations.finish_item(two.mentee.id, way, item, DoneForm(True))
    assert the_item(item).done_at is not None
    operations.finish_item(two.mentee.id, way, item, DoneForm(False))
    assert the_item(item).done_at is None


@law("L7.8")
def test_two_who_change_the_same_at_once_lose_nothing(two: Two, way: int) -> None:
    item = wrote(two.mentee, way)
    operations.change_item(two.mentor.id, way, item, ItemWordsForm("Call two friends.", 1))
    with pytest.raises(Conflict, match="changed this meanwhile"):
        operations.change_item(two.mentee.id, way, item, ItemWordsForm("Call my sister.", 1))
    assert queries.words_of(the_item(item)) == "Call two friends."
    operations.change_item(two.mentee.id, way, item, ItemWordsForm("Call two friends.", 1))
    operations.change_item(two.mentee.id, way, item, ItemWordsForm("Call my sister.", 2))
    assert queries.words_of(the_item(item)) == "Call my sister."


@law("L7.8")
def test_a_mentor_takes_away_only_what_they_suggested(two: Two, way: int) -> None:
    own, theirs = wrote(two.mentor, way), wrote(two.mentee, way)
    with pytest.raises(Conflict):
        operations.remove_item(two.mentor.id, way, theirs)
    operations.remove_item(two.mentor.id, way, own)
    operations.remove_item(two.mentee.id, way, theirs)
    assert seen(two.mentee, way).items == []
    taken = wrote(two.mentor, way)
    operations.take_item(two.mentee.id, way, taken)
    with pytest.raises(Conflict):
        operations.remove_item(two.mentor.id, way, taken)


@law("L7.8")
def test_a_hundred_are_enough(two: Two, way: int) -> None:
    for number in range(MOST):
        wrote(two.mentee, way, f"Task {number}")
    with pytest.raises(Conflict, match="hundred"):
        wrote(two.mentor, way)


WRONG = (
    {}, {"kind": "task"}, {"kind": "x", "words": "a"}, {"kind": "goal", "words": "x" * 501},
    {"kind": "goal", "words": "   "}, {"kind": "goal", "words": "a", "more": "b"},
)  # fmt: skip


@pytest.mark.parametrize("raw", WRONG)
def test_what_is_no_goal_task_or_step_is_refused(raw: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        ItemForm.parse(raw)


@law("L4.9", "L7.8")
def test_their_words_are_kept_sealed_and_out_of_the_journal(two: Two, way: int) -> None:
    item = wrote(two.mentee, way, "An owl in the pear tree.")
    kept = db.session.scalar(sa.text(f"select words from mentorship_items where id = {item}"))
    assert "owl" not in str(kept)
    rows = db.session.query(JournalEntry).filter(JournalEntry.kind.like("mentoring:item:%"))
    assert [row.subject for row in rows] == [f"item:{item}"]
    assert all("owl" not in str(row.facts) for row in rows)


@law("L7.7", "L7.8")
def test_both_read_for_seven_days_after_the_end_and_write_no_more(two: Two, way: int) -> None:
    item = wrote(two.mentee, way)
    mentoring.leave(two.mentor.id, way)
    with pytest.raises(Conflict):
        wrote(two.mentee, way)
    with pytest.raises(Conflict):
        operations.finish_item(two.mentee.id, way, item, DoneForm(True))
    clock.move(7 * DAY - HOUR)
    assert len(seen(two.mentee, way).items) == 1
    clock.move(2 * HOUR)
    for person in (two.mentee, two.mentor):
        with pytest.raises(NotFound):
            seen(person, way)


@law("L7.8")
def test_a_rhythm_holds_once_both_agree(two: Two, way: int) -> None:
    found = operations.propose_rhythm(two.mentor.id, way, RhythmForm(DAILY))
    assert seen(two.mentee, way).rhythm is None
    with pytest.raises(Conflict):
        operations.accept_rhythm(two.mentor.id, way, found)
    operations.accept_rhythm(two.mentee.id, way, found)
    operations.accept_rhythm(two.mentee.id, way, found)
    there = seen(two.mentor, way).rhythm
    assert there is not None
    assert there.said == "Every day, 18:00 to 20:00"
    assert there.next is not None
    assert (walk_notices(two.mentee), walk_notices(two.mentor)) == (
        ["walk_proposed"],
        ["walk_agreed"],
    )


@law("L7.8")
def test_either_ends_it_at_once(two: Two, way: int) -> None:
    for person in (two.mentee, two.mentor):
        found = agreed_rhythm(two, way)
        operations.withdraw_rhythm(person.id, way, found)
        operations.withdraw_rhythm(person.id, way, found)
        assert seen(two.mentee, way).rhythm is None


@law("L7.8")
def test_a_new_proposal_takes_the_place_of_the_one_that_waits(two: Two, way: int) -> None:
    first = operations.propose_rhythm(two.mentor.id, way, RhythmForm(DAILY))
    assert operations.propose_rhythm(two.mentor.id, way, RhythmForm(DAILY)) == first
    second = operations.propose_rhythm(two.mentee.id, way, RhythmForm(Rhythm(days=(0,))))
    with pytest.raises(Conflict):
        operations.accept_rhythm(two.mentee.id, way, first)
    operations.accept_rhythm(two.mentor.id, way, second)
    there = seen(two.mentee, way).rhythm
    assert there is not None
    assert there.said == "Monday"


@law("L7.8")
def test_no_rhythm_is_agreed_on_once_they_part(two: Two, way: int) -> None:
    found = operations.propose_rhythm(two.mentor.id, way, RhythmForm(DAILY))
    for person in (two.mentee, two.mentor):
        mentoring.part(person.id, way)
    with pytest.raises(Conflict):
        operations.accept_rhythm(two.mentee.id, way, found)
    with pytest.raises(Conflict):
        operations.propose_rhythm(two.mentee.id, way, RhythmForm(DAILY))


@law("L7.8")
def test_who_did_not_check_in_is_reminded_once(two: Two, way: int) -> None:
    at_hour(12)
    found = agreed_rhythm(two, way)
    at_hour(19)
    tend()
    assert "walk_reminder" not in walk_notices(two.mentee)
    at_hour(21)
    tend()
    tend()
    assert walk_notices(two.mentee).count("walk_reminder") == 1
    assert "walk_reminder" not in walk_notices(two.mentor)
    for _day in range(3):  # who stays silent is left in peace
        at_hour(21)
        tend()
    assert walk_notices(two.mentee).count("walk_reminder") == 1
    writes(two, way)
    at_hour(21)
    tend()
    assert walk_notices(two.mentee).count("walk_reminder") == 2
    assert the_rhythm(found).nudged_for is not None


@law("L7.8")
def test_who_wrote_a_line_that_day_is_not_reminded(two: Two, way: int) -> None:
    at_hour(9)
    agreed_rhythm(two, way)
    writes(two, way)
    at_hour(21)
    tend()
    assert "walk_reminder" not in walk_notices(two.mentee)


@law("L7.8")
def test_nobody_is_reminded_in_a_pause_nor_after_it_was_withdrawn(two: Two, way: int) -> None:
    at_hour(12)
    found = agreed_rhythm(two, way)
    mentoring.pause(two.mentee.id, way)
    at_hour(21)
    tend()
    mentoring.resume(two.mentee.id, way)
    operations.withdraw_rhythm(two.mentee.id, way, found)
    at_hour(21)
    tend()
    assert "walk_reminder" not in walk_notices(two.mentee)


@law("L7.8")
def test_after_an_outage_no_old_reminder_comes(two: Two, way: int) -> None:
    at_hour(12)
    agreed_rhythm(two, way, Rhythm(every=30, starts=0, until=13 * 60))
    clock.move(2 * DAY)
    tend()
    assert "walk_reminder" not in walk_notices(two.mentee)


@law("L7.8")
def test_a_check_in_that_came_is_not_due_any_more_that_day(two: Two, way: int) -> None:
    at_hour(12)
    agreed_rhythm(two, way)
    today = clock.now().date()
    before = seen(two.mentee, way).rhythm
    writes(two, way)
    after = seen(two.mentee, way).rhythm
    assert before is not None
    assert after is not None
    assert (before.next, after.next) == (today, today + DAY)


@law("L7.8")
def test_the_strip_shows_the_dates_of_the_two(two: Two, way: int) -> None:
    step = wrote(two.mentee, way, "Get up.", "step")
    operations.finish_item(two.mentee.id, way, step, DoneForm(True))
    for person in (two.mentee, two.mentor):
        assert [mark.said for mark in seen(person, way).strip] == [
            "You met", "Asked", "Getting to know each other", "Both wanted to go on", "Step 1",
        ]  # fmt: skip


@law("L7.8")
def test_a_goal_is_written_in_the_first_days_too(two: Two) -> None:
    mentorship_id = together(two)
    wrote(two.mentee, mentorship_id, "Sleep.", "goal")
    assert len(seen(two.mentor, mentorship_id).items) == 1


@law("L7.8", "L13.2")
def test_the_way_is_written_by_forms_alone(two: Two, way: int, as_member: Browser) -> None:
    mentee = as_member(two.mentee)
    base = f"/mentorships/{way}"
    assert mentee.post(f"{base}/items", data={"kind": "task", "words": "Tea."}).status_code == 303
    assert (
        mentee.post(
            f"{base}/rhythms", data={"day_0": "yes", "starts": "18:00", "until": "17:00"}
        ).status_code
        == 422
    )
    page = mentee.get(f"{base}/walk").get_data(as_text=True)
    assert "Tea." in page
    wrong = mentee.post(f"{base}/items", data={"kind": "goal", "words": "y" * 600})
    assert wrong.status_code == 422
    assert "y" * 600 in wrong.get_data(as_text=True)


@law("L7.8", "L8.8")
def test_whose_words_lose_the_race_find_them_in_the_form(
    two: Two, way: int, as_member: Browser
) -> None:
    item = wrote(two.mentee, way)
    operations.change_item(two.mentor.id, way, item, ItemWordsForm("Call two friends.", 1))
    lost = as_member(two.mentee).post(
        f"/mentorships/{way}/items/{item}", data={"words": "Call my sister.", "based_on": "1"}
    )
    said = lost.get_data(as_text=True)
    assert lost.status_code == 409
    assert "Call my sister." in said
    assert "Call two friends." in said
    assert 'name="based_on" value="2"' in said


def test_every_row_has_one_that_holds_and_one_that_waits(two: Two, way: int) -> None:
    agreed_rhythm(two, way)
    agreed_rhythm(two, way, Rhythm(days=(1,)))
    operations.propose_rhythm(two.mentee.id, way, RhythmForm(DAILY))
    db.session.rollback()
    rows = db.session.query(CheckinRhythm).filter(CheckinRhythm.ended_at.is_(None)).all()
    assert sorted(row.agreed_at is None for row in rows) == [False, True]
    assert db.session.query(Item).count() == 0

"""Both are told that a part of their channel was opened, at once or as it was put off; and everybody of a naming."""

from datetime import timedelta

import pytest

from community import clock
from community.actors import OPERATOR
from community.errors import Conflict, NotFound
from community.extensions import db
from community.jobs import Job, run_due
from community.members import operations as members
from community.mentoring import operations as mentoring
from community.mentoring.opening import jobs, operations, queries
from community.mentoring.opening.operations import telling
from community.moderation.queries.transparency import Quarter, numbers_of
from community.notices.models import Notice
from community.notices.queries import in_words
from community.operations import operation
from community.portability.queries import shown
from tests.factories import Person, a_person
from tests.laws import law
from tests.members.answering import a_contact, a_lead, told
from tests.mentoring.opening_stage import (
    WORDS,
    Glass,
    approves,
    asks,
    opened,
    puts_off,
    reads,
    the,
    time_passes,
)
from tests.mentoring.stage import DAY, tend

MINUTES = timedelta(minutes=20)


def heard(glass: Glass) -> list[int]:
    """How often each of the two was told."""
    db.session.rollback()
    return [told(person).count("channel_opened") for person in (glass.two.mentee, glass.two.mentor)]


def said_to(person: Person) -> str:
    """The last notice in words."""
    db.session.rollback()
    mine = db.session.query(Notice).filter_by(member_id=person.id)
    last = mine.order_by(Notice.at.desc(), Notice.id).first()
    assert last is not None
    return in_words(last.kind, last.subject, "UTC")[0]


def put_off(glass: Glass, times: int = 1) -> int:
    """Approved after it was put off, and put off again."""
    opening_id = asks(glass)
    puts_off(glass.second, opening_id)
    approves(glass, opening_id)
    if times == 2:
        clock.move(26 * DAY)
        puts_off(glass.second, opening_id)
    return opening_id


@law("L7.11")
def test_both_are_told_at_once_which_part_why_and_by_which_office(glass: Glass) -> None:
    opened(glass)
    assert heard(glass) == [1, 1]
    for person in (glass.two.mentee, glass.two.mentor):
        said = said_to(person)
        assert "two safeguarding leads opened 4 lines of your mentor channel" in said
        assert "Somebody may be harmed or pressed" in said
        for never in (glass.asker.handle, glass.second.handle, WORDS % 3, "telephone"):
            assert never not in said
    time_passes()
    assert heard(glass) == [1, 1]


@law("L7.11")
def test_with_the_external_contact_the_two_are_told_so(glass: Glass) -> None:
    contact = a_contact()
    clock.move(8 * DAY)
    approves(glass, asks(glass, contact=True), contact)
    assert "a safeguarding lead and the external contact" in said_to(glass.two.mentee)


@law("L7.11")
def test_nobody_is_told_of_what_was_asked_and_not_opened(glass: Glass) -> None:
    asks(glass)
    puts_off(glass.second, asks(glass))
    clock.move(90 * DAY)
    time_passes()
    assert heard(glass) == [0, 0]


@law("L7.11")
def test_another_lead_puts_it_off_for_thirty_days_and_then_both_are_told_once(glass: Glass) -> None:
    put_off(glass)
    clock.move(30 * DAY - MINUTES)
    time_passes()
    assert heard(glass) == [0, 0]
    clock.move(MINUTES)
    time_passes()
    time_passes()
    assert heard(glass) == [1, 1]


@law("L7.11")
def test_it_is_put_off_twice_at_most_and_never_for_sixty_days_at_once(glass: Glass) -> None:
    opening_id = put_off(glass)
    with pytest.raises(Conflict):
        puts_off(glass.second, opening_id)
    clock.move(26 * DAY)
    with pytest.raises(Conflict):
        puts_off(glass.asker, opening_id)
    puts_off(glass.second, opening_id)
    clock.move(30 * DAY)
    time_passes()
    assert heard(glass) == [0, 0]
    with pytest.raises(Conflict):
        puts_off(glass.second, opening_id)
    clock.move(4 * DAY)
    time_passes()
    assert heard(glass) == [1, 1]


@law("L7.11")
def test_whoever_asked_does_not_put_it_off_nor_does_the_contact(glass: Glass) -> None:
    contact = a_contact()
    clock.move(8 * DAY)
    opening_id = asks(glass, contact=True)
    with pytest.raises(Conflict):
        puts_off(glass.asker, opening_id)
    with pytest.raises(NotFound):
        puts_off(contact, opening_id)
    with pytest.raises(NotFound):
        puts_off(a_person(administrator=True), opening_id)


@law("L7.11")
def test_a_lead_ends_the_putting_off(glass: Glass) -> None:
    opening_id = put_off(glass)
    operations.tell_now(glass.asker.id, opening_id)
    operations.tell_now(glass.asker.id, opening_id)
    assert heard(glass) == [1, 1]
    assert the(opening_id).told_at is not None


@law("L7.11")
def test_the_telling_is_done_once_however_often_it_is_killed(
    glass: Glass, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_off(glass)
    clock.move(31 * DAY)
    real, count = telling.tell, [0]

    def dies(*args: object) -> None:
        count[0] += 1
        if count[0] == 2:
            raise RuntimeError("killed")
        real(*args)

    monkeypatch.setattr(telling, "tell", dies)
    with pytest.raises(RuntimeError):
        jobs.tell_two({})
    assert heard(glass) == [0, 0]
    time_passes()
    time_passes()
    assert heard(glass) == [1, 1]


@law("L7.11")
def test_who_left_is_told_and_who_is_gone_is_not(glass: Glass) -> None:
    put_off(glass)
    mentorship = glass.mentorship_id
    mentoring.leave(glass.two.mentee.id, mentorship)
    clock.move(31 * DAY)
    time_passes()
    assert heard(glass) == [1, 1]


@law("L7.11", "L1.9")
def test_what_is_put_off_stands_in_no_page_download_or_number(glass: Glass) -> None:
    opening_id = put_off(glass)
    reads(glass.asker, opening_id)
    quarter = Quarter(clock.now().year, (clock.now().month + 2) // 3)
    mentee = glass.two.mentee.id
    assert queries.told_to(mentee, glass.mentorship_id)[1] == []
    assert taken_along(mentee) == []
    assert not [one for one in numbers_of(quarter) if one.part == "openings"]
    operations.tell_now(glass.second.id, opening_id)
    db.session.rollback()
    assert [one.id for one in queries.told_to(mentee, glass.mentorship_id)[1]] == [opening_id]
    found = taken_along(mentee)
    assert found[0]["opened_by"] == "two safeguarding leads"
    assert len(found[0]["read_at"]) == 1
    assert glass.asker.handle not in str(found)
    assert [one.value for one in numbers_of(quarter) if one.part == "openings"] == [None]


@law("L7.11")
def test_everybody_in_a_mentorship_hears_of_a_naming_and_nobody_else(glass: Glass) -> None:
    run_due(100)
    two = glass.two
    before = [
        told(person).count("naming_told") for person in (two.mentee, two.mentor, two.circle.other)
    ]
    lead = a_lead("wren")
    for _round in range(3):
        run_due(100)
    db.session.rollback()
    after = [
        told(person).count("naming_told") for person in (two.mentee, two.mentor, two.circle.other)
    ]
    assert [late - early for late, early in zip(after, before, strict=True)] == [1, 1, 0]
    assert "naming_told" not in told(two.circle.moderator) + told(lead) + told(glass.asker)
    said = said_to(two.mentee)
    assert "wren was named a safeguarding lead of this site." in said
    assert "two leads together can open a part" in said


@law("L7.11")
def test_who_was_relieved_before_anybody_heard_is_not_announced(glass: Glass) -> None:
    run_due(100)
    a_lead("wren")
    office = queries.names_of_officials()[-1][0]
    members.end_lead(OPERATOR, office.id)
    before = told(glass.two.mentee).count("naming_told")
    run_due(100)
    db.session.rollback()
    assert told(glass.two.mentee).count("naming_told") == before


@law("L7.11")
def test_a_naming_is_told_in_batches_once_each_however_often_they_are_killed(
    glass: Glass, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_due(100)
    before = (
        told(glass.two.mentee).count("naming_told"),
        told(glass.two.mentor).count("naming_told"),
    )
    monkeypatch.setattr(telling, "AT_ONCE", 1)
    a_lead("wren")
    office = queries.names_of_officials()[-1][0].id
    real, count = telling.tell, [0]

    def dies(*args: object) -> None:
        real(*args)
        count[0] += 1
        if count[0] == 2:
            raise RuntimeError("killed")

    monkeypatch.setattr(telling, "tell", dies)
    for _round in range(8):
        run_due(100)
        ready_again()
    db.session.rollback()
    after = told(glass.two.mentee).count("naming_told"), told(glass.two.mentor).count("naming_told")
    assert [late - early for late, early in zip(after, before, strict=True)] == [1, 1]
    left = db.session.query(Job).filter(Job.kind == operations.NAMING, Job.done_at.is_(None))
    assert left.count() == 0
    jobs.tell_all({"office": office, "after": 2**53})


@law("L7.6", "L7.11")
def test_the_agreement_says_it_and_asks_everybody_anew_once(glass: Glass) -> None:
    tend()
    assert told(glass.two.mentee).count("agreement_changed") == 0


@operation
def ready_again() -> None:
    """A job that failed is tried now."""
    for job in db.session.query(Job).filter(Job.done_at.is_(None), Job.attempts > 0):
        job.run_at, job.leased_until = clock.now() - MINUTES, None


def taken_along(member_id: int) -> list[dict[str, object]]:
    """What of openings is in somebody's download."""
    kept = next(one for one in shown() if one.name == "channel_openings")
    assert kept.shown is not None
    return [dict(row) for rows in kept.shown(member_id) for row in rows]

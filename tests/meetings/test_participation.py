"""Participation: counted by the minute, for oneself; nobody else is shown a list of it (L5.11)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine, event

from community import clock
from community.clock import now
from community.extensions import db
from community.groups.models import Membership
from community.jobs import run_due
from community.meetings import beat, operations, policies, presence, queries
from community.meetings.models import Ballot, Motion, Participation, Share, Sitting, Slip
from community.members.models import Member
from community.operations import operation
from community.portability.keeping import jobs as keeping
from tests.factories import Circle, Person, a_message, a_person, admit
from tests.laws import law
from tests.meetings.stage import Evening, an_evening, in_sharing
from tests.stage import Browser, Live


def minutes(evening: Evening, person: Person) -> int | None:
    """What was counted for somebody; None where they were never here."""
    db.session.rollback()
    mine = db.session.get(Participation, (evening.sitting_id, evening.circle.mid(person)))
    return mine.minutes if mine is not None else None


def to_the_start(evening: Evening) -> None:
    """It is the first second of the minute in which the meeting begins, or of the next."""
    clock.move(evening.sitting().starts_at - now() + timedelta(minutes=1))
    to_the_next_minute()


def to_the_next_minute() -> None:
    """It is the first second of the next minute."""
    clock.move(timedelta(seconds=60.5 - now().timestamp() % 60))


def pass_minutes(number: int) -> None:
    """So many minutes go by, with the process's pulse."""
    for _minute in range(number):
        to_the_next_minute()
        beat.beat()


@law("L5.11")
def test_a_minute_counts_for_whoever_listens_quietly_too(circle: Circle, live: Live) -> None:
    evening = an_evening(circle, circle.moderator)
    hide(circle.other)
    live(circle.regular, evening.stream)
    live(circle.other, evening.stream)
    to_the_start(evening)
    pass_minutes(3)
    assert (minutes(evening, circle.regular), minutes(evening, circle.other)) == (3, 3)
    assert minutes(evening, circle.newcomer) is None


@law("L5.11")
def test_two_devices_and_two_processes_count_a_minute_once(circle: Circle, live: Live) -> None:
    evening = in_sharing(circle, circle.moderator)
    live(circle.regular, evening.stream)
    live(circle.regular, evening.stream)
    pass_minutes(2)
    mark = (presence.minute_of(now()), evening.room_id, circle.mid(circle.regular))
    operations.count_minutes(frozenset({mark}))  # another process had them too
    assert minutes(evening, circle.regular) == 2


@law("L5.11")
def test_a_page_counts_for_the_minute_in_which_it_was_opened(
    circle: Circle, as_member: Browser
) -> None:
    evening = in_sharing(circle, circle.moderator)
    to_the_next_minute()
    browser = as_member(circle.regular)
    browser.get(f"/rooms/{evening.room_id}")
    browser.get(f"/rooms/{evening.room_id}")
    beat.beat()
    pass_minutes(3)
    assert minutes(evening, circle.regular) == 1


@law("L5.11")
def test_lobby_and_fellowship_do_not_count_but_one_was_here(circle: Circle, live: Live) -> None:
    evening = an_evening(circle, circle.moderator)
    wire = live(circle.regular, evening.stream)
    pass_minutes(3)
    assert minutes(evening, circle.regular) == 0
    assert queries.was_here(evening.sitting_id, circle.mid(circle.regular))
    to_the_start(evening)
    pass_minutes(2)
    operations.end_by_itself(evening.sitting_id)
    pass_minutes(3)
    wire.close()
    assert minutes(evening, circle.regular) == 2


@law("L5.11")
def test_minutes_count_from_the_first_part_where_that_began_early(
    circle: Circle, live: Live
) -> None:
    evening = an_evening(circle, circle.moderator)
    live(circle.regular, evening.stream)
    pass_minutes(1)
    operations.next_phase(circle.moderator.id, evening.room_id)
    pass_minutes(2)
    assert minutes(evening, circle.regular) == 2


@law("L5.11")
def test_while_the_server_was_down_nobody_was_counted(circle: Circle, live: Live) -> None:
    evening = in_sharing(circle, circle.moderator)
    live(circle.regular, evening.stream)
    pass_minutes(1)
    clock.move(timedelta(minutes=20))
    pass_minutes(1)
    assert minutes(evening, circle.regular) == 2


def test_many_people_are_written_in_one_statement(
    circle: Circle, statements: Callable[[], int]
) -> None:
    evening = in_sharing(circle, circle.moderator)
    people = [admit(a_person(), circle.slug) for _number in range(20)]
    minute = presence.minute_of(now()) + 1
    marks = frozenset((minute, evening.room_id, circle.mid(person)) for person in people)
    before = statements()
    operations.count_minutes(marks)
    assert statements() - before <= 4
    assert [minutes(evening, person) for person in people] == [1] * 20


def test_what_could_not_be_written_is_tried_again(
    circle: Circle, live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    evening = in_sharing(circle, circle.moderator)
    live(circle.regular, evening.stream)
    with monkeypatch.context() as broken:
        broken.setattr(operations, "count_minutes", out_of_order)
        with pytest.raises(RuntimeError):
            pass_minutes(1)
    beat.beat()
    assert minutes(evening, circle.regular) == 1


def out_of_order(marks: object) -> None:
    """The database is away for a moment."""
    raise RuntimeError


def test_without_a_meeting_on_the_beat_asks_nothing(
    circle: Circle, live: Live, statements: Callable[[], int]
) -> None:
    live(circle.regular, circle.stream)
    beat.beat()
    before = statements()
    for _beat in range(5):
        beat.beat()
    assert statements() == before


@law("L5.11", "L7.2")
def test_who_writes_spoke_and_who_only_votes_did_not(circle: Circle) -> None:
    evening = in_sharing(circle, circle.moderator)
    operations.next_phase(circle.moderator.id, evening.room_id)
    operations.open_motion(circle.moderator.id, evening.room_id, "More tea?", False)
    motion = queries.motions_of(evening.sitting_id)[0]
    operations.vote(circle.regular.id, evening.room_id, motion.id, "yes")
    a_message(circle.other, evening.room_id, "Yes, please.")
    db.session.rollback()
    spoke = {each.membership_id for each in db.session.query(Participation) if each.spoke}
    assert spoke == {circle.mid(circle.other)}


@law("L2.3")
def test_a_meeting_counts_once_for_whoever_was_present_half_of_it(circle: Circle) -> None:
    evening = in_sharing(circle, circle.moderator)
    attend(evening, circle.newcomer, 30)
    attend(evening, circle.regular, 29)
    clock.move(timedelta(minutes=60))
    operations.end_by_itself(evening.sitting_id)
    operations.close_sitting(evening.sitting_id)
    clock.move(timedelta(seconds=11))
    while run_due():
        pass
    operations.credit_sitting(evening.sitting_id)  # a job may run twice
    assert (meetings_of(circle, circle.newcomer), meetings_of(circle, circle.regular)) == (1, 0)


def test_a_meeting_that_ended_early_is_halved_as_it_was(circle: Circle) -> None:
    evening = in_sharing(circle, circle.moderator)
    attend(evening, circle.newcomer, 10)
    assert not queries.was_present_half(evening.sitting(), circle.mid(circle.newcomer))
    clock.move(timedelta(minutes=20))
    operations.end_by_itself(evening.sitting_id)
    assert queries.was_present_half(evening.sitting(), circle.mid(circle.newcomer))


def go_through() -> None:
    """Everything that has had its time goes."""
    keeping.let_go({})
    db.session.rollback()


@law("L5.11", "L12.3")
def test_after_thirteen_months_nothing_of_it_is_left(circle: Circle) -> None:
    evening = in_sharing(circle, circle.moderator)
    leave_traces(evening, circle.regular)
    clock.move(timedelta(days=395))
    go_through()
    assert count_traces() == 4
    clock.move(timedelta(days=2))
    go_through()
    assert count_traces() == 0


def test_whoever_came_in_passes_the_locked_door_at_once(circle: Circle, as_member: Browser) -> None:
    evening = an_evening(circle, circle.moderator)
    browser = as_member(circle.regular)
    assert browser.get(f"/rooms/{evening.room_id}").status_code == 200
    operations.lock_joins(circle.moderator.id, evening.room_id, True)
    assert browser.get(f"/rooms/{evening.room_id}").status_code == 200
    assert as_member(circle.other).get(f"/rooms/{evening.room_id}").status_code == 403


@law("L5.8")
def test_a_late_comer_is_told_once_where_the_meeting_is(
    circle: Circle, live: Live, as_member: Browser
) -> None:
    evening = in_sharing(circle, circle.moderator)
    as_member(circle.regular).get(f"/rooms/{evening.room_id}")  # a page, and then its socket
    beat.beat()
    wire = live(circle.regular)
    assert wire.call("join", stream=evening.stream)["welcome"]["etiquette"]
    clock.move(timedelta(minutes=3))
    assert "welcome" not in wire.call("join", stream=evening.stream)


@pytest.fixture
def statements(app: Flask) -> Callable[[], int]:
    """How many statements this process has sent to its database so far."""
    return counting()


def counting() -> Callable[[], int]:
    """Count every statement from now on."""
    seen: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        if not statement.startswith(("SAVEPOINT", "RELEASE", "BEGIN", "PRAGMA")):
            seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    return lambda: len(seen)


@operation
def hide(person: Person) -> None:
    """They listen quietly."""
    db.session.get_one(Member, person.id).shows_presence = False


@operation
def attend(evening: Evening, person: Person, number: int, spoke: bool = False) -> None:
    """So many minutes were counted for somebody."""
    db.session.merge(
        Participation(
            sitting_id=evening.sitting_id, membership_id=evening.circle.mid(person), minutes=number,
            last_minute=0, spoke=spoke, first_at=now(),
        )
    )  # fmt: skip


def meetings_of(circle: Circle, person: Person) -> int:
    """How many meetings count for a newcomer."""
    db.session.rollback()
    return db.session.get_one(Membership, circle.mid(person)).meetings


@operation
def leave_traces(evening: Evening, person: Person) -> None:
    """They took part, shared, voted and made a slip."""
    attend(evening, person, 20)
    who = {"membership_id": evening.circle.mid(person)}
    motion = Motion(sitting_id=evening.sitting_id, words="Tea?", secret=False, opened_at=now())
    db.session.add(motion)
    db.session.flush()
    db.session.add_all(
        [
            Ballot(motion_id=motion.id, choice="yes", **who),
            Share(sitting_id=evening.sitting_id, called_at=now(), ended_at=now(), how="done", **who),
            Slip(sitting_id=evening.sitting_id, code="code", group_name="Harbour Street", minutes=20,
                 held_on=now().date(), signature="", at=now(), **who),
        ]
    )  # fmt: skip


def count_traces() -> int:
    """How much of it is left."""
    db.session.rollback()
    return sum(db.session.query(kept).count() for kept in (Participation, Share, Ballot, Slip))


def test_a_minute_counts_from_the_start_until_fellowship() -> None:
    start = now()
    sitting = Sitting(starts_at=start, ends_at=start + timedelta(hours=1))
    assert policies.counts_minute(sitting, start)
    assert not policies.counts_minute(sitting, start - timedelta(seconds=1))
    sitting.fellowship_at = start + timedelta(minutes=50)
    assert not policies.counts_minute(sitting, start + timedelta(minutes=50))

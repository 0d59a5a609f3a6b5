"""Two at the same moment: a slip pressed twice, two slips, a consent given twice, a zone that changes meanwhile."""

from functools import partial

from flask import Flask

from community.errors import Conflict
from community.extensions import db
from community.realtime.streams import entries_since
from community.rooms.queries import sits_in
from community.wellbeing import operations, queries
from community.wellbeing.forms import ConsentForm, SlipForm
from community.wellbeing.helping import operations as helping
from community.wellbeing.helping.models import HelpCall
from community.wellbeing.models import ClockConsent
from tests.factories import Circle, a_message
from tests.laws import law
from tests.races import at_once, on_both, refusals
from tests.wellbeing.helping import a_peer, a_watcher, ask, asked
from tests.wellbeing.stage import a_clock, day, moves_to


@law("L6.2")
@on_both
def test_a_slip_pressed_twice_is_one_and_two_slips_are_two(
    app: Flask, circle: Circle, database: str
) -> None:
    clock_id = a_clock(circle.regular, 90)
    for key in ("slip-key-0001", "slip-key-0002"):
        form = SlipForm.parse({"day": day(1), "note": "", "key": key})
        record = partial(operations.record_slip, circle.regular.id, clock_id, form)
        assert at_once(app, record, record, record) == [None] * 3
    assert len(queries.slips_of(circle.regular.id, clock_id)) == 2
    assert queries.clock_of(circle.regular.id, clock_id).count.kept == 90


@law("L6.1")
@on_both
def test_a_consent_given_and_taken_back_at_once_is_one_or_none(
    app: Flask, circle: Circle, database: str
) -> None:
    clock_id = a_clock(circle.regular, 90)
    deeds = [
        partial(
            operations.show_clock, circle.regular.id, clock_id, ConsentForm(circle.mid(circle.regular), shows)
        )
        for shows in ("days", "", "slips", "days", "")
    ]  # fmt: skip
    assert at_once(app, *deeds) == [None] * 5
    in_force = db.session.query(ClockConsent).filter(ClockConsent.withdrawn_at.is_(None)).count()
    assert in_force <= 1


@law("L6.2")
@on_both
def test_a_zone_that_changes_while_a_slip_is_recorded_takes_no_day(
    app: Flask, circle: Circle, database: str
) -> None:
    clock_id = a_clock(circle.regular, 90)
    form = SlipForm.parse({"day": day(3), "note": "", "key": "slip-key-0001"})
    at_once(
        app,
        partial(moves_to, circle.regular, "Pacific/Midway"),
        partial(operations.record_slip, circle.regular.id, clock_id, form),
        partial(moves_to, circle.regular, "Pacific/Kiritimati"),
    )
    said = queries.clock_of(circle.regular.id, clock_id)
    assert said.count.kept >= 90
    assert [chip.code for chip in said.chips] == [
        "hours-24",
        "days-7",
        "days-30",
        "days-60",
        "days-90",
    ]


@law("L6.7")
@on_both
def test_pressed_ten_times_at_once_it_is_one_room_and_one_person_asked(
    app: Flask, circle: Circle, database: str
) -> None:
    for _one in range(3):
        a_peer(circle)
    press = partial(helping.ask_for_someone, circle.regular.id, circle.slug)
    rooms = at_once(app, *[press] * 10)
    assert len(set(rooms)) == 1
    (call,) = db.session.query(HelpCall)
    assert call.room_id == rooms[0]
    assert len(asked(call)) == 1


@law("L6.7")
@on_both
def test_of_three_who_come_at_once_one_is_there_and_the_others_hear_it(
    app: Flask, circle: Circle, database: str
) -> None:
    peers = [a_peer(circle) for _one in range(3)]
    call = ask(circle)
    for _look in range(2):
        helping.ask_next(call.id, db.session.query(HelpCall.step).scalar())
    assert len(asked(call)) == 3
    came = at_once(app, *[partial(helping.come, peer.id, call.id) for peer in peers])
    assert refusals(came, Conflict) == 2
    (there,) = [peer for peer, answer in zip(peers, came, strict=True) if answer == call.room_id]
    assert sits_in(call.room_id, circle.mid(there))
    assert sum(sits_in(call.room_id, circle.mid(peer)) for peer in peers) == 1


@law("L6.7")
@on_both
def test_a_look_that_is_done_twice_at_once_asks_one(
    app: Flask, circle: Circle, database: str
) -> None:
    for _one in range(4):
        a_peer(circle)
    call = ask(circle)
    step = db.session.query(HelpCall.step).scalar()
    at_once(app, *[partial(helping.ask_next, call.id, step)] * 4)
    assert len(asked(call)) == 2


@law("L6.7")
@on_both
def test_coming_writing_closing_and_the_next_look_do_not_stand_in_each_others_way(
    app: Flask, circle: Circle, database: str
) -> None:
    peer, watcher = a_peer(circle), a_watcher(circle)
    call = ask(circle)
    helping.ask_next(call.id, db.session.query(HelpCall.step).scalar())
    step = db.session.query(HelpCall.step).scalar()
    done = at_once(
        app,
        partial(helping.come, peer.id, call.id),
        partial(a_message, watcher, call.room_id, "I am here."),
        partial(helping.ask_next, call.id, step),
        partial(helping.note_alone, call.id, call.since.isoformat()),
        partial(helping.say_cannot, peer.id, call.id),
        partial(a_message, circle.regular, call.room_id, "Thank you."),
        partial(helping.ask_for_someone, circle.regular.id, circle.slug),
    )
    assert len(done) == 7
    (row,) = db.session.query(HelpCall)
    assert row.answered_at is not None
    assert row.answered_by in (circle.mid(peer), circle.mid(watcher))
    assert sits_in(call.room_id, row.answered_by)
    seqs = [entry.seq for entry in entries_since(call.room_id, 0)]
    assert seqs == list(range(1, len(seqs) + 1))

"""What people try who mean no good, or are in a hurry: on themselves, in a race, by another door (L8.3, L8.4)."""

import io
import zipfile
from datetime import timedelta

import pytest
from flask import Flask

from community import clock
from community.actors import OPERATOR
from community.errors import Forbidden, NotFound
from community.extensions import db
from community.groups.models import Standing
from community.jobs import run_due
from community.journal import verify
from community.meetings import operations as meetings
from community.moderation import operations, queries
from community.moderation.forms import ActForm, NoteForm, StepForm
from community.moderation.models import Act, Case, Report
from community.portability import operations as leaving
from community.realtime.wire import rfc3339
from community.registry import registry
from community.rooms import operations as rooms
from community.rooms.forms import EditForm, RemovalForm
from community.rooms.models import PRIVATE, Message, Reaction
from tests.factories import Circle, a_message, a_person, admit
from tests.forums.stage import a_topic
from tests.laws import law
from tests.meetings.stage import in_sharing
from tests.moderation.desk import HARSH, case_of, looked_at, report, said
from tests.races import at_once, on_both
from tests.stage import Browser, Live

STEP = StepForm.parse({"step": "warn", "reason": "No selling here."})


def muted(circle: Circle) -> None:
    """The regular, for an hour."""
    form = ActForm("Too loud.", clock.now() + timedelta(hours=1))
    operations.mute_person(circle.moderator.id, circle.mid(circle.regular), form)


def unharmed(results: list[object], *allowed: type[Exception]) -> bool:
    """Whether nothing was refused but so."""
    return all(not isinstance(one, Exception) or isinstance(one, allowed) for one in results)


@law("L8.4")
def test_nobody_of_office_acts_on_themselves_by_event(circle: Circle, live: Live) -> None:
    wire = live(circle.moderator, circle.stream)
    mine = {
        "membership": circle.mid(circle.moderator),
        "until": rfc3339(clock.now() + timedelta(hours=1)),
        "reason": "x",
    }
    for event in ("mute", "remove_person"):
        answer = wire.call(event, stream=circle.stream, **mine)
        assert answer["error"]["code"] == "forbidden", event
    assert db.session.query(Standing).count() == 0


@law("L8.3", "L8.4")
@on_both
def test_a_case_is_lost_in_the_moment_in_which_its_keeper_reports_it(
    app: Flask, circle: Circle, database: str
) -> None:
    admit(a_person(staff=True), circle.slug, "moderator")
    ref, keeper = said(circle, circle.regular, HARSH), circle.moderator
    case = case_of(report(circle.newcomer, ref)).id
    operations.claim_case(keeper.id, case)
    found = at_once(
        app,
        lambda: report(keeper, ref),
        lambda: operations.act_in_case(keeper.id, case, STEP),
        lambda: operations.add_note(keeper.id, case, NoteForm("Quick.")),
    )
    assert unharmed(found, NotFound, Forbidden)
    with pytest.raises(NotFound):
        operations.act_in_case(keeper.id, case, STEP)
    assert db.session.get_one(Case, case).claimed_by is None
    assert verify() is None


@law("L8.1", "L1.9")
@on_both
def test_the_author_deletes_the_account_while_it_is_reported(
    app: Flask, circle: Circle, database: str
) -> None:
    ref = said(circle, circle.regular, HARSH)
    found = at_once(
        app,
        lambda: report(circle.newcomer, ref),
        lambda: leaving.erase_member(OPERATOR, circle.regular.handle, False),
        lambda: report(circle.other, ref),
    )
    while run_due():
        pass
    db.session.rollback()
    assert unharmed(found, NotFound, operations.Unseen)
    for made in db.session.query(Report):
        (lines,) = queries.evidence_in(made.case_id)
        assert [line.words for line in lines] == [HARSH]
    assert db.session.query(Message).one().body == ""
    assert verify() is None


@law("L8.1")
@on_both
@pytest.mark.parametrize("how", ["removal", "edit", "retention"])
def test_the_words_go_while_they_are_reported(
    app: Flask, circle: Circle, database: str, how: str
) -> None:
    ref = said(circle, circle.regular, HARSH)
    seq, mine = int(ref.partition("/")[2]), circle.regular.id
    if how == "retention":
        clock.move(timedelta(days=100))
    goes = {
        "removal": lambda: rooms.remove_message(mine, circle.stream, seq, RemovalForm.parse({})),
        "edit": lambda: rooms.edit_message(mine, circle.stream, seq, EditForm("Good evening.")),
        "retention": lambda: registry.jobs["portability:retention"]({}),
    }[how]
    one, two = looked_at(circle.newcomer, ref), looked_at(circle.other, ref)
    db.session.rollback()
    found = at_once(
        app,
        lambda: operations.report(circle.newcomer.id, one),
        goes,
        lambda: operations.report(circle.other.id, two),
    )
    assert unharmed(found, NotFound, operations.Unseen)
    for made in db.session.query(Report):
        assert made.evidence_id is not None
        assert [[line.words for line in lines] for lines in queries.evidence_in(made.case_id)] == [
            [HARSH]
        ]
    assert verify() is None


@law("L4.7")
def test_a_muted_person_gets_words_through_no_door(
    circle: Circle, as_member: Browser, live: Live
) -> None:
    seq, topic = (
        a_message(circle.regular, circle.room_id, "Good evening."),
        a_topic(circle.regular, circle),
    )
    other = a_message(circle.other, circle.room_id)
    wire, client, room = (
        live(circle.regular, circle.stream),
        as_member(circle.regular),
        f"/rooms/{circle.room_id}",
    )
    muted(circle)
    words = {"body": "Loud.", "key": "muted-key-1"}
    forms = {
        f"{room}/messages": words, f"{room}/messages/{seq}/edit": {"body": "Loud."}, f"{topic.address}/posts": words,
        f"{room}/messages/{other}/reactions": {"reaction": "with_you"},
        f"/boards/{topic.board_id}/topics": {"name": "Loud", **words},
    }  # fmt: skip
    for address, form in forms.items():
        assert client.post(address, data=form).status_code == 403, address
    events = {
        "post_message": words, "edit_message": {"message": seq, "body": "Loud."},
        "react": {"message": other, "reaction": "with_you", "on": True},
    }  # fmt: skip
    for event, data in events.items():
        assert wire.call(event, stream=circle.stream, **data)["error"]["code"] == "muted", event
    db.session.rollback()
    assert "Loud." not in [body for (body,) in db.session.query(Message.body)]
    assert db.session.query(Reaction).count() == 0


@law("L4.7", "L5.5")
def test_a_muted_person_gets_no_floor_in_a_meeting(
    circle: Circle, as_member: Browser, live: Live
) -> None:
    evening, mine = in_sharing(circle, circle.moderator), circle.regular.id
    meetings.raise_hand(mine, evening.room_id)
    meetings.call_next(circle.moderator.id, evening.room_id)
    meetings.answer_call(mine, evening.room_id)
    wire = live(circle.regular, evening.stream)
    muted(circle)
    said_so = {"body": "Loud.", "key": "muted-key-2"}
    assert wire.call("post_message", stream=evening.stream, **said_so)["error"]["code"] == "muted"
    client = as_member(circle.regular)
    assert client.post(f"/rooms/{evening.room_id}/messages", data=said_so).status_code == 403
    assert client.post(f"/rooms/{evening.room_id}/hand", data={"do": "raise"}).status_code == 403
    for event, data in (("raise_hand", {}), ("post_message", {"body": "!", "key": "muted-key-3"})):
        assert not wire.call(event, stream=evening.stream, **data)["ok"], event


@law("L8.1", "L8.7")
def test_who_handles_a_case_reads_and_exports_no_more_than_it_shows(
    circle: Circle, as_member: Browser
) -> None:
    before = said(circle, circle.other, "Before it, and none of office's business.")
    ref = said(circle, circle.regular, HARSH)
    seq = int(ref.partition("/")[2])
    case = case_of(report(circle.newcomer, ref, first=seq, last=seq, words="It frightened me.")).id
    keeper = as_member(circle.moderator)
    keeper.post(f"/cases/{case}/claim")
    shown = keeper.post(f"/cases/{case}/viewing").get_data(as_text=True)
    assert HARSH in shown
    assert "none of office" not in shown
    keeper.post(f"/cases/{case}/acts", data={"step": "warn", "reason": "No selling here."})
    zipped = zipfile.ZipFile(io.BytesIO(keeper.post("/you/data").data))
    taken = "\n".join(zipped.read(name).decode() for name in zipped.namelist())
    act = db.session.query(Act.id).scalar()
    for private in (
        HARSH,
        "It frightened me.",
        circle.regular.handle,
        circle.newcomer.handle,
        "none of office",
    ):
        assert private not in taken
    assert keeper.get(f"/acts/{act}/statement.json").status_code == 404
    assert keeper.get("/desk/weeks").get_data(as_text=True).count(circle.regular.handle) == 0
    assert before


@law("L8.4")
def test_a_moderator_hides_nothing_unseen(circle: Circle, as_member: Browser) -> None:
    ref = said(circle, circle.regular, HARSH)
    address = f"/rooms/{circle.room_id}/messages/{ref.partition('/')[2]}/removal"
    assert (
        as_member(circle.moderator).post(address, data={"reason": "No selling."}).status_code == 303
    )
    record = as_member(circle.regular).get("/you/record").get_data(as_text=True)
    assert "No selling." in record or "removed" in record.lower()
    assert db.session.query(Act).one().statement != ""
    assert verify() is None


@law("L4.1", "L8.4")
@pytest.mark.parametrize("event", ["mute", "remove_person"])
def test_nobody_acts_as_moderator_on_the_other_in_a_room_for_two(
    circle: Circle, live: Live, event: str
) -> None:
    keeper, other = circle.moderator, circle.regular
    two = [circle.mid(keeper), circle.mid(other)]
    room_id = rooms.open_seated_room(keeper.id, circle.group_id, "For two", PRIVATE, two)
    stream = f"room:{room_id}"
    until = rfc3339(clock.now() + timedelta(hours=1))
    packet = {"membership": circle.mid(other), "until": until, "reason": "Be still."}
    answer = live(keeper, stream).call(event, stream=stream, **packet)
    assert answer["error"]["code"] == "forbidden"
    assert db.session.query(Standing).count() == 0
    assert live(keeper, circle.stream).call(event, stream=circle.stream, **packet)["ok"]

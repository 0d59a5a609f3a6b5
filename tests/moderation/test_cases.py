"""Working on cases: one at a time, on record, told to those concerned, decided by nobody named (L8.2-L8.4)."""

import statistics
import time

import pytest
from flask import Flask

from community.actors import OPERATOR
from community.errors import Conflict, Forbidden, NotFound
from community.extensions import db
from community.groups.models import Standing
from community.journal import JournalEntry, verify
from community.members import queries as members
from community.moderation import operations, queries
from community.moderation.forms import NoteForm, OutcomeForm, StepForm
from community.moderation.models import Act, Viewing
from community.notices.queries import inbox_of
from community.portability import operations as leaving
from community.rooms.models import Message
from tests.factories import Circle, Person, a_person, admit
from tests.forums.test_plans import statements_of
from tests.laws import law
from tests.members.answering import a_lead
from tests.moderation.desk import HARSH, case_of, everything, report, said
from tests.stage import Browser

WHY = "No selling here. You can ask me about it."


def step(kind: str, minutes: str = "", **more: str) -> StepForm:
    return StepForm.parse(
        {"step": kind, "reason": WHY, "minutes": minutes, "category": "selling"} | more
    )


def told(person: Person) -> str:
    db.session.rollback()
    return " ".join(notice.sentence for notice in inbox_of(person.id, "UTC"))


@pytest.fixture
def case(circle: Circle) -> int:
    """A case about the regular, reported by the newcomer."""
    return case_of(report(circle.newcomer, said(circle, circle.regular, HARSH))).id


@law("L8.2")
def test_a_case_goes_from_open_to_claimed_to_waiting_to_resolved(
    circle: Circle, as_member: Browser, case: int
) -> None:
    desk = as_member(circle.moderator)
    assert "Selling or promoting" in desk.get("/desk").get_data(as_text=True)
    states = []
    for act, data in (
        ("claim", {}), ("waiting", {}), ("notes", {"words": "I know him."}),
        ("outcome", {"outcome": "resolved", "words": "Thank you."}),
    ):  # fmt: skip
        assert desk.post(f"/cases/{case}/{act}", data=data).status_code == 303
        db.session.rollback()
        states.append(queries.case_for(circle.moderator.id, case)[0].state)
    assert states == ["claimed", "waiting", "waiting", "resolved"]
    page = desk.get(f"/cases/{case}").get_data(as_text=True)
    assert "I know him." in page
    assert verify() is None


@law("L8.2")
def test_the_reporter_hears_what_came_of_it_and_not_to_whom(
    circle: Circle, as_member: Browser, case: int
) -> None:
    operations.claim_case(circle.moderator.id, case)
    operations.act_in_case(circle.moderator.id, case, step("mute", "60"))
    operations.close_case(circle.moderator.id, case, OutcomeForm("resolved", ""))
    assert "something was done" in told(circle.newcomer)
    page = as_member(circle.newcomer).get("/reports").get_data(as_text=True)
    assert "Something was done" in page
    assert "Mute" not in page
    assert "reported" not in told(circle.regular)
    assert circle.newcomer.handle not in told(circle.regular)


@law("L8.2")
def test_two_do_not_work_on_one_case(circle: Circle, case: int) -> None:
    second = admit(a_person(staff=True), circle.slug, "moderator")
    operations.claim_case(circle.moderator.id, case)
    with pytest.raises(Conflict, match=circle.moderator.handle):
        operations.claim_case(second.id, case)
    with pytest.raises(Forbidden):
        operations.act_in_case(second.id, case, step("warn"))
    operations.release_case(circle.moderator.id, case)
    operations.claim_case(second.id, case)
    with pytest.raises(Forbidden):
        operations.close_case(circle.moderator.id, case, OutcomeForm("rejected", ""))


@law("L8.4")
@pytest.mark.parametrize(
    ("kind", "minutes", "seen"),
    [
        ("note", "", "A word from"), ("warn", "", "A warning"), ("words", "", "was removed"),
        ("mute", "60", "cannot share"), ("remove", "1440", "cannot enter"), ("ban", "", "no longer enter"),
    ],
)  # fmt: skip
def test_every_act_comes_with_its_statement(
    circle: Circle, as_member: Browser, case: int, kind: str, minutes: str, seen: str
) -> None:
    operations.claim_case(circle.moderator.id, case)
    done = operations.act_in_case(circle.moderator.id, case, step(kind, minutes))
    act = db.session.get_one(Act, done.act_id)
    assert (act.kind, act.case_id, act.category) == (kind, case, "selling")
    assert (act.content_date is None, bool(act.until)) == (False, bool(minutes))
    sentence = told(circle.regular)
    assert seen in sentence
    assert WHY in sentence
    page = as_member(circle.regular).get(f"/acts/{act.id}").get_data(as_text=True)
    assert WHY in page
    assert "Appeal" in page
    assert verify() is None


@law("L8.4")
def test_removing_the_words_takes_them_from_everybody(circle: Circle, case: int) -> None:
    operations.claim_case(circle.moderator.id, case)
    operations.act_in_case(circle.moderator.id, case, step("words"))
    assert db.session.query(Message).one().body == ""
    with pytest.raises(Conflict):
        operations.act_in_case(circle.moderator.id, case, step("words"))
    (lines,) = queries.evidence_in(case)
    assert lines[0].words == HARSH


@law("L8.4")
def test_only_leads_close_the_site_to_somebody(circle: Circle, case: int) -> None:
    operations.claim_case(circle.moderator.id, case)
    with pytest.raises(Forbidden):
        operations.act_in_case(circle.moderator.id, case, step("suspend", "1440"))
    lead = a_lead()
    operations.hand_to_leads(circle.moderator.id, case, NoteForm("Third time."))
    with pytest.raises(NotFound):
        queries.case_for(circle.moderator.id, case)
    operations.claim_case(lead.id, case)
    operations.act_in_case(lead.id, case, step("suspend", "1440"))
    assert members.member_for(circle.regular.id).suspended_until is not None
    assert "The safeguarding leads" in told(circle.regular)


@law("L8.1", "L8.4")
def test_nothing_can_be_done_to_a_deleted_account_but_its_case_is_read_and_closed(
    circle: Circle, as_member: Browser
) -> None:
    case = case_of(report(circle.newcomer, said(circle, circle.regular, HARSH))).id
    leaving.erase_member(OPERATOR, circle.regular.handle, False)
    operations.claim_case(circle.moderator.id, case)
    page = as_member(circle.moderator).get(f"/cases/{case}").get_data(as_text=True)
    assert "nobody left to do something about" in page
    with pytest.raises(Conflict):
        operations.act_in_case(circle.moderator.id, case, step("ban"))
    operations.close_case(circle.moderator.id, case, OutcomeForm("resolved", ""))


@law("L8.4")
def test_nobody_decides_a_case_that_names_them_or_is_theirs(
    circle: Circle, as_member: Browser
) -> None:
    lead, second = a_lead(), a_lead()
    admit(lead, circle.slug, "moderator")
    named = case_of(report(circle.newcomer, said(circle, lead, HARSH)))
    words = {"words": "x"}
    doors = {
        "claim": {}, "release": {}, "waiting": {}, "notes": words, "handing-over": words, "viewing": {},
        "acts": {"step": "warn", "reason": "x"}, "outcome": {"outcome": "rejected"}, "letters/0": words,
    }  # fmt: skip
    for person in (lead, circle.newcomer, circle.regular):
        client = as_member(person)
        for door, data in doors.items():
            assert client.post(f"/cases/{named.id}/{door}", data=data).status_code == 404, door
            assert client.post(f"/cases/{named.id}/{door}", data={"x": "y"}).status_code == 404, (
                door
            )
    operations.claim_case(second.id, named.id)


@law("L8.7", "L8.8")
def test_opening_the_words_is_asked_for_counted_and_on_record(
    circle: Circle, as_member: Browser, case: int
) -> None:
    desk = as_member(circle.moderator)
    assert HARSH not in desk.get(f"/cases/{case}").get_data(as_text=True)
    assert HARSH in desk.post(f"/cases/{case}/viewing").get_data(as_text=True)
    assert db.session.query(Viewing).count() == 1
    kinds = [entry.kind for entry in db.session.query(JournalEntry)]
    assert "moderation:case:viewed" in kinds


@law("L8.2")
def test_office_and_a_person_concerned_talk_and_nobody_else_reads_it(
    circle: Circle, as_member: Browser, case: int
) -> None:
    operations.claim_case(circle.moderator.id, case)
    thread = operations.write_to_person(
        circle.moderator.id, case, circle.newcomer.id, NoteForm("Are you well?")
    )
    mine = as_member(circle.newcomer)
    assert "Are you well?" in mine.get(f"/conversations/{thread}").get_data(as_text=True)
    assert (
        mine.post(f"/conversations/{thread}/answers", data={"words": "I am now."}).status_code
        == 303
    )
    assert "I am now." in as_member(circle.moderator).get(f"/cases/{case}").get_data(as_text=True)
    for other in (circle.regular, circle.other, circle.outsider):
        assert as_member(other).get(f"/conversations/{thread}").status_code == 404
        assert (
            as_member(other)
            .post(f"/conversations/{thread}/answers", data={"words": "x"})
            .status_code
            == 404
        )
    with pytest.raises(NotFound):
        operations.write_to_person(circle.moderator.id, case, circle.other.id, NoteForm("Hello"))
    operations.close_case(circle.moderator.id, case, OutcomeForm("rejected", ""))
    assert mine.post(f"/conversations/{thread}/answers", data={"words": "More"}).status_code == 409


@law("L8.2")
def test_what_was_typed_into_a_refused_form_is_kept(
    circle: Circle, as_member: Browser, case: int
) -> None:
    desk = as_member(circle.moderator)
    desk.post(f"/cases/{case}/claim")
    typed = {
        "step": "mute",
        "reason": "A long sentence that nobody wants to type again.",
        "minutes": "5",
    }
    answer = desk.post(f"/cases/{case}/acts", data=typed)
    assert answer.status_code == 422
    assert "nobody wants to type again" in answer.get_data(as_text=True)
    assert db.session.query(Standing).count() == 0


@law("L1.5")
def test_without_an_authenticator_there_is_no_desk(
    circle: Circle, as_member: Browser, case: int
) -> None:
    bare = admit(a_person(), circle.slug, "moderator")
    assert as_member(bare).get("/desk").status_code == 404
    assert as_member(bare).get(f"/cases/{case}").status_code == 404


@law("L8.3")
def test_a_case_leaves_no_trace_for_whom_it_names(
    app: Flask, circle: Circle, as_member: Browser
) -> None:
    lead = a_lead()
    ref = said(circle, circle.moderator, HARSH)
    case_of(report(circle.newcomer, said(circle, circle.regular, HARSH)))
    desk = as_member(circle.moderator)
    before = everything(app, desk)
    named = case_of(report(circle.other, ref))
    operations.claim_case(lead.id, named.id)
    db.session.rollback()
    assert everything(app, desk) == before
    absent = desk.get("/cases/4711")
    there = desk.get(f"/cases/{named.id}")
    assert (there.status_code, there.data.replace(b"4711", b"")) == (
        404,
        absent.data.replace(b"4711", b""),
    ) or (there.status_code == absent.status_code == 404)
    assert len(there.data) == len(absent.data)


@pytest.mark.speed
@law("L8.3")
def test_a_case_that_names_somebody_answers_them_as_quickly_as_none(
    circle: Circle, as_member: Browser
) -> None:
    a_lead()
    named = case_of(report(circle.other, said(circle, circle.moderator, HARSH)))
    desk = as_member(circle.moderator)

    def took(address: str) -> float:
        begun = time.perf_counter()
        desk.get(address)
        return time.perf_counter() - begun

    def apart() -> float:
        """Seconds between the medians of 200 tries each, taken in turns."""
        there, absent = [], []
        for _ in range(200):
            there.append(took(f"/cases/{named.id}"))
            absent.append(took(f"/cases/{named.id ^ 1}"))
        return abs(statistics.median(there) - statistics.median(absent))

    # a difference of the product is there every time; one of a busy machine is not
    assert any(apart() < 0.002 for _round in range(3))


@law("L8.2")
def test_a_letter_reaches_whom_the_page_named_whoever_reports_meanwhile(
    circle: Circle, as_member: Browser
) -> None:
    ref = said(circle, circle.regular, HARSH)
    case = case_of(report(circle.newcomer, ref))
    operations.claim_case(circle.moderator.id, case.id)
    named, reporter = queries.concerned_in(case)
    assert (named.handle, reporter.handle) == (circle.regular.handle, circle.newcomer.handle)
    for _ in range(5):
        report(admit(a_person(), circle.slug), ref)
    desk = as_member(circle.moderator)
    for one, person in ((named, circle.regular), (reporter, circle.newcomer)):
        address = f"/cases/{case.id}/letters/{one.number}"
        assert desk.post(address, data={"words": "Are you well?"}).status_code == 303
        assert "wrote to you" in told(person)
    assert desk.post(f"/cases/{case.id}/letters/4711", data={"words": "x"}).status_code == 404


@law("L8.2")
def test_the_page_of_a_brigade_asks_as_often_as_that_of_one_report(
    circle: Circle, as_member: Browser
) -> None:
    ref = said(circle, circle.regular, HARSH)
    case = case_of(report(circle.newcomer, ref)).id
    client = as_member(circle.moderator)
    client.get(f"/cases/{case}")
    few = len(statements_of(lambda: client.get(f"/cases/{case}")))
    for _ in range(12):
        report(admit(a_person(), circle.slug), ref)
    operations.claim_case(circle.moderator.id, case)
    for one in queries.concerned_in(case_of(report(circle.newcomer, ref, key="again")))[:6]:
        person = queries.concerned_as(case, one.number)
        operations.write_to_person(circle.moderator.id, case, person, NoteForm("Hello."))
    many = len(statements_of(lambda: client.get(f"/cases/{case}")))
    assert many <= few + 2

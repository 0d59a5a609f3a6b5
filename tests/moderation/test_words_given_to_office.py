"""What somebody wrote to office goes with their account, and in its time (L1.9, L4.8)."""

from datetime import timedelta

import pytest

from community import clock
from community.actors import OPERATOR
from community.extensions import db
from community.jobs import run_due
from community.journal import verify
from community.moderation import operations, queries
from community.moderation.forms import ActForm, AnswerForm, AppealForm, NoteForm, OutcomeForm
from community.moderation.models import Appeal, CaseEntry
from community.notices.models import Notice
from community.portability import operations as leaving
from tests.factories import Circle, Person, a_person, admit
from tests.laws import law
from tests.moderation.desk import HARSH, case_of, report, said
from tests.stage import Browser

MINE = "I had been drinking for two days."


@pytest.fixture
def second(circle: Circle) -> Person:
    """Another moderator."""
    return admit(a_person(staff=True), circle.slug, "moderator")


def talked(circle: Circle) -> tuple[int, int]:
    """The regular answered office in a case about them; the case and the conversation."""
    case = case_of(report(circle.newcomer, said(circle, circle.regular, HARSH))).id
    keeper = circle.moderator.id
    operations.claim_case(keeper, case)
    thread = operations.write_to_person(keeper, case, circle.regular.id, NoteForm("What was it?"))
    operations.answer_office(circle.regular.id, thread, NoteForm(MINE))
    return case, thread


def close(circle: Circle, case: int) -> None:
    operations.close_case(circle.moderator.id, case, OutcomeForm("resolved", ""))


def erase(person: Person) -> None:
    """Their account is deleted."""
    leaving.erase_member(OPERATOR, person.handle, False)
    while run_due():
        pass
    db.session.rollback()


def answers() -> list[str]:
    """What people concerned wrote, as far as it is there."""
    rows = db.session.query(CaseEntry).filter_by(kind="answered")
    return [queries.told(row).words for row in rows]


@law("L1.9")
def test_an_answer_to_office_goes_with_the_account_but_not_from_an_open_case(
    circle: Circle,
) -> None:
    case, _thread = talked(circle)
    _other, _second = talked_again(circle)
    close(circle, case)
    erase(circle.regular)
    assert sorted(answers()) == ["", "It was a joke."]
    assert verify() is None


def talked_again(circle: Circle) -> tuple[int, int]:
    """Another case, which stays open."""
    ref = said(circle, circle.regular, f"{HARSH} Ask me.")
    case = case_of(report(circle.newcomer, ref)).id
    keeper = circle.moderator.id
    operations.claim_case(keeper, case)
    thread = operations.write_to_person(keeper, case, circle.regular.id, NoteForm("And this?"))
    operations.answer_office(circle.regular.id, thread, NoteForm("It was a joke."))
    return case, thread


@law("L1.9")
def test_an_appeal_goes_with_the_account_and_waits_for_nobody(
    circle: Circle, as_member: Browser, second: Person
) -> None:
    form = ActForm("Too loud.", clock.now() + timedelta(days=7))
    mute = [
        operations.mute_person(circle.moderator.id, circle.mid(circle.regular), form).act_id
        for _number in range(2)
    ]
    decided, waiting = [operations.appeal(circle.regular.id, act, AppealForm(MINE)) for act in mute]
    operations.decide_appeal(second.id, decided, AnswerForm(False, "It stands."))
    erase(circle.regular)
    (kept,) = db.session.query(Appeal)
    assert (kept.id, kept.sealed, kept.granted) == (decided, "", False)
    assert as_member(second).get(f"/appeals/{decided}").status_code == 200
    assert as_member(second).get(f"/appeals/{waiting}").status_code == 404
    assert verify() is None


@law("L4.8", "L12.3")
def test_a_conversation_goes_when_the_copies_of_its_case_go(
    circle: Circle, as_member: Browser
) -> None:
    case, thread = talked(circle)
    close(circle, case)
    page = f"/conversations/{thread}"
    assert MINE in as_member(circle.regular).get(page).get_data(as_text=True)
    for went in operations.purge_evidence(clock.now() + timedelta(days=1)):
        assert went
    assert set(answers()) == {""}
    shown = as_member(circle.regular).get(page).get_data(as_text=True)
    assert "What was it?" not in shown
    assert "deleted, as its time was over" in shown
    kept = as_member(circle.moderator).get(f"/cases/{case}").get_data(as_text=True)
    assert "deleted, as its time was over" in kept


@law("L8.1")
def test_what_its_reporters_are_told_of_a_case_is_kept_sealed(
    circle: Circle, as_member: Browser
) -> None:
    case = case_of(report(circle.newcomer, said(circle, circle.regular, HARSH))).id
    operations.claim_case(circle.moderator.id, case)
    told = OutcomeForm("resolved", "Thank you for your care.")
    operations.close_case(circle.moderator.id, case, told)
    inbox = as_member(circle.newcomer).get("/notices").get_data(as_text=True)
    assert "Thank you for your care." in inbox
    subjects = [str(notice.subject) for notice in db.session.query(Notice)]
    assert not any("Thank you" in subject for subject in subjects)

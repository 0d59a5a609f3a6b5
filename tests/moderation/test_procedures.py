"""What is grave, step by step: one does, another confirms, both stand on record (L8.9)."""

import pytest
from flask import Flask

from community.actors import OPERATOR
from community.errors import Conflict, Forbidden, Invalid, NotFound
from community.extensions import db
from community.journal import JournalEntry, verify
from community.members import operations as members
from community.members.models import LEAD
from community.members.queries import office_held
from community.moderation import operations, queries
from community.moderation.forms import DoneForm, OpeningForm
from community.moderation.models import Procedure, ProcedureStep
from community.moderation.procedures import PROCEDURES
from tests.factories import Circle, Person, a_person
from tests.laws import law
from tests.members.answering import a_contact, a_lead, told

SECRET = "She told Ines that she is fifteen."


def opened(lead: Person, kind: str = "minor", *about: str) -> int:
    return operations.open_procedure(lead.id, kind, OpeningForm(handles=about))


def said(**noted: str) -> DoneForm:
    return DoneForm(noted)


def through(procedure_id: int, one: Person, other: Person) -> None:
    """Every step, done by one and confirmed by the other."""
    kind = db.session.get_one(Procedure, procedure_id).kind
    for step in PROCEDURES[kind].steps:
        operations.do_step(one.id, procedure_id, step.key, said(note="Done."))
        operations.confirm_step(other.id, procedure_id, step.key)


def recorded() -> list[JournalEntry]:
    kinds = JournalEntry.kind.like("moderation:procedure:%")
    return list(db.session.query(JournalEntry).filter(kinds).order_by(JournalEntry.seq))


@law("L8.9")
@pytest.mark.parametrize("kind", PROCEDURES)
def test_two_leads_go_through_each_procedure_and_both_stand_on_record(
    app: Flask, kind: str
) -> None:
    one, other = a_lead(), a_lead()
    procedure_id = opened(one, kind)
    assert "procedure_opened" in told(other)
    through(procedure_id, one, other)
    operations.close_procedure(other.id, procedure_id)
    assert not db.session.get_one(Procedure, procedure_id).is_open
    number = len(PROCEDURES[kind].steps)
    assert [(row.done_by, row.confirmed_by) for row in queries.steps_of(procedure_id).values()] == [
        (one.id, other.id)
    ] * number
    assert len(recorded()) == 2 * number + 2
    assert verify() is None


@law("L8.9")
def test_nobody_confirms_their_own_step(app: Flask) -> None:
    one, other = a_lead(), a_lead()
    procedure_id = opened(one)
    operations.do_step(one.id, procedure_id, "safe", said(note="She is at home."))
    with pytest.raises(Forbidden):
        operations.confirm_step(one.id, procedure_id, "safe")
    assert not queries.steps_of(procedure_id)["safe"].counts
    operations.confirm_step(other.id, procedure_id, "safe")
    operations.confirm_step(other.id, procedure_id, "safe")
    assert queries.steps_of(procedure_id)["safe"].counts
    assert [entry.kind for entry in recorded()].count("moderation:procedure:step_confirmed") == 1


@law("L8.9")
def test_steps_come_in_order_and_a_procedure_closes_only_when_all_count(app: Flask) -> None:
    one, other = a_lead(), a_lead()
    procedure_id = opened(one)
    with pytest.raises(Conflict):
        operations.do_step(one.id, procedure_id, "talk", said())
    operations.do_step(one.id, procedure_id, "safe", said())
    operations.do_step(other.id, procedure_id, "apart", said())
    with pytest.raises(Conflict):
        operations.do_step(other.id, procedure_id, "safe", said(note="Twice."))
    with pytest.raises(Conflict):
        operations.close_procedure(one.id, procedure_id)
    with pytest.raises(NotFound):
        operations.do_step(one.id, procedure_id, "dance", said())
    with pytest.raises(NotFound):
        operations.confirm_step(one.id, procedure_id, "talk")


def test_after_the_end_nothing_changes(app: Flask) -> None:
    one, other = a_lead(), a_lead()
    procedure_id = opened(one)
    through(procedure_id, one, other)
    operations.close_procedure(one.id, procedure_id)
    operations.close_procedure(one.id, procedure_id)
    with pytest.raises(Conflict):
        operations.do_step(one.id, procedure_id, "safe", said())
    with pytest.raises(Forbidden):
        operations.withdraw_step(one.id, procedure_id, "group")


def test_what_was_said_too_early_is_taken_back_until_it_counts(app: Flask) -> None:
    one, other = a_lead(), a_lead()
    procedure_id = opened(one)
    operations.do_step(one.id, procedure_id, "safe", said())
    with pytest.raises(Forbidden):
        operations.withdraw_step(other.id, procedure_id, "safe")
    operations.withdraw_step(one.id, procedure_id, "safe")
    with pytest.raises(NotFound):
        operations.withdraw_step(one.id, procedure_id, "safe")
    operations.do_step(one.id, procedure_id, "safe", said())
    operations.do_step(one.id, procedure_id, "apart", said())
    with pytest.raises(Forbidden):
        operations.withdraw_step(one.id, procedure_id, "safe")
    operations.withdraw_step(one.id, procedure_id, "apart")
    operations.confirm_step(other.id, procedure_id, "safe")
    with pytest.raises(Forbidden):
        operations.withdraw_step(one.id, procedure_id, "safe")


@law("L8.9")
def test_what_was_noted_is_sealed_in_the_database(app: Flask) -> None:
    one, other = a_lead(), a_lead()
    procedure_id = opened(one)
    operations.do_step(one.id, procedure_id, "safe", said(note=SECRET))
    row = queries.steps_of(procedure_id)["safe"]
    assert queries.noted_at(row) == {"note": SECRET}
    for table in db.metadata.sorted_tables:
        for kept in db.session.execute(table.select()):
            assert SECRET not in repr(tuple(kept))
    with pytest.raises(NotFound):
        queries.procedure_for(a_person(administrator=True).id, procedure_id)
    assert queries.procedure_for(other.id, procedure_id)


@law("L8.9")
def test_nobody_but_leads_opens_or_sees_one(circle: Circle) -> None:
    lead, keeper, contact = a_lead(), a_person(administrator=True), a_contact()
    procedure_id = opened(lead)
    for person in (circle.moderator, contact):
        assert queries.reader_of_procedures(person.id)
        with pytest.raises(Forbidden):
            opened(person)
    for person in (keeper, circle.regular, circle.outsider):
        with pytest.raises(NotFound):
            opened(person)
        with pytest.raises(NotFound):
            queries.reader_of_procedures(person.id)
    for person in (circle.moderator, contact, keeper, circle.regular):
        with pytest.raises(NotFound):
            operations.do_step(person.id, procedure_id, "safe", said())
    assert db.session.query(ProcedureStep).count() == 0
    with pytest.raises(NotFound):
        opened(lead, "flood")


@law("L8.3")
def test_a_procedure_that_names_a_lead_exists_for_that_lead_nowhere(circle: Circle) -> None:
    one, named = a_lead(), a_lead("heron")
    third = a_lead()
    procedure_id = opened(one, "threat", "heron")
    operations.do_step(one.id, procedure_id, "call", said(note="Called."))
    assert "procedure_opened" not in told(named)
    assert "procedure_step_done" not in told(named)
    assert "procedure_step_done" in told(third)
    office = queries.office_of(named.id)
    assert queries.procedures_of(office) == []
    for act in (
        lambda: queries.procedure_for(named.id, procedure_id),
        lambda: operations.confirm_step(named.id, procedure_id, "call"),
        lambda: operations.close_procedure(named.id, procedure_id),
    ):
        with pytest.raises(NotFound):
            act()
    with pytest.raises(Forbidden):
        opened(named, "threat", "heron")


@law("L8.3")
def test_a_membership_names_the_person_behind_it(circle: Circle) -> None:
    lead = a_lead()
    members.name_lead(OPERATOR, circle.moderator.handle)
    form = OpeningForm.parse({"about": f"/memberships/{circle.mid(circle.moderator)}"})
    procedure_id = operations.open_procedure(lead.id, "threat", form)
    with pytest.raises(NotFound):
        queries.procedure_for(circle.moderator.id, procedure_id)
    assert queries.procedure_for(lead.id, procedure_id)


@law("L8.3")
def test_where_it_names_every_lead_the_contact_opens_it(circle: Circle) -> None:
    a_lead("heron")
    contact = a_contact("magpie")
    with pytest.raises(Forbidden):
        opened(contact, "threat")
    procedure_id = opened(contact, "threat", "heron")
    operations.hand_procedure(contact.id, procedure_id, circle.moderator.handle)
    operations.do_step(contact.id, procedure_id, "call", said())
    operations.confirm_step(circle.moderator.id, procedure_id, "call")
    assert queries.steps_of(procedure_id)["call"].counts


@law("L8.9", "L8.3")
def test_the_contact_sees_what_was_handed_to_them_and_nothing_else(app: Flask) -> None:
    lead, other, contact = a_lead(), a_lead(), a_contact("magpie")
    first, second = opened(lead), opened(lead)
    operations.hand_procedure(lead.id, first, "magpie")
    operations.hand_procedure(other.id, first, "magpie")
    assert told(contact).count("procedure_handed") == 1
    assert queries.procedures_of(queries.office_of(contact.id))[0].id == first
    operations.do_step(lead.id, first, "safe", said())
    operations.confirm_step(contact.id, first, "safe")
    with pytest.raises(NotFound):
        queries.procedure_for(contact.id, second)
    with pytest.raises(Invalid):
        operations.hand_procedure(contact.id, first, other.handle)


@law("L8.9")
def test_a_moderator_is_second_only_where_no_second_lead_can_be(circle: Circle) -> None:
    lead = a_lead("heron")
    procedure_id = opened(lead)
    for handle in (circle.regular.handle, "heron", "nobody-here"):
        with pytest.raises(Invalid):
            operations.hand_procedure(lead.id, procedure_id, handle)
    operations.hand_procedure(lead.id, procedure_id, circle.moderator.handle)
    operations.do_step(lead.id, procedure_id, "safe", said())
    operations.confirm_step(circle.moderator.id, procedure_id, "safe")
    a_lead()
    second = opened(lead)
    with pytest.raises(Invalid):
        operations.hand_procedure(lead.id, second, circle.moderator.handle)


def test_whoever_it_names_is_not_the_second(circle: Circle) -> None:
    lead = a_lead()
    procedure_id = opened(lead, "minor", circle.moderator.handle)
    with pytest.raises(Invalid):
        operations.hand_procedure(lead.id, procedure_id, circle.moderator.handle)


def test_a_lead_who_was_relieved_sees_it_no_more(app: Flask) -> None:
    one, other = a_lead(), a_lead()
    procedure_id = opened(one)
    office = office_held(one.id, LEAD)
    assert office is not None
    members.end_lead(OPERATOR, office.id)
    with pytest.raises(NotFound):
        operations.do_step(one.id, procedure_id, "safe", said())
    operations.do_step(other.id, procedure_id, "safe", said())


def test_the_journal_takes_ids_and_no_words(circle: Circle) -> None:
    one, other = a_lead(), a_lead()
    address = f"https://harbour.example/memberships/{circle.mid(circle.regular)}?from=desk"
    form = OpeningForm.parse({"about": f"{address}\n@{circle.other.handle}"})
    procedure_id = operations.open_procedure(one.id, "minor", form)
    operations.do_step(one.id, procedure_id, "safe", said(note=SECRET))
    assert other
    facts = [entry.facts for entry in recorded()]
    about = [f"membership:{circle.mid(circle.regular)}", f"member:{circle.other.id}"]
    assert facts[0] == {"kind": "minor", "about": about}
    assert facts[1] == {"step": "safe", "skipped": False, "noted": ["note"]}
    assert not any(entry.words for entry in recorded())


@pytest.mark.parametrize(
    "about",
    [
        "/memberships/x",
        "/memberships/99999999999999999",
        "/elsewhere/12",
        "a/b",
        "x" * 41,
        "a\nb\nc\nd\ne\nf",
    ],
)
def test_what_is_no_page_and_no_name_is_refused(about: str, app: Flask) -> None:
    with pytest.raises(Invalid):
        OpeningForm.parse({"about": about})


def test_unknown_names_and_cases_open_nothing(app: Flask) -> None:
    lead = a_lead()
    with pytest.raises(Invalid):
        opened(lead, "minor", "nobody-here")
    with pytest.raises(Invalid):
        operations.open_procedure(lead.id, "minor", OpeningForm.parse({"about": "/cases/12"}))
    assert db.session.query(Procedure).count() == 0


def test_a_disclosure_has_its_record_or_says_why_not(app: Flask) -> None:
    step = PROCEDURES["court"].step("give")
    assert step is not None
    whole = {"authority": "Court of X", "basis": "Order 12", "given": "Two messages, by hand."}
    assert DoneForm.parse(whole, step).noted == whole
    for wrong in ({**whole, "given": " "}, {"skipped": "yes"}, {**whole, "king": "me"}):
        with pytest.raises(Invalid):
            DoneForm.parse(wrong, step)
    assert DoneForm.parse({"skipped": "yes", "note": "It bound nobody."}, step).skipped

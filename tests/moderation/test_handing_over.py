"""What one shift leaves for the next: sealed words, cases only for whom they exist, taken over once (L8.7)."""

import pytest
from flask import Flask

from community import vault
from community.errors import Conflict, Forbidden, Invalid, NotFound
from community.extensions import db
from community.journal import JournalEntry, verify
from community.moderation import operations
from community.moderation.forms import HandOverForm
from community.moderation.models import HandOver
from community.operations import operation
from tests.factories import Circle, Person, a_person, admit
from tests.laws import law
from tests.members.answering import a_contact, a_lead
from tests.moderation.desk import HARSH, case_of, everything, report, said
from tests.stage import Browser

QUIET = "A quiet night. The kettle is broken."


@pytest.fixture
def second(circle: Circle) -> Person:
    """Another moderator."""
    return admit(a_person(staff=True), circle.slug, "moderator")


def leave(circle: Circle, who: Person, *cases: int) -> int:
    return operations.hand_over(who.id, circle.slug, HandOverForm(QUIET, cases))


@operation
def add_case(note_id: int, case_id: int) -> None:
    """The same note, with a case."""
    db.session.get_one(HandOver, note_id).cases = [case_id]


@law("L8.7")
def test_a_note_stands_on_the_desk_until_somebody_takes_over(
    circle: Circle, second: Person, as_member: Browser
) -> None:
    page = f"/groups/{circle.slug}/hand-over"
    assert as_member(circle.moderator).post(page, data={"words": QUIET}).status_code == 303
    note = db.session.query(HandOver).one()
    desk = as_member(second).get("/desk").text
    assert QUIET in desk
    assert "I take over" in desk
    assert "I take over" not in as_member(circle.moderator).get("/desk").text
    assert as_member(second).post(f"/hand-overs/{note.id}/taking-over").status_code == 303
    assert f"{second.handle} took over" in as_member(circle.moderator).get("/desk").text
    assert QUIET not in note.sealed
    assert vault.unseal(note.sealed, f"hand_over:{note.id}") == QUIET


@law("L8.7")
def test_it_is_taken_over_once_and_by_another(circle: Circle, second: Person) -> None:
    third = admit(a_person(staff=True), circle.slug, "moderator")
    note_id = leave(circle, circle.moderator)
    with pytest.raises(Forbidden):
        operations.take_over(circle.moderator.id, note_id)
    operations.take_over(second.id, note_id)
    operations.take_over(second.id, note_id)
    with pytest.raises(Conflict, match=second.handle):
        operations.take_over(third.id, note_id)


@law("L8.7", "L8.3")
def test_a_case_of_a_note_exists_for_nobody_whom_it_names(
    circle: Circle, second: Person, as_member: Browser
) -> None:
    """The second moderator reported it before they had the role: for them there is no such case."""
    case = case_of(report(second, said(circle, circle.regular, HARSH)))
    leave(circle, circle.moderator, case.id)
    third = admit(a_person(staff=True), circle.slug, "moderator")
    assert f"/cases/{case.id}" in as_member(third).get("/desk").text
    for page in ("/desk", f"/groups/{circle.slug}/hand-over"):
        shown = as_member(second).get(page).text
        assert QUIET in shown
        assert str(case.id) not in shown


@law("L8.3")
def test_a_note_with_a_case_looks_to_whom_it_names_as_one_without(
    app: Flask, circle: Circle, second: Person, as_member: Browser
) -> None:
    case = case_of(report(second, said(circle, circle.regular, HARSH)))
    note_id = leave(circle, circle.moderator)
    desk = as_member(second)
    before = everything(app, desk)
    add_case(note_id, case.id)
    assert everything(app, desk) == before


@law("L8.3", "L8.7")
def test_nobody_leaves_a_case_that_they_cannot_see_or_of_another_desk(
    circle: Circle, second: Person, as_member: Browser
) -> None:
    a_lead()
    mine = case_of(report(second, said(circle, circle.regular, HARSH)))
    of_leads = case_of(report(circle.newcomer, said(circle, circle.moderator, HARSH)))
    for who, case in ((second, mine), (circle.moderator, of_leads)):
        with pytest.raises(Invalid):
            leave(circle, who, case.id)
        page = as_member(who).get(f"/groups/{circle.slug}/hand-over").text
        assert f"case_{case.id}" not in page
    with pytest.raises(Invalid):
        leave(circle, circle.moderator, 4711)


@law("L8.7")
def test_notes_are_for_those_who_share_the_roster(circle: Circle, second: Person) -> None:
    lead, contact = a_lead(), a_contact()
    note_id = leave(circle, circle.moderator)
    for person in (lead, contact, circle.regular, circle.outsider):
        with pytest.raises(NotFound):
            operations.take_over(person.id, note_id)
    for_the_site = operations.hand_over(lead.id, "", HandOverForm(QUIET, ()))
    with pytest.raises(NotFound):
        operations.take_over(second.id, for_the_site)
    operations.take_over(contact.id, for_the_site)
    for person in (circle.regular, circle.newcomer):
        with pytest.raises(Forbidden):
            leave(circle, person)


@law("L8.3", "L8.7")
def test_what_the_contact_leaves_of_a_case_is_read_by_no_lead_whom_it_names(
    circle: Circle, as_member: Browser
) -> None:
    lead, contact = admit(a_lead(), circle.slug), a_contact()
    case = case_of(report(circle.newcomer, said(circle, lead, HARSH)))
    assert case.desk == "contact"
    plain = operations.hand_over(contact.id, "", HandOverForm("All is well.", ()))
    note = operations.hand_over(contact.id, "", HandOverForm(QUIET, (case.id,)))
    for page in ("/desk", "/site/hand-over"):
        assert QUIET in as_member(contact).get(page).text
        shown = as_member(lead).get(page).text
        assert QUIET not in shown
        assert "All is well." in shown
    with pytest.raises(NotFound):
        operations.take_over(lead.id, note)
    operations.take_over(lead.id, plain)
    another = a_lead()
    assert QUIET in as_member(another).get("/desk").text
    operations.take_over(another.id, note)


@law("L8.7", "L8.8")
def test_it_is_on_record_by_ids_and_never_by_words(circle: Circle, second: Person) -> None:
    case = case_of(report(circle.newcomer, said(circle, circle.regular, HARSH)))
    operations.take_over(second.id, leave(circle, circle.moderator, case.id))
    rows = {row.kind: row for row in db.session.query(JournalEntry)}
    assert rows["moderation:duty:handed_over"].facts["cases"] == [case.id]
    assert "moderation:duty:taken_over" in rows
    assert not any("kettle" in str(row.facts) for row in rows.values())
    assert verify() is None


@law("L8.7")
def test_the_writer_reads_who_will_read_it_and_empty_notes_are_refused(
    circle: Circle, as_member: Browser
) -> None:
    keeper, page = as_member(circle.moderator), f"/groups/{circle.slug}/hand-over"
    case = case_of(report(circle.newcomer, said(circle, circle.regular, HARSH)))
    shown = keeper.get(page).text
    assert "Every moderator of this group reads these words." in shown
    answer = keeper.post(page, data={"words": "", f"case_{case.id}": "yes"})
    assert answer.status_code == 422
    assert f'name="case_{case.id}" value="yes" checked' in answer.text.replace("\n", " ")
    assert db.session.query(HandOver).count() == 0

"""The emergency page, on a phone at night: what to do, who did it, what still waits."""

import pytest
from flask import Flask

from community.members.models import LEAD
from community.members.queries import officers
from community.moderation import operations, queries
from community.moderation.forms import DoneForm, OpeningForm
from community.moderation.procedures import PROCEDURES
from community.notices.queries import in_words
from tests.factories import Circle, a_person
from tests.laws import law
from tests.members.answering import a_contact, a_lead
from tests.stage import Browser


@law("L8.9")
def test_two_leads_go_through_it_by_form(app: Flask, as_member: Browser) -> None:
    heron, other = a_lead("heron"), a_lead("wren")
    one, two = as_member(heron), as_member(other)
    assert "A life is threatened" in one.get("/site/emergency").text
    begun = one.post("/site/emergency/court", data={"about": ""}).location
    assert begun in two.get("/site/emergency").text
    for step in PROCEDURES["court"].steps:
        noted = {blank.name: f"Our {blank.name}" for blank in step.blanks}
        assert one.post(f"{begun}/steps/{step.key}", data=noted).status_code == 303
        assert "waits for a second person" in two.get(begun).text
        assert two.post(f"{begun}/steps/{step.key}/confirmation").status_code == 303
    page = two.get(begun).text
    assert "Our given" in page
    assert "Done by heron," in page
    assert "Confirmed by wren," in page
    assert two.post(f"{begun}/closing").location == "/site/emergency"
    assert "Closed lately" in one.get("/site/emergency").text


@law("L8.9")
def test_a_refused_step_keeps_what_was_typed(app: Flask, as_member: Browser) -> None:
    lead = as_member(a_lead())
    begun = lead.post("/site/emergency/court", data={}).location
    refused = lead.post(f"{begun}/steps/take", data={"authority": "Court of X", "note": "At nine."})
    assert refused.status_code == 422
    for kept in ("Court of X", "At nine.", "This belongs to the record."):
        assert kept in refused.text
    late = lead.post(f"{begun}/steps/law", data={"note": "Read by Ines."})
    assert late.status_code == 409
    assert lead.post(f"{begun}/steps/dance", data={}).status_code == 404


@law("L8.9")
def test_one_lead_alone_cannot_confirm_and_is_told_whom_to_ask(
    circle: Circle, as_member: Browser
) -> None:
    lead = as_member(a_lead("heron"))
    begun = lead.post("/site/emergency/threat", data={"about": "nobody-here"})
    assert begun.status_code == 422
    assert "nobody-here" in begun.text
    begun = lead.post("/site/emergency/threat", data={"about": circle.regular.handle}).location
    lead.post(f"{begun}/steps/call", data={"note": "Called."})
    assert "/confirmation" not in lead.get(begun).text
    assert lead.post(f"{begun}/steps/call/confirmation").status_code == 403
    wrong = lead.post(f"{begun}/second", data={"handle": "kestral"})
    assert (wrong.status_code, "kestral" in wrong.text) == (422, True)
    keeper = as_member(circle.moderator)
    assert keeper.get(begun).status_code == 404
    assert lead.post(f"{begun}/second", data={"handle": circle.moderator.handle}).status_code == 303
    assert "/confirmation" in keeper.get(begun).text
    assert lead.post(f"{begun}/steps/call/withdrawal").status_code == 303


@law("L8.9")
def test_a_moderator_reads_what_to_do_and_whom_to_call(circle: Circle, as_member: Browser) -> None:
    a_lead("heron")
    keeper = as_member(circle.moderator)
    for kind in PROCEDURES:
        page = keeper.get(f"/site/emergency/{kind}")
        assert page.status_code == 200
        assert "What to say" in page.text
        assert "heron" in page.text
        assert f'action="/site/emergency/{kind}"' not in page.text
    assert keeper.post("/site/emergency/minor", data={}).status_code == 403
    assert keeper.get("/site/emergency/flood").status_code == 404
    assert "/site/emergency" in keeper.get("/you").text
    regular = as_member(circle.regular)
    assert "/site/emergency" not in regular.get("/you").text


@law("L8.3")
def test_the_page_of_a_lead_it_names_is_the_same_without_it(app: Flask, as_member: Browser) -> None:
    named, lead = a_lead("heron"), a_lead()
    browser = as_member(named)
    before = browser.get("/site/emergency").text.partition("<main")[2]
    form = OpeningForm(handles=("heron",))
    procedure_id = operations.open_procedure(lead.id, "threat", form)
    assert browser.get("/site/emergency").text.partition("<main")[2] == before
    there = browser.get(f"/procedures/{procedure_id}")
    absent = browser.get("/procedures/4503599627370496")
    assert (there.status_code, absent.status_code) == (404, 404)
    assert len(there.data) == len(absent.data)


@law("L8.3")
def test_the_contact_sees_only_what_was_handed_over(app: Flask, as_member: Browser) -> None:
    lead, contact = a_lead(), a_contact("magpie")
    procedure_id = operations.open_procedure(lead.id, "death", OpeningForm())
    browser = as_member(contact)
    assert "Under way" not in browser.get("/site/emergency").text
    operations.hand_procedure(lead.id, procedure_id, "magpie")
    assert f"/procedures/{procedure_id}" in browser.get("/site/emergency").text
    assert browser.get(f"/procedures/{procedure_id}").status_code == 200


def test_an_administrator_reads_none_of_it(app: Flask, as_member: Browser) -> None:
    lead, keeper = a_lead(), a_person(administrator=True)
    procedure_id = operations.open_procedure(lead.id, "death", OpeningForm())
    browser = as_member(keeper)
    for address in ("/site/emergency", "/site/emergency/death", f"/procedures/{procedure_id}"):
        assert browser.get(address).status_code == 404
    assert officers(LEAD) == {lead.id}


@pytest.mark.parametrize("kind", PROCEDURES)
def test_every_written_procedure_is_whole(app: Flask, kind: str) -> None:
    written = PROCEDURES[kind]
    keys = [step.key for step in written.steps]
    assert len(keys) == len(set(keys)) >= 6
    assert len(written.sayings) == 3
    assert all(len(key) <= 20 for key in keys)
    assert written.step("dance") is None
    assert written.earlier(keys[2]) == keys[:2]


def test_the_notices_say_nothing_of_what_it_is(app: Flask) -> None:
    one, other = a_lead(), a_lead()
    procedure_id = operations.open_procedure(one.id, "death", OpeningForm())
    operations.do_step(one.id, procedure_id, "know", DoneForm())
    for kind in ("procedure_opened", "procedure_handed", "procedure_step_done"):
        said, address = in_words(kind, {"procedure": procedure_id}, "UTC")
        assert "died" not in said
        assert address == f"/procedures/{procedure_id}"
    assert queries.procedure_for(other.id, procedure_id)

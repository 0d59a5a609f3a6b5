"""A report by somebody without an account: it reaches the leads, and its address says what came of it (R1)."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from community import clock
from community.extensions import db
from community.jobs import run_due
from community.moderation import operations, queries
from community.moderation.forms import NoteForm, OutcomeForm, OutsideForm
from community.moderation.models import CONTACT, LATER, LEADS, Case, Report
from tests.factories import Circle
from tests.laws import law
from tests.members.answering import a_contact, a_lead, told
from tests.stage import Browser

TYPED = {
    "about": "/meetings/evening",
    "reason": "selling",
    "words": "The page sells a cure.",
    "contact": "ada@example.org",
    "faith": "yes",
}


def send(app: Flask, **typed: str) -> str:
    """Send it as a stranger; where the answer leads."""
    answer = app.test_client().post("/reports/outside", data=TYPED | {"key": "one"} | typed)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return answer.headers["Location"]


def page(client: FlaskClient, address: str) -> str:
    """What stands there."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


@law("L8.1", "L8.2")
def test_whoever_has_no_account_can_report_and_finds_the_outcome(
    app: Flask, circle: Circle, as_member: Browser
) -> None:
    lead = a_lead()
    assert "/reports/outside" in page(app.test_client(), "/policies")
    receipt = send(app)
    assert "case_waits" in told(lead)
    assert "It is here, and sealed." in page(app.test_client(), receipt)
    case = db.session.query(Case).one()
    desk = page(as_member(lead), f"/cases/{case.id}")
    for words in (
        "Told from outside",
        "The page sells a cure.",
        "/meetings/evening",
        "ada@example.org",
    ):
        assert words in desk
    operations.claim_case(lead.id, case.id)
    operations.close_case(lead.id, case.id, OutcomeForm("resolved", "Taken down."))
    assert "something was done" in page(app.test_client(), receipt)


@law("L8.1")
def test_what_came_from_outside_is_kept_sealed(app: Flask, circle: Circle) -> None:
    a_lead()
    send(app)
    kept = db.session.query(Report).one()
    case = db.session.query(Case).one()
    assert kept.member_id is None
    for words in ("cure", "evening", "ada@"):
        assert words not in kept.sealed + case.title + case.ref


@law("L8.3")
def test_what_is_about_staff_goes_to_the_contact(app: Flask, circle: Circle) -> None:
    lead, contact = a_lead(), a_contact()
    send(app, staff="yes")
    case = db.session.query(Case).one()
    assert case.desk == CONTACT
    assert "case_waits" not in told(lead)
    assert "case_waits" in told(contact)


@law("L8.3")
def test_where_nobody_is_named_the_page_says_so_and_it_waits(app: Flask, circle: Circle) -> None:
    assert "Nobody is named at the moment" in page(app.test_client(), "/reports/outside")
    send(app)
    assert db.session.query(Case).one().desk == LEADS
    a_lead()
    assert "Nobody is named at the moment" not in page(app.test_client(), "/reports/outside")


def test_the_same_sent_twice_is_one_report(app: Flask, circle: Circle) -> None:
    a_lead()
    assert send(app) == send(app)
    assert db.session.query(Report).count() == 1


@law("L8.7")
def test_a_crowd_from_one_network_is_taken_but_waits_and_calls_nobody(circle: Circle) -> None:
    lead = a_lead()
    form = OutsideForm("/policies", "danger", "Somebody may die.", "", "two")
    operations.report_from_outside(form, crowded=True)
    assert db.session.query(Case).one().rank == LATER
    assert "case_waits" not in told(lead)


@pytest.mark.environment(HEARTH_RATE_LIMITS="on")
def test_a_sixth_report_within_the_hour_is_still_taken(app: Flask, circle: Circle) -> None:
    a_lead()
    for number in range(7):
        send(app, key=f"key-{number}")
    ranks = [case.rank for case in db.session.query(Case).order_by(Case.opened_at, Case.id)]
    assert len(ranks) == 7
    assert ranks.count(LATER) == 2


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ("about", "Say what it is about"),
        ("reason", "Choose what comes closest."),
        ("words", "Say in a few words what is wrong."),
        ("faith", "Tick that you believe this to be true."),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    app: Flask, circle: Circle, missing: str, said: str
) -> None:
    answer = app.test_client().post("/reports/outside", data=TYPED | {"key": "one", missing: ""})
    shown = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert said in shown
    assert missing == "contact" or "ada@example.org" in shown
    assert db.session.query(Case).count() == 0


@law("L8.1")
def test_in_danger_nothing_has_to_be_ticked(app: Flask, circle: Circle) -> None:
    a_lead()
    send(app, reason="danger", faith="")
    assert db.session.query(Case).count() == 1


@pytest.mark.parametrize("ticket", ["", "x", "WzFd.nothing", "%00", "WzEsMl0.abc"])
def test_an_address_that_this_site_did_not_make_is_absent(
    app: Flask, circle: Circle, ticket: str
) -> None:
    assert app.test_client().get(f"/reports/outside/{ticket}x").status_code == 404


def test_a_receipt_opens_nothing_else(app: Flask, circle: Circle) -> None:
    a_lead()
    address = send(app)
    ticket = address.rpartition("/")[2]
    assert app.test_client().get(f"/statements/{ticket}").status_code == 404
    assert app.test_client().get(f"/reports/{queries_id()}").status_code in (302, 303)


def queries_id() -> int:
    """The number of the only report."""
    return db.session.query(Report).one().id


def test_a_note_and_no_letter_is_what_a_case_from_outside_offers(circle: Circle) -> None:
    lead = a_lead()
    operations.report_from_outside(OutsideForm("/policies", "other", "Look.", "", "three"))
    case = db.session.query(Case).one()
    operations.claim_case(lead.id, case.id)
    operations.add_note(lead.id, case.id, NoteForm("Looked at."))
    assert queries.concerned_in(case) == []


@law("L4.8", "L12.3")
def test_how_somebody_from_outside_is_reached_goes_in_time(app: Flask, circle: Circle) -> None:
    lead = a_lead()
    receipt = send(app)
    case = db.session.query(Case).one().id
    operations.claim_case(lead.id, case)
    operations.close_case(lead.id, case, OutcomeForm("resolved", ""))
    for days, kept in ((180, True), (10, False)):
        clock.move(timedelta(days=days))
        while run_due():
            pass
        db.session.rollback()
        assert bool(db.session.query(Report).one().sealed) is kept
    assert "something was done" in page(app.test_client(), receipt)

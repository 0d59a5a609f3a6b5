"""Reporting: the copy that holds, who gets it, and whom it never reaches (L8.1, L8.3)."""

import random
from datetime import timedelta
from functools import partial

import pytest
import sqlalchemy as sa
from flask import Flask

from community import clock, vault
from community.actors import OPERATOR
from community.errors import Forbidden, NotFound
from community.extensions import db
from community.groups import operations as groups
from community.jobs import run_due
from community.journal import JournalEntry, verify
from community.moderation import operations, queries
from community.moderation.forms import OutcomeForm, ReportForm
from community.moderation.models import Case, Evidence, Report
from community.moderation.operations import Unseen
from community.notices.queries import inbox_of
from community.operations import operation
from community.portability import operations as leaving
from community.rooms import operations as rooms
from community.rooms.forms import EditForm, RemovalForm
from community.rooms.models import Message
from tests.factories import Circle, a_circle, a_person, admit
from tests.laws import law
from tests.members.answering import a_contact, a_lead
from tests.moderation.desk import HARSH, case_of, hidden, report, said, send
from tests.races import at_once
from tests.stage import Browser


@law("L8.1")
def test_a_report_seals_exactly_the_span_that_was_chosen(
    circle: Circle, as_member: Browser
) -> None:
    for number in range(15):
        said(circle, circle.other, f"before {number}")
    ref = said(circle, circle.regular, HARSH)
    seq = int(ref.split("/")[1])
    made = report(circle.newcomer, ref, first=seq - 1, last=seq)
    (lines,) = queries.evidence_in(case_of(made).id)
    assert [line.words for line in lines] == ["before 14", HARSH]
    assert lines[1].handle == circle.regular.handle


@law("L8.1")
def test_no_more_than_ten_lines_around_go_along(circle: Circle) -> None:
    for number in range(15):
        said(circle, circle.other, f"before {number}")
    ref = said(circle, circle.regular, HARSH)
    what = queries.reported_for(circle.newcomer.id, "message", ref)
    assert [line.words for line in what.lines] == [*(f"before {n}" for n in range(5, 15)), HARSH]


@law("L8.1", "L1.9")
def test_edit_removal_and_erasure_do_not_touch_the_copy(circle: Circle, as_member: Browser) -> None:
    ref = said(circle, circle.regular, HARSH)
    seq = int(ref.split("/")[1])
    made = report(circle.newcomer, ref)
    rooms.edit_message(
        circle.regular.id, circle.stream, seq, EditForm.parse({"body": "Nothing at all."})
    )
    rooms.remove_message(circle.regular.id, circle.stream, seq, RemovalForm.parse({}))
    (lines,) = queries.evidence_in(case_of(made).id)
    assert [line.words for line in lines] == [HARSH]
    assert verify() is None


@law("L8.1")
def test_the_copy_is_sealed_in_the_database(circle: Circle) -> None:
    made = report(circle.newcomer, said(circle, circle.regular, HARSH), words="It frightened me.")
    sealed = db.session.query(Evidence).one().sealed + db.session.get_one(Report, made).sealed
    assert "taper" not in sealed
    assert "frightened" not in sealed
    kept = "".join(str(entry.facts) + entry.words for entry in db.session.query(JournalEntry))
    assert "taper" not in kept
    assert "frightened" not in kept


@law("L8.1")
def test_what_changed_while_it_was_looked_at_is_shown_again(
    circle: Circle, as_member: Browser
) -> None:
    ref = said(circle, circle.regular, HARSH)
    reader = as_member(circle.newcomer)
    page = reader.get(f"/reports/new?kind=message&ref={ref}").get_data(as_text=True)
    assert HARSH in page
    seq = int(ref.split("/")[1])
    rooms.edit_message(
        circle.regular.id, circle.stream, seq, EditForm.parse({"body": "Nothing at all."})
    )

    data = {name: hidden(page, name) for name in ("kind", "ref", "key", "shown", "seen")}
    first, last = data["seen"].split("-")
    typed = data | {
        "first": first,
        "last": last,
        "reason": "selling",
        "words": "He does this often.",
        "faith": "yes",
    }
    answer = reader.post("/reports", data=typed)
    assert answer.status_code == 409
    again = answer.get_data(as_text=True)
    assert "Nothing at all." in again
    assert "He does this often." in again
    assert db.session.query(Case).count() == 0


@law("L8.1")
def test_a_span_that_was_not_shown_is_not_sent(circle: Circle) -> None:
    said(circle, circle.other, "Good evening.")
    ref = said(circle, circle.regular, HARSH)
    seq = int(ref.split("/")[1])
    what = queries.reported_for(circle.newcomer.id, "message", ref)
    form = ReportForm(
        "message", ref, "selling", "", "key-of-mine", seq - 1, seq, operations.shown(what.lines), f"{seq}-{seq}"
    )  # fmt: skip
    with pytest.raises(Unseen):
        operations.report(circle.newcomer.id, form)


@law("L8.1")
def test_after_a_block_and_after_leaving_it_can_still_be_reported(circle: Circle) -> None:
    ref = said(circle, circle.regular, HARSH)
    groups.block_person(circle.newcomer.id, circle.mid(circle.regular))
    assert report(circle.newcomer, ref)
    groups.leave_group(circle.other.id, circle.slug)
    later = said(circle, circle.regular, "And more of it.")
    assert report(circle.other, ref)
    with pytest.raises(NotFound):
        report(circle.other, later)
    assert report(circle.other, f"membership:{circle.mid(circle.regular)}", "person")


@law("L8.1")
@pytest.mark.parametrize(
    "ref", ["room:1/1", "room:1", "nonsense", "room:x/2", "topic:5/99999999999999999"]
)
def test_what_is_not_there_for_somebody_cannot_be_reported(
    circle: Circle, as_member: Browser, ref: str
) -> None:
    assert as_member(circle.newcomer).get(f"/reports/new?kind=message&ref={ref}").status_code == 404


@law("L8.1")
def test_an_outsider_reports_nothing_of_a_closed_group(circle: Circle, as_member: Browser) -> None:
    ref = said(circle, circle.regular, HARSH)
    outside = as_member(circle.outsider)
    assert outside.get(f"/reports/new?kind=message&ref={ref}").status_code == 404
    person = f"membership:{circle.mid(circle.regular)}"
    assert outside.get(f"/reports/new?kind=person&ref={person}").status_code == 404
    assert outside.get(f"/reports/new?kind=room&ref={circle.stream}").status_code == 404


def test_nobody_reports_their_own_words(circle: Circle) -> None:
    with pytest.raises(Forbidden):
        report(circle.regular, said(circle, circle.regular, HARSH))


@law("L8.1")
@pytest.mark.parametrize("kind", ["message", "person", "room", "group"])
def test_everything_is_reported_by_one_page(circle: Circle, as_member: Browser, kind: str) -> None:
    refs = {
        "message": said(circle, circle.regular, HARSH),
        "person": f"membership:{circle.mid(circle.regular)}",
        "room": circle.stream,
        "group": f"group:{circle.group_id}",
    }
    assert send(as_member(circle.newcomer), refs[kind], kind) == 303
    assert db.session.query(Case).one().kind == kind


@law("L8.7")
def test_five_hundred_reports_make_one_case_and_none_is_refused(app: Flask, circle: Circle) -> None:
    ref = said(circle, circle.regular, HARSH)
    brigade = [admit(a_person(), circle.slug) for _ in range(100)]
    made: list[object] = []
    for number in range(5):
        for first in range(0, len(brigade), 20):
            deeds = [
                partial(report, person, ref, key=f"again-{number}")
                for person in brigade[first : first + 20]
            ]
            made += at_once(app, *deeds)
    assert len(set(made)) == 500
    case = db.session.query(Case).one()
    assert case.reports == 500
    assert db.session.query(Evidence).count() == 1
    assert sum("report" in told.sentence for told in inbox_of(circle.moderator.id, "UTC")) == 1


def test_the_same_key_again_gives_the_same_report(circle: Circle) -> None:
    ref = said(circle, circle.regular, HARSH)
    assert report(circle.newcomer, ref, key="once-only") == report(
        circle.newcomer, ref, key="once-only"
    )
    assert db.session.query(Report).count() == 1


@law("L8.3")
def test_a_case_that_names_a_moderator_goes_to_the_leads(
    circle: Circle, as_member: Browser
) -> None:
    lead, second = a_lead(), admit(a_person(staff=True), circle.slug, "moderator")
    made = report(circle.newcomer, said(circle, circle.moderator, HARSH))
    case = case_of(made)
    assert case.desk == "leads"
    assert as_member(lead).get(f"/cases/{case.id}").status_code == 200
    for nobody in (circle.moderator, second, circle.newcomer, circle.regular):
        assert as_member(nobody).get(f"/cases/{case.id}").status_code == 404


@law("L8.3")
def test_naming_all_leads_goes_to_the_external_contact_and_says_so(
    circle: Circle, as_member: Browser
) -> None:
    lead, contact = a_lead(), a_contact()
    admit(lead, circle.slug)
    ref = said(circle, lead, HARSH)
    page = (
        as_member(circle.newcomer)
        .get(f"/reports/new?kind=message&ref={ref}")
        .get_data(as_text=True)
    )
    assert "somebody outside the site" in page
    case = case_of(report(circle.newcomer, ref))
    assert case.desk == "contact"
    assert as_member(contact).get(f"/cases/{case.id}").status_code == 200
    assert as_member(lead).get(f"/cases/{case.id}").status_code == 404


@law("L8.3")
def test_where_only_the_named_answer_the_page_says_so_before_sending(
    circle: Circle, as_member: Browser
) -> None:
    ref = said(circle, circle.moderator, HARSH)
    page = (
        as_member(circle.newcomer)
        .get(f"/reports/new?kind=message&ref={ref}")
        .get_data(as_text=True)
    )
    assert "Nobody on this site can look at this without being part of it." in page
    assert "/crisis" in page
    case = case_of(report(circle.newcomer, ref))
    assert as_member(circle.moderator).get(f"/cases/{case.id}").status_code == 404
    assert as_member(a_lead()).get(f"/cases/{case.id}").status_code == 200


@law("L8.3")
def test_without_leads_another_moderator_gets_what_names_one(
    circle: Circle, as_member: Browser
) -> None:
    second = admit(a_person(staff=True), circle.slug, "moderator")
    case = case_of(report(circle.newcomer, said(circle, circle.moderator, HARSH)))
    assert as_member(second).get(f"/cases/{case.id}").status_code == 200
    assert as_member(circle.moderator).get(f"/cases/{case.id}").status_code == 404


@law("L8.3")
def test_who_reports_does_not_decide(circle: Circle, as_member: Browser) -> None:
    second = admit(a_person(staff=True), circle.slug, "moderator")
    case = case_of(report(circle.moderator, said(circle, circle.regular, HARSH)))
    assert as_member(second).get(f"/cases/{case.id}").status_code == 200
    assert as_member(circle.moderator).get(f"/cases/{case.id}").status_code == 404


@law("L8.7")
def test_who_reports_wrongly_time_and_again_waits_behind_others(circle: Circle) -> None:
    for number in range(5):
        someone = admit(a_person(), circle.slug)
        case = case_of(report(circle.newcomer, said(circle, someone, f"{HARSH} {number}")))
        operations.claim_case(circle.moderator.id, case.id)
        operations.close_case(circle.moderator.id, case.id, OutcomeForm("rejected", ""))
    first = case_of(report(circle.newcomer, said(circle, circle.regular, "Hello all.")))
    again = case_of(report(circle.newcomer, said(circle, circle.regular, "Hello again.")))
    other = case_of(report(circle.other, said(circle, circle.regular, HARSH)))
    assert (first.rank, again.rank, other.rank) == (1, 2, 1)
    office = queries.office_of(circle.moderator.id)
    assert [case.id for case in queries.queue_of(office)] == [first.id, other.id, again.id]


@law("L8.7")
def test_danger_comes_first_whoever_reports_it(circle: Circle) -> None:
    slow = case_of(report(circle.newcomer, said(circle, circle.regular, HARSH)))
    fast = case_of(
        report(circle.other, said(circle, circle.regular, "I cannot go on."), reason="danger")
    )
    office = queries.office_of(circle.moderator.id)
    assert [case.id for case in queries.queue_of(office)] == [fast.id, slow.id]


@law("L8.1")
def test_a_thousand_altered_copies_are_all_found(app: Flask, circle: Circle) -> None:
    case = case_of(report(circle.newcomer, said(circle, circle.regular, HARSH)))
    evidence = db.session.query(Evidence).one()
    sealed, about = evidence.sealed, f"case:{case.id}"
    assert vault.fingerprint(vault.unseal(sealed, about), about) == evidence.mac
    picks = random.Random(4711)
    for _ in range(1_000):
        at = picks.randrange(len(sealed))
        other = picks.choice([sign for sign in "ABCDEFGHabcdefgh01234567" if sign != sealed[at]])
        with pytest.raises(vault.Broken):
            vault.unseal(sealed[:at] + other + sealed[at + 1 :], about)
    with pytest.raises(vault.Broken):
        vault.unseal(sealed, f"case:{case.id + 1}")


@operation
def tamper(statement: sa.Executable) -> None:
    """Change a table behind the product's back."""
    db.session.execute(statement)


@law("L8.1", "L8.8")
@pytest.mark.parametrize(
    "change",
    [
        sa.update(Evidence).values(sealed=sa.func.replace(Evidence.sealed, "gA", "gB")),
        sa.update(Evidence).values(mac="0" * 64),
        sa.update(Evidence).values(sealed=""),
        sa.delete(Evidence),
    ],
)
def test_verify_names_the_entry_whose_copy_was_changed(
    circle: Circle, change: sa.Executable
) -> None:
    report(circle.newcomer, said(circle, circle.regular, HARSH))
    assert verify() is None
    sealed = db.session.query(JournalEntry).filter_by(kind="moderation:evidence:sealed").one().seq
    tamper(change)
    assert verify() == sealed


@law("L8.1")
def test_after_a_change_of_keys_everything_opens_and_verifies(app: Flask, circle: Circle) -> None:
    made = report(circle.newcomer, said(circle, circle.regular, HARSH))
    before = db.session.query(Evidence).one().sealed
    for act in ("rotate", "forget"):
        answer = app.test_cli_runner().invoke(args=["keys", act])
        assert answer.exit_code == 0, answer.output
    db.session.rollback()
    assert db.session.query(Evidence).one().sealed != before
    assert len((app.config["HEARTH"].instance / "keys" / "words").read_text().split()) == 1
    (lines,) = queries.evidence_in(case_of(made).id)
    assert lines[0].words == HARSH
    assert verify() is None


@law("L8.1", "L1.9")
def test_the_copy_outlives_the_account_and_names_nobody_in_lists(
    circle: Circle, as_member: Browser
) -> None:
    made = report(circle.newcomer, said(circle, circle.regular, HARSH), words="It frightened me.")
    case = case_of(made).id
    for person in (circle.regular, circle.newcomer):
        leaving.erase_member(OPERATOR, person.handle, False)
    while run_due():
        pass
    (lines,) = queries.evidence_in(case)
    assert lines[0].words == HARSH
    assert verify() is None
    page = as_member(circle.moderator).get(f"/cases/{case}").get_data(as_text=True)
    assert "It frightened me." in page
    assert circle.newcomer.handle not in page
    assert "former member" in page
    desk = as_member(circle.moderator).get("/desk").get_data(as_text=True)
    assert circle.regular.handle not in desk


@law("L8.1", "L4.8")
def test_the_copy_outlives_retention_until_its_case_and_appeal_are_over(circle: Circle) -> None:
    case = case_of(report(circle.newcomer, said(circle, circle.regular, HARSH))).id
    clock.move(timedelta(days=100))
    while run_due():
        pass
    db.session.rollback()
    assert db.session.query(Message).count() == 0
    (lines,) = queries.evidence_in(case)
    assert lines[0].words == HARSH
    operations.claim_case(circle.moderator.id, case)
    operations.close_case(circle.moderator.id, case, OutcomeForm("resolved", ""))
    for days, left in ((180, 1), (10, 0)):
        clock.move(timedelta(days=days))
        while run_due():
            pass
        db.session.rollback()
        assert len(queries.evidence_in(case)) == left
        assert sum(bool(one.sealed) for one in queries.reports_in(case)) == left
        assert verify() is None


@law("L2.6", "L8.1")
def test_of_a_group_that_has_ended_outsiders_find_nobody(app: Flask) -> None:
    circle = a_circle("open-harbour", "open")
    person = f"membership:{circle.mid(circle.regular)}"
    assert report(circle.outsider, person, "person")
    groups.close_group(circle.moderator.id, circle.slug)
    clock.move(timedelta(days=15))
    with pytest.raises(NotFound):
        queries.reported_for(circle.outsider.id, "person", person)
    assert report(circle.other, person, "person")

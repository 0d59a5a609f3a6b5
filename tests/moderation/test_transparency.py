"""What the site tells of its moderation: true, public, and nobody in it (L8.8, R4)."""

from datetime import timedelta

from flask import Flask

from community import clock
from community.clock import now
from community.extensions import db
from community.moderation import operations, queries
from community.moderation.forms import OpeningForm, OutcomeForm, StepForm
from community.moderation.models import BY_NEWCOMER, BY_RULE, POSTED, REFUSED, Held
from community.moderation.queries.transparency import Quarter, numbers_of
from community.operations import operation
from tests.factories import Circle, a_person, admit
from tests.laws import law
from tests.members.answering import a_lead
from tests.moderation.desk import HARSH, case_of, report, said
from tests.stage import Browser


@operation
def put_by(circle: Circle, key: str, reason: str, outcome: str) -> None:
    """Words that waited, and what was decided about them."""
    decided = now() if outcome else None
    db.session.add(
        Held(
            group_id=circle.group_id, place=circle.stream, membership_id=circle.mid(circle.regular), key=key,
            reason=reason, at=now(), decided_at=decided, outcome=outcome,
        )
    )  # fmt: skip


def this_quarter() -> Quarter:
    moment = now()
    return Quarter(moment.year, (moment.month + 2) // 3)


def told() -> dict[tuple[str, str], int | None]:
    return {(one.part, one.name): one.value for one in numbers_of(this_quarter())}


def decide(circle: Circle, count: int) -> None:
    for number in range(count):
        someone = admit(a_person(), circle.slug)
        case = case_of(report(circle.newcomer, said(circle, someone, f"{HARSH} {number}")))
        operations.claim_case(circle.moderator.id, case.id)
        warned = StepForm.parse({"step": "warn", "reason": "No selling here."})
        operations.act_in_case(circle.moderator.id, case.id, warned)
        operations.close_case(circle.moderator.id, case.id, OutcomeForm("resolved", ""))


@law("L8.8")
def test_numbers_are_told_from_five_on(circle: Circle) -> None:
    decide(circle, 4)
    assert told()["reports", "selling"] is None
    decide(circle, 1)
    assert told()["reports", "selling"] == 5
    assert told()["acts", "warn"] == 5
    assert told()["grounds", "rules"] == 5
    assert told()["hours", "median"] == 0


@law("L8.3", "L8.8")
def test_a_case_about_somebody_of_office_changes_no_number(circle: Circle) -> None:
    a_lead()
    decide(circle, 5)
    before = told()
    report(circle.other, said(circle, circle.moderator, HARSH))
    assert told() == before


@law("L8.3", "L8.8")
def test_nor_where_no_lead_sits_and_a_colleague_has_it(circle: Circle) -> None:
    second = admit(a_person(staff=True), circle.slug, "moderator")
    decide(circle, 5)
    before = told()
    case = case_of(report(circle.other, said(circle, circle.moderator, HARSH)))
    assert queries.case_for(second.id, case.id)[0].desk == "group"
    assert told() == before
    operations.claim_case(second.id, case.id)
    warned = StepForm.parse({"step": "warn", "reason": "No selling here."})
    operations.act_in_case(second.id, case.id, warned)
    operations.close_case(second.id, case.id, OutcomeForm("resolved", ""))
    assert told() == before


@law("L8.6", "L8.8")
def test_what_a_rule_let_wait_is_told_with_what_people_decided(circle: Circle) -> None:
    for number in range(5):
        put_by(circle, f"rule-{number}", BY_RULE, REFUSED)
        put_by(circle, f"new-{number}", BY_NEWCOMER, POSTED)
    put_by(circle, "rule-open", BY_RULE, "")
    assert told()["by_rule", "refused"] == 5
    assert ("by_rule", "posted") not in told()


@law("L8.8", "L8.9")
def test_orders_of_a_court_are_counted_but_not_those_about_people_of_office(
    circle: Circle,
) -> None:
    lead, other = a_lead(), a_lead()
    for _ in range(5):
        operations.open_procedure(lead.id, "court", OpeningForm(handles=(circle.regular.handle,)))
    operations.open_procedure(lead.id, "death", OpeningForm(handles=(circle.regular.handle,)))
    assert told()["orders", "received"] == 5
    operations.open_procedure(lead.id, "court", OpeningForm(handles=(other.handle,)))
    assert told()["orders", "received"] == 5


@law("L8.8")
def test_everybody_can_read_it_on_a_page_and_as_a_file(app: Flask, circle: Circle) -> None:
    decide(circle, 5)
    name = this_quarter().name
    page = app.test_client().get(f"/transparency?quarter={name}").get_data(as_text=True)
    assert "Selling or promoting something" in page
    file = app.test_client().get(f"/transparency.csv?quarter={name}").get_data(as_text=True)
    assert f"{name},reports,selling,5" in file
    assert circle.newcomer.handle not in page + file


def test_a_quarter_that_is_none_is_the_last_one(app: Flask) -> None:
    for name in ("", "x", "2026-5", "99999-1", "2026"):
        assert app.test_client().get(f"/transparency?quarter={name}").status_code == 200


def test_quarters_follow_each_other() -> None:
    assert Quarter(2026, 4).next == Quarter(2027, 1)
    assert Quarter(2027, 1).before == Quarter(2026, 4)
    assert Quarter(2026, 2).next.before == Quarter(2026, 2)


@law("L8.3", "L8.7")
def test_office_sees_how_its_desks_fare_without_what_concerns_it(
    circle: Circle, as_member: Browser
) -> None:
    a_lead()
    decide(circle, 3)
    clock.move(timedelta(days=14))
    report(circle.newcomer, said(circle, circle.regular, HARSH))
    desk = as_member(circle.moderator)
    before = desk.get("/desk/weeks").get_data(as_text=True)
    office = queries.office_of(circle.moderator.id)
    weeks = queries.weeks_of(office)
    assert [week.came for week in weeks][-3:] == [3, 0, 1]
    assert [week.acts for week in weeks][-3:] == [3, 0, 0]
    report(circle.other, said(circle, circle.moderator, HARSH))
    assert [week.came for week in queries.weeks_of(office)] == [week.came for week in weeks]
    assert "The last eight weeks" in before

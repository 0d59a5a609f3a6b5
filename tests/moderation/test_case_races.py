"""Several at one case in the same moment, on either database (L8.1, L8.2, L8.5)."""

from datetime import timedelta

from flask import Flask

from community.clock import now
from community.errors import Conflict, Forbidden
from community.extensions import db
from community.groups.models import BANNED, Standing
from community.journal import verify
from community.moderation import operations
from community.moderation.forms import ActForm, AnswerForm, AppealForm, StepForm
from community.moderation.models import Appeal, Case, Evidence, Report
from tests.factories import Circle, a_person, admit
from tests.laws import law
from tests.moderation.desk import HARSH, case_of, report, said
from tests.races import at_once, on_both, refusals


@law("L8.1")
@on_both
def test_many_report_one_thing_at_once(app: Flask, circle: Circle, database: str) -> None:
    ref = said(circle, circle.regular, HARSH)
    brigade = [admit(a_person(), circle.slug) for _ in range(6)]
    found = at_once(app, *(lambda who=who: report(who, ref) for who in brigade))
    assert len(set(found)) == 6
    case = db.session.query(Case).one()
    assert (case.reports, db.session.query(Report).count()) == (6, 6)
    assert db.session.query(Evidence).count() == 1
    assert verify() is None


@law("L8.2")
@on_both
def test_two_claim_one_case(app: Flask, circle: Circle, database: str) -> None:
    second = admit(a_person(staff=True), circle.slug, "moderator")
    case = case_of(report(circle.newcomer, said(circle, circle.regular, HARSH))).id
    keepers = (circle.moderator, second)
    found = at_once(app, *(lambda who=who: operations.claim_case(who.id, case) for who in keepers))
    assert refusals(found, Conflict) == 1


@law("L8.4")
@on_both
def test_a_ban_and_further_reports_do_not_wait_for_each_other(
    app: Flask, circle: Circle, database: str
) -> None:
    ref = said(circle, circle.regular, HARSH)
    case = case_of(report(circle.newcomer, ref)).id
    operations.claim_case(circle.moderator.id, case)
    ban = StepForm.parse({"step": "ban", "reason": "No selling here."})
    found = at_once(
        app,
        lambda: report(circle.other, ref),
        lambda: operations.act_in_case(circle.moderator.id, case, ban),
        lambda: report(circle.moderator, f"{ref}", reason="danger", key="from-the-keeper"),
    )
    assert not any(isinstance(result, Exception) for result in found), found
    assert db.session.query(Standing).filter_by(kind=BANNED).count() == 1


@law("L8.5")
@on_both
def test_two_decide_one_appeal(app: Flask, circle: Circle, database: str) -> None:
    others = [admit(a_person(staff=True), circle.slug, "moderator") for _ in range(2)]
    form = ActForm("Too loud.", now() + timedelta(days=7))
    act = operations.mute_person(circle.moderator.id, circle.mid(circle.regular), form).act_id
    appeals = at_once(
        app, *[lambda: operations.appeal(circle.regular.id, act, AppealForm("It was not me."))] * 3
    )
    assert refusals(appeals, Conflict) == 2
    appeal = db.session.query(Appeal).one().id
    answers = (AnswerForm(True, "Right."), AnswerForm(False, "No."))
    found = at_once(
        app,
        *(
            lambda who=who, answer=answer: operations.decide_appeal(who.id, appeal, answer)
            for who, answer in zip(others, answers, strict=True)
        ),
    )
    assert refusals(found, Conflict) + refusals(found, Forbidden) == 1
    assert verify() is None

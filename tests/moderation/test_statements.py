"""Statements of reasons in the public vocabulary: every field that is asked for, and none that is not so (L8.4, R2)."""

import pytest

from community.extensions import db
from community.moderation import operations
from community.moderation.forms import StepForm
from community.moderation.models import Act
from community.moderation.statements import fields_of
from tests.factories import Circle
from tests.laws import law
from tests.moderation.desk import HARSH, case_of, report, said
from tests.stage import Browser

ALWAYS = {
    "puid", "decision_ground", "category", "decision_facts", "content_type", "content_date", "application_date",
    "source_type", "automated_detection", "automated_decision", "territorial_scope",
}  # fmt: skip


def done(circle: Circle, kind: str, ground: str = "rules", minutes: str = "") -> Act:
    case = case_of(report(circle.newcomer, said(circle, circle.regular, HARSH))).id
    operations.claim_case(circle.moderator.id, case)
    form = {
        "step": kind,
        "reason": "No selling here.",
        "category": "selling",
        "ground": ground,
        "minutes": minutes,
    }
    act = operations.act_in_case(circle.moderator.id, case, StepForm.parse(form)).act_id
    return db.session.get_one(Act, act)


@law("L8.4")
@pytest.mark.parametrize(
    ("kind", "minutes", "field"),
    [
        ("warn", "", "decision_visibility"), ("words", "", "decision_visibility"),
        ("mute", "60", "decision_visibility"), ("remove", "1440", "decision_provision"),
        ("ban", "", "decision_provision"),
    ],
)  # fmt: skip
def test_a_statement_has_every_field(circle: Circle, kind: str, minutes: str, field: str) -> None:
    told = fields_of(done(circle, kind, minutes=minutes))
    assert told.keys() >= ALWAYS | {
        field,
        "incompatible_content_explanation",
        "incompatible_content_ground",
    }
    assert told["category"] == "STATEMENT_CATEGORY_SCAMS_AND_FRAUD"
    assert told["source_type"] == "SOURCE_ARTICLE_16"
    assert any(name.startswith("end_date") for name in told) == bool(minutes)
    assert circle.newcomer.handle not in str(told)


@law("L8.4")
def test_what_is_against_the_law_says_so(circle: Circle) -> None:
    told = fields_of(done(circle, "ban", ground="law"))
    assert told["decision_ground"] == "DECISION_GROUND_ILLEGAL_CONTENT"
    assert told["illegal_content_explanation"] == "No selling here."
    assert not any(name.startswith("incompatible") for name in told)


@law("L8.4")
def test_only_whom_it_is_about_gets_the_file(circle: Circle, as_member: Browser) -> None:
    act = done(circle, "warn").id
    mine = as_member(circle.regular).get(f"/acts/{act}/statement.json")
    assert mine.get_json()["puid"] == f"hearth-{act}"
    for other in (circle.newcomer, circle.moderator, circle.outsider):
        assert as_member(other).get(f"/acts/{act}/statement.json").status_code == 404

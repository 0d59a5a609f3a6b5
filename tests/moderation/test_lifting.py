"""What was decided in a case of the leads ends by them alone (L8.3)."""

import pytest

from community.extensions import db
from community.groups.queries import standings_of
from community.moderation import operations
from community.moderation.forms import StepForm
from community.moderation.models import Act
from tests.factories import Circle, a_person, admit
from tests.laws import law
from tests.members.answering import a_lead
from tests.moderation.desk import HARSH, case_of, report, said
from tests.stage import Browser

REASON = "Please let others finish."


@law("L8.3", "L8.4")
@pytest.mark.parametrize("kind", ["mute", "remove", "ban"])
def test_what_the_leads_decided_no_moderator_of_the_group_ends(
    circle: Circle, as_member: Browser, kind: str
) -> None:
    lead, ref = a_lead(), said(circle, circle.moderator, HARSH)
    case = case_of(report(circle.regular, ref)).id
    second = admit(a_person("seconder", staff=True), circle.slug, "moderator")
    named = admit(a_lead("named-lead"), circle.slug, "moderator")
    report(named, ref)
    operations.claim_case(lead.id, case)
    step = StepForm.parse({"step": kind, "reason": REASON, "minutes": "60"})
    standing = operations.act_in_case(lead.id, case, step).standing_id
    assert standing is not None
    path, mid = f"/standings/{standing}/lifting", circle.mid(circle.moderator)
    for kept_out in (second, named):
        assert path not in as_member(kept_out).get(f"/memberships/{mid}").text
        answer = as_member(kept_out).post(path, data={"reason": "I like him."})
        assert answer.status_code == 403
        assert "The safeguarding leads decided this." in answer.text
    assert len(standings_of(mid)) == 1
    assert path in as_member(lead).get(f"/cases/{case}").text
    lifted = as_member(lead).post(path, data={"reason": "We talked."})
    assert (lifted.status_code, lifted.location) == (303, f"/cases/{case}")
    assert standings_of(mid) == []
    ended = db.session.query(Act).order_by(Act.at.desc(), Act.id.desc()).first()
    assert ended is not None
    assert (ended.kind, ended.author_handle) == ("lift", "The safeguarding leads")
    assert path not in as_member(lead).get(f"/cases/{case}").text

"""What is no room has no "only there": an act in such a case holds in the group, as it says (L8.4)."""

from community.extensions import db
from community.groups.models import Standing
from community.mentoring.finding import operations
from community.mentoring.finding.forms import WordsForm
from community.moderation import operations as moderation
from community.moderation.forms import StepForm
from tests.laws import law
from tests.mentoring.stage import Two
from tests.moderation.desk import case_of, report
from tests.stage import Browser


@law("L8.4", "L4.7")
def test_a_mute_in_a_case_about_a_story_is_never_for_a_room_that_there_is_not(
    two: Two, as_member: Browser
) -> None:
    operations.tell_story(two.mentor.id, two.circle.slug, WordsForm("I sell what helped me."))
    case = case_of(report(two.mentee, f"story:{two.mentor_id}", "story")).id
    keeper = two.circle.moderator
    moderation.claim_case(keeper.id, case)
    page = as_member(keeper).get(f"/cases/{case}").get_data(as_text=True)
    assert "Only in the room where it happened" not in page
    typed = {"step": "mute", "reason": "No selling.", "minutes": "60", "here": "yes"}
    moderation.act_in_case(keeper.id, case, StepForm.parse(typed))
    assert db.session.query(Standing).one().scope == f"group:{two.circle.group_id}"

"""Whoever is kept out of a group has its desk no more, and what they had in hand is somebody else's (L4.7, L8.2)."""

from datetime import timedelta

import pytest

from community import clock
from community.errors import NotFound
from community.groups import operations as groups
from community.moderation import operations, queries
from community.moderation.forms import ActForm, AnswerForm, AppealForm, HandOverForm, StepForm
from tests.factories import Circle, Person, a_person, admit
from tests.laws import law
from tests.members.answering import a_lead
from tests.moderation.desk import HARSH, case_of, report, said
from tests.stage import Browser

STEP = StepForm.parse({"step": "warn", "reason": "No selling here."})


@pytest.fixture
def second(circle: Circle) -> Person:
    """Another moderator."""
    return admit(a_person(staff=True), circle.slug, "moderator")


def remove(circle: Circle, by: Person, whom: Person) -> int:
    """Keep somebody out of the group for a week; what holds."""
    form = ActForm("Not like this.", clock.now() + timedelta(days=7))
    done = operations.remove_person(by.id, circle.mid(whom), form)
    assert done.standing_id is not None
    return done.standing_id


@law("L4.7", "L8.4")
def test_a_moderator_who_is_kept_out_has_no_desk_of_the_group(
    circle: Circle, as_member: Browser, second: Person
) -> None:
    case = case_of(report(circle.newcomer, said(circle, circle.regular, HARSH))).id
    client = as_member(second)
    assert client.get(f"/cases/{case}").status_code == 200
    standing = remove(circle, circle.moderator, second)
    for page in (f"/cases/{case}", "/desk", f"/groups/{circle.slug}/roster"):
        assert client.get(page).status_code == 404, page
    assert client.post(f"/cases/{case}/viewing").status_code == 404
    with pytest.raises(NotFound):
        operations.claim_case(second.id, case)
    with pytest.raises(NotFound):
        operations.act_in_case(second.id, case, STEP)
    assert queries.sitting_at(circle.group_id)["group"] == {circle.moderator.id}
    operations.lift_standing(circle.moderator.id, standing, ActForm("It was a mistake."))
    assert client.get(f"/cases/{case}").status_code == 200


@law("L4.7", "L8.5")
def test_a_moderator_who_is_kept_out_decides_no_appeal_and_takes_over_no_note(
    circle: Circle, as_member: Browser, second: Person
) -> None:
    form = ActForm("Too loud.", clock.now() + timedelta(days=7))
    act = operations.mute_person(circle.moderator.id, circle.mid(circle.regular), form).act_id
    appeal = operations.appeal(circle.regular.id, act, AppealForm("It was a quote."))
    note = operations.hand_over(circle.moderator.id, circle.slug, HandOverForm("It is quiet.", ()))
    remove(circle, circle.moderator, second)
    assert as_member(second).get(f"/appeals/{appeal}").status_code == 404
    with pytest.raises(NotFound):
        operations.decide_appeal(second.id, appeal, AnswerForm(True, "Yes."))
    with pytest.raises(NotFound):
        operations.take_over(second.id, note)


@law("L8.2", "L4.7")
def test_where_the_only_moderator_is_kept_out_the_leads_get_what_is_reported(
    circle: Circle, second: Person
) -> None:
    a_lead()
    remove(circle, second, circle.moderator)
    groups.leave_group(second.id, circle.slug)
    case = case_of(report(circle.newcomer, said(circle, circle.regular, HARSH)))
    assert case.desk == "leads"

"""Whoever is kept out of a group has its desk no more, and what they had in hand is somebody else's (L4.7, L8.2)."""

from datetime import timedelta

import pytest

from community import clock
from community.actors import OPERATOR
from community.errors import Conflict, NotFound
from community.extensions import db
from community.groups import operations as groups
from community.journal import verify
from community.members.operations import suspend_from_site
from community.moderation import operations, queries
from community.moderation.forms import (
    ActForm,
    AnswerForm,
    AppealForm,
    HandOverForm,
    NoteForm,
    OutcomeForm,
    StepForm,
)
from community.moderation.models import LATER, ORDINARY, Case
from community.moderation.operations import care
from tests.factories import Circle, Person, a_person, admit
from tests.laws import law
from tests.members.answering import a_lead
from tests.moderation.desk import HARSH, case_of, report, said
from tests.moderation.test_roster import ALWAYS, danger, in_quiet_hours, told
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


def loses(circle: Circle, second: Person, how: str) -> None:
    """The moderator who has the case no longer has the office."""
    keeper = circle.moderator
    reason = ActForm("Not like this.")
    match how:
        case "leaving":
            groups.leave_group(keeper.id, circle.slug)
        case "role":
            groups.add_person(circle.slug, keeper.handle, "member")
        case "ban":
            operations.ban_person(second.id, circle.mid(keeper), reason)
        case "removal":
            remove(circle, second, keeper)
        case "suspension":
            suspend_from_site(OPERATOR, keeper.id, clock.now() + timedelta(days=7))


@law("L8.2")
@pytest.mark.parametrize("how", ["leaving", "role", "ban", "removal", "suspension"])
def test_what_somebody_had_in_hand_is_taken_by_another_at_once_when_they_lose_the_office(
    circle: Circle, second: Person, how: str
) -> None:
    case = danger(circle).id
    operations.claim_case(circle.moderator.id, case)
    with pytest.raises(Conflict):
        operations.claim_case(second.id, case)
    loses(circle, second, how)
    operations.claim_case(second.id, case)
    assert db.session.get_one(Case, case).claimed_by == second.id


@law("L8.2", "L8.7")
@pytest.mark.parametrize("how", ["leaving", "role", "ban", "removal", "suspension"])
def test_a_case_whose_keeper_is_gone_is_told_to_those_who_are_left(
    circle: Circle, second: Person, how: str
) -> None:
    case = danger(circle).id
    operations.claim_case(circle.moderator.id, case)
    operations.set_waiting(circle.moderator.id, case)
    loses(circle, second, how)
    before = len(told(second))
    operations.find_desks()
    found = db.session.get_one(Case, case)
    assert (found.claimed_by, found.state, found.desk) == (None, "open", "group")
    assert len(told(second)) == before + 1
    assert operations.find_desks() == 0
    assert len(told(second)) == before + 1
    assert verify() is None


@law("L8.2", "L8.7")
def test_the_case_of_the_last_moderator_goes_to_the_leads_who_are_told(
    circle: Circle, second: Person
) -> None:
    lead = a_lead()
    groups.leave_group(second.id, circle.slug)
    case = danger(circle).id
    operations.claim_case(circle.moderator.id, case)
    groups.add_person(circle.slug, circle.moderator.handle, "member")
    before = len(told(lead))
    operations.find_desks()
    found = db.session.get_one(Case, case)
    assert (found.claimed_by, found.desk) == (None, "leads")
    assert len(told(lead)) == before + 1


@law("L8.2")
def test_no_case_is_overlooked_because_of_those_before_it(
    circle: Circle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(care, "AT_ONCE", 2)
    cases = [
        case_of(report(circle.newcomer, said(circle, circle.regular, f"{HARSH} {number}"))).id
        for number in range(5)
    ]
    a_lead()
    groups.add_person(circle.slug, circle.moderator.handle, "member")
    assert operations.find_desks() == 5
    assert {db.session.get_one(Case, case).desk for case in cases} == {"leads"}


@law("L8.2")
def test_a_claim_lasts_eight_hours_after_the_last_step_not_after_the_first(
    circle: Circle, second: Person
) -> None:
    case = danger(circle).id
    operations.claim_case(circle.moderator.id, case)
    clock.move(timedelta(hours=7))
    operations.add_note(circle.moderator.id, case, NoteForm("I wait for the answer."))
    clock.move(timedelta(hours=7))
    with pytest.raises(Conflict):
        operations.claim_case(second.id, case)
    clock.move(timedelta(hours=2))
    operations.claim_case(second.id, case)


@law("L8.2")
def test_an_answer_reaches_somebody_also_where_nobody_has_the_case(
    circle: Circle, second: Person
) -> None:
    case = danger(circle).id
    keeper = circle.moderator
    operations.claim_case(keeper.id, case)
    thread = operations.write_to_person(
        keeper.id, case, circle.newcomer.id, NoteForm("Where are you now?")
    )
    operations.release_case(keeper.id, case)
    before = [len(told(one)) for one in (keeper, second)]
    operations.answer_office(circle.newcomer.id, thread, NoteForm("At home. It is not good."))
    assert [len(told(one)) for one in (keeper, second)] == [number + 1 for number in before]


@law("L8.7")
def test_a_danger_that_is_handed_to_the_leads_reaches_those_on_duty(circle: Circle) -> None:
    lead, other = a_lead(), a_lead()
    operations.add_shifts(circle.moderator.id, circle.slug, ALWAYS)
    operations.add_shifts(lead.id, "", ALWAYS)
    in_quiet_hours(lead)
    case = danger(circle).id
    assert told(lead) == []
    operations.hand_to_leads(circle.moderator.id, case, NoteForm("I cannot do this alone."))
    assert told(lead) == ["danger_waits"]
    assert told(other) == ["case_waits"]


@law("L8.2")
def test_what_is_closed_is_handed_to_nobody(circle: Circle) -> None:
    a_lead()
    case = danger(circle).id
    operations.claim_case(circle.moderator.id, case)
    operations.close_case(circle.moderator.id, case, OutcomeForm("rejected", ""))
    with pytest.raises(Conflict):
        operations.hand_to_leads(circle.moderator.id, case, NoteForm("Look."))
    assert db.session.get_one(Case, case).desk == "group"


@law("L8.7")
def test_who_reports_wrongly_silences_nobody_who_reports_the_same(circle: Circle) -> None:
    for number in range(6):
        ref = said(circle, circle.regular, f"It rains again, {number}.")
        wrong = case_of(report(circle.newcomer, ref)).id
        operations.claim_case(circle.moderator.id, wrong)
        operations.close_case(circle.moderator.id, wrong, OutcomeForm("rejected", ""))
    ref = said(circle, circle.regular, HARSH)
    before = len(told(circle.moderator))
    case = case_of(report(circle.newcomer, ref))
    assert (case.rank, len(told(circle.moderator))) == (LATER, before)
    case = case_of(report(circle.other, ref))
    assert (case.rank, len(told(circle.moderator))) == (ORDINARY, before + 1)
    report(a_reader(circle), ref)
    assert len(told(circle.moderator)) == before + 1


def a_reader(circle: Circle) -> Person:
    """One more member of the group."""
    return admit(a_person(), circle.slug)

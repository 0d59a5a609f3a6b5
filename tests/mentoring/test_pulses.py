"""Each of the two is asked how it goes, and answers for themselves (L7.10)."""

from functools import partial

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from community import clock
from community.actors import OPERATOR
from community.errors import Conflict, Forbidden, NotFound
from community.extensions import db
from community.members import operations as members
from community.members.models import LEAD
from community.members.queries import office_held
from community.mentoring import operations as mentoring
from community.mentoring.models import ACTIVE, ENDED
from community.mentoring.oversight import jobs, operations, queries
from community.moderation import operations as moderation
from community.moderation.forms import OutcomeForm
from community.moderation.models import CONTACT, LEADS
from community.moderation.queries import receipts_of, reputation_of, sitting_at
from community.moderation.queries.showing import concerned_in, reports_told
from community.moderation.queries.transparency import numbers_of, quarter_named
from tests.factories import Circle
from tests.laws import law
from tests.members.answering import a_contact, a_lead
from tests.mentoring.overseen import (
    DAY,
    LOOK,
    ODD,
    WELL,
    answer_how,
    asked_how,
    cases,
    heard,
    pulse_of,
    pulses,
    the_lead,
)
from tests.mentoring.stage import Two, of, together, two_who_met, under_way
from tests.races import at_once, on_both
from tests.stage import Browser


def send(client: object, pulse_id: int, **typed: str) -> TestResponse:
    """Answer through the page."""
    found: TestResponse = client.post(f"/mentoring/pulses/{pulse_id}", data=typed)  # type: ignore[attr-defined]
    return found


@law("L7.10")
def test_both_are_asked_after_one_two_and_four_weeks_and_then_monthly(two: Two) -> None:
    under_way(two)
    asked_how(6.9 * DAY)
    assert pulses() == []
    for days in (0.1, 7, 14, 30, 30):
        asked_how(days * DAY)
    numbers = [pulse.number for pulse in pulses()]
    assert numbers == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    for person in (two.mentee, two.mentor):
        assert heard(person).count("mentoring_pulse") == 5


@law("L7.10")
def test_they_are_asked_once_however_often_the_job_runs(two: Two) -> None:
    together(two)
    asked_how()
    for _again in range(3):
        jobs.ask({})
    assert len(pulses()) == 2
    assert heard(two.mentee).count("mentoring_pulse") == 1


@law("L7.10")
@on_both
def test_two_workers_at_once_ask_once(app: Flask, circle: Circle, database: str) -> None:
    two = two_who_met(circle)
    mentorship_id = together(two)
    asked_how(6 * DAY)
    asked_how(0 * DAY)
    members_asked = partial(operations.ask_pulses, mentorship_id)
    clock.move(DAY)
    at_once(app, members_asked, members_asked, members_asked)
    assert len(pulses()) == 2


@law("L7.10")
def test_after_an_outage_only_the_last_is_asked(two: Two) -> None:
    under_way(two)
    asked_how(40 * DAY)
    assert [pulse.number for pulse in pulses()] == [3, 3]


@law("L7.10")
def test_nobody_is_asked_in_a_pause_or_when_it_has_ended(two: Two) -> None:
    mentorship_id = under_way(two)
    mentoring.pause(two.mentee.id, mentorship_id)
    asked_how()
    operations.ask_pulses(mentorship_id)
    assert pulses() == []
    mentoring.resume(two.mentee.id, mentorship_id)
    asked_how(DAY)
    assert len(pulses()) == 2
    mentoring.leave(two.mentee.id, mentorship_id)
    asked_how(30 * DAY)
    operations.ask_pulses(mentorship_id)
    assert len(pulses()) == 2


@law("L7.10")
def test_an_unanswered_one_lapses_when_the_next_comes(two: Two, as_member: Browser) -> None:
    under_way(two)
    asked_how()
    first = pulse_of(two.mentee)
    asked_how(7 * DAY)
    assert pulse_of(two.mentee) != first
    with pytest.raises(Conflict, match="questions are over"):
        operations.answer_pulse(two.mentee.id, first, WELL)
    page = as_member(two.mentee).get(f"/mentoring/pulses/{first}")
    assert "These questions are over" in page.text
    assert send(as_member(two.mentee), first, how="good", look="no").status_code == 409


@law("L7.10")
def test_somebody_who_left_can_still_say_how_it_was(two: Two) -> None:
    mentorship_id = under_way(two)
    asked_how()
    mentoring.leave(two.mentee.id, mentorship_id)
    answer_how(two.mentee, ODD)
    assert len(cases()) == 1


@law("L7.10")
def test_today_leads_to_the_questions_and_the_page_needs_no_script(
    two: Two, as_member: Browser
) -> None:
    under_way(two)
    mine = as_member(two.mentee)
    assert "/mentoring/pulses/" not in mine.get("/").text
    asked_how()
    pulse_id = pulse_of(two.mentee)
    assert f"/mentoring/pulses/{pulse_id}" in mine.get("/").text
    assert two.mentor.handle in mine.get(f"/mentoring/pulses/{pulse_id}").text
    assert send(mine, pulse_id, how="good", look="no").status_code == 303
    assert "You answered" in mine.get(f"/mentoring/pulses/{pulse_id}").text
    assert "/mentoring/pulses/" not in mine.get("/").text
    assert cases() == []


@law("L7.10")
def test_what_is_missing_is_said_and_what_was_chosen_is_kept(two: Two, as_member: Browser) -> None:
    together(two)
    asked_how()
    mine, pulse_id = as_member(two.mentee), pulse_of(two.mentee)
    answer = send(mine, pulse_id, how="mixed")
    assert answer.status_code == 422
    assert 'value="mixed" checked' in answer.text
    for typed in ({"how": "terrible", "look": "no"}, {}, {"how": "good", "look": "no", "x": "y"}):
        assert send(mine, pulse_id, **typed).status_code == 422
    assert pulses()[0].answered_at is pulses()[1].answered_at is None


@law("L7.10")
def test_nobody_else_finds_the_questions(two: Two, as_member: Browser) -> None:
    under_way(two)
    asked_how()
    pulse_id, lead = pulse_of(two.mentee), the_lead()
    for person in (two.mentor, two.circle.moderator, two.circle.other, lead):
        client = as_member(person)
        there, absent = (client.get(f"/mentoring/pulses/{each}") for each in (pulse_id, 4711))
        assert there.status_code == absent.status_code == 404
        assert send(client, pulse_id, how="good", look="no").status_code == 404
    with pytest.raises(NotFound):
        operations.answer_pulse(two.mentor.id, pulse_id, WELL)


@law("L7.10")
def test_answers_are_kept_sealed(two: Two) -> None:
    under_way(two)
    asked_how()
    answer_how(two.mentee, ODD)
    kept = next(pulse for pulse in pulses() if pulse.answered_at is not None)
    assert "uncomfortable" not in kept.answers
    assert queries.was_uncomfortable(kept)


@law("L7.10", "L8.3")
def test_uncomfortable_is_a_case_of_the_leads_and_the_other_is_not_told(
    two: Two, as_member: Browser
) -> None:
    under_way(two)
    asked_how()
    before = heard(two.mentor)
    answer_how(two.mentee, ODD)
    (case,) = cases()
    assert (case.desk, case.reason, case.private) == (LEADS, "uncomfortable", True)
    assert heard(the_lead())[-1] == "case_waits"
    assert heard(two.mentor) == before
    assert [one.handle for one in reports_told(case.id)] == [two.mentee.handle]
    assert {one.handle for one in concerned_in(case)} == {two.mentee.handle, two.mentor.handle}
    page = as_member(the_lead()).get(f"/cases/{case.id}").text
    assert "Answered that a mentorship is uncomfortable" in page
    assert two.mentor.handle in page
    assert "What you can do" in page
    for person in (two.mentor, two.mentee, two.circle.moderator):
        assert as_member(person).get(f"/cases/{case.id}").status_code == 404


@law("L7.10")
def test_asking_somebody_to_look_is_a_case_too(two: Two) -> None:
    under_way(two)
    asked_how()
    answer_how(two.mentor, LOOK)
    (case,) = cases()
    assert case.reason == "look"
    assert "look at it with them" in reports_told(case.id)[0].words


@law("L7.10")
def test_two_uncomfortable_answers_of_one_mentorship_are_one_case(two: Two) -> None:
    under_way(two)
    asked_how()
    answer_how(two.mentee, ODD)
    answer_how(two.mentor, ODD)
    (case,) = cases()
    assert case.reports == 2
    asked_how(7 * DAY)
    answer_how(two.mentee, ODD)
    assert [each.reports for each in cases()] == [3]
    titles = {receipts_of(person.id)[0].title for person in (two.mentee, two.mentor)}
    assert len(titles) == 1
    assert not titles & {two.mentee.handle, two.mentor.handle}


@law("L7.10")
@on_both
def test_both_answering_at_once_open_one_case(app: Flask, circle: Circle, database: str) -> None:
    two = two_who_met(circle)
    under_way(two)
    asked_how()
    deeds = [
        partial(operations.answer_pulse, person.id, pulse_of(person), ODD)
        for person in (two.mentee, two.mentor, two.mentee)
    ]
    assert at_once(app, *deeds) == [None, None, None]
    assert [case.reports for case in cases()] == [2]


@law("L7.10", "L8.3")
def test_a_lead_who_is_one_of_the_two_never_sees_it(two: Two, as_member: Browser) -> None:
    another = the_lead()
    members.name_lead(OPERATOR, two.mentor.handle)
    under_way(two)
    asked_how()
    before = heard(two.mentor)
    answer_how(two.mentee, ODD)
    (case,) = cases()
    assert case.desk == LEADS
    assert as_member(two.mentor).get(f"/cases/{case.id}").status_code == 404
    assert as_member(another).get(f"/cases/{case.id}").status_code == 200
    assert heard(two.mentor) == before


@law("L7.10", "L8.3")
def test_where_the_only_lead_is_the_mentor_it_goes_to_the_contact_and_the_page_says_so(
    two: Two, as_member: Browser
) -> None:
    office, contact = office_held(the_lead().id, LEAD), a_contact()
    assert office is not None
    members.name_lead(OPERATOR, two.mentor.handle)
    members.end_lead(OPERATOR, office.id)
    assert the_lead().id == two.mentor.id
    under_way(two)
    asked_how()
    page = as_member(two.mentee).get(f"/mentoring/pulses/{pulse_of(two.mentee)}").text
    assert "somebody outside the site" in page
    answer_how(two.mentee, ODD)
    (case,) = cases()
    assert case.desk == CONTACT
    assert sitting_at(None)[CONTACT] == {contact.id}


@law("L7.10")
def test_an_answer_is_in_no_public_number_and_in_no_reputation(two: Two) -> None:
    under_way(two)
    quarter = quarter_named("2026-4")
    before = numbers_of(quarter)
    lead = the_lead()
    for days in (7, 7, 14, 30, 30, 30):
        asked_how(days * DAY)
        answer_how(two.mentee, ODD)
        case = cases()[-1]
        moderation.claim_case(lead.id, case.id)
        moderation.close_case(lead.id, case.id, OutcomeForm("rejected", ""))
    assert len(cases()) == 6
    assert reputation_of(two.mentee.id) is None
    assert numbers_of(quarter) == before
    assert heard(two.mentee).count("report_decided") == 6
    assert "report_decided" not in heard(two.mentor)


@law("L7.10", "L8.4")
def test_a_lead_who_has_the_case_can_end_the_mentorship_and_nobody_else(
    two: Two, as_member: Browser
) -> None:
    mentorship_id = under_way(two)
    asked_how()
    answer_how(two.mentee, ODD)
    (case,) = cases()
    lead, another = the_lead(), a_lead()
    with pytest.raises(Forbidden):
        operations.end_for_safety(lead.id, case.id)
    for person in (two.mentor, two.mentee, two.circle.moderator):
        with pytest.raises(NotFound):
            operations.end_for_safety(person.id, case.id)
    client = as_member(lead)
    assert "End this mentorship" not in client.get(f"/cases/{case.id}").text
    moderation.claim_case(lead.id, case.id)
    with pytest.raises(Forbidden):
        operations.end_for_safety(another.id, case.id)
    assert "End this mentorship" in client.get(f"/cases/{case.id}").text
    assert client.post(f"/cases/{case.id}/mentorship-ending").status_code == 303
    assert of(mentorship_id).state == ENDED
    assert "End this mentorship" not in client.get(f"/cases/{case.id}").text
    operations.end_for_safety(lead.id, case.id)
    for person in (two.mentee, two.mentor):
        assert heard(person)[-1] == "mentorship_step"


@law("L7.1", "L8.1")
def test_a_person_reported_from_a_mentorship_goes_to_the_leads_unless_its_reporter_chooses(
    two: Two, as_member: Browser
) -> None:
    mentorship_id = under_way(two)
    mine = as_member(two.mentee)
    address = f"/reports/new?kind=companion&ref=companion:{mentorship_id}:mentor"
    assert address.replace("&", "&amp;") in mine.get(f"/mentorships/{mentorship_id}").text
    assert "safeguarding leads read this" in mine.get(address).text
    assert "moderators of" in mine.get(f"{address}&moderators=yes").text
    typed = {
        "kind": "companion", "ref": f"companion:{mentorship_id}:mentor", "reason": "harassment", "faith": "yes",
        "shown": "", "seen": "0-0", "first": "0", "last": "0",
    }  # fmt: skip
    assert mine.post("/reports", data=typed | {"key": "one"}).status_code == 303
    assert [case.desk for case in cases()] == [LEADS]
    sent = mine.post("/reports", data=typed | {"key": "two", "moderators": "yes"})
    assert sent.status_code == 303
    assert [case.desk for case in cases()] == [LEADS, "group"]
    moderator, theirs = two.circle.moderator, cases()[1].id
    moderation.claim_case(moderator.id, theirs)
    assert "End this mentorship" not in as_member(moderator).get(f"/cases/{theirs}").text
    with pytest.raises(Conflict):
        operations.end_for_safety(moderator.id, theirs)
    assert of(mentorship_id).state == ACTIVE


@law("L8.1")
def test_nobody_reports_a_mentorship_of_others_or_themselves(two: Two, as_member: Browser) -> None:
    mentorship_id = under_way(two)
    for person, ref in (
        (two.mentee, f"{mentorship_id}:mentee"),
        (two.circle.other, f"{mentorship_id}:mentor"),
        (two.mentee, "4711:mentor"),
        (two.mentee, "x:mentor"),
        (two.mentee, f"{mentorship_id}"),
        (two.mentee, f"{mentorship_id}:friend"),
    ):
        client = as_member(person)
        assert client.get(f"/reports/new?kind=companion&ref=companion:{ref}").status_code == 404
    pulse = f"/reports/new?kind=pulse&ref=pulse:{mentorship_id}"
    assert as_member(two.mentee).get(pulse).status_code == 404


@law("L7.10")
def test_a_reason_that_comes_of_an_answer_is_chosen_by_nobody(two: Two, as_member: Browser) -> None:
    mentorship_id = under_way(two)
    page = as_member(two.mentee).get(
        f"/reports/new?kind=companion&ref=companion:{mentorship_id}:mentor"
    )
    assert 'value="uncomfortable"' not in page.text
    assert db.session.is_active

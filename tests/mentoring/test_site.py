"""Where mentoring is, and how one becomes a mentor (L7.1, L7.3)."""

import pytest

from community.errors import Conflict, Forbidden, NotFound
from community.extensions import db
from community.journal import JournalEntry
from community.members.models import Authenticator
from community.members.policy_pages import CONTACT, RISKS, TERMS
from community.mentoring import operations, queries
from community.mentoring.forms import ApplicationForm
from community.mentoring.words.agreement import CURRENT
from community.mentoring.words.quiz import right_answers
from community.operations import operation
from tests.factories import Circle, Person, a_person, admit
from tests.laws import law
from tests.members.answering import a_lead, gaps_of, write_page
from tests.mentoring.stage import (
    YEAR,
    after,
    make_mentor,
    switched_on,
    told,
    two_who_met,
    under_way,
)
from tests.stage import Browser


@law("L7.1")
def test_without_a_lead_and_a_policy_page_there_is_no_mentoring(
    circle: Circle, as_member: Browser
) -> None:
    mine, slug = as_member(circle.regular), circle.slug
    for address in ("/mentoring", "/mentoring/agreement", f"/groups/{slug}/mentoring"):
        assert mine.get(address).status_code == 404
    assert mine.post(f"/groups/{slug}/mentoring", data=YEAR).status_code == 404
    for address in ("/", "/you", f"/groups/{slug}"):
        assert "/mentoring" not in mine.get(address).text
    switched_on()
    assert mine.get("/mentoring").status_code == 200
    assert "/mentoring" in mine.get("/you").text


@law("L7.1", "L1.5")
def test_a_lead_who_cannot_receive_a_report_is_none(circle: Circle, as_member: Browser) -> None:
    mine, keeper = as_member(circle.regular), as_member(a_person(administrator=True))
    assert "Nobody is named a safeguarding lead" in keeper.get("/site/offices").text
    lead = a_lead()
    write_page(CONTACT, gaps_of(CONTACT))
    assert "It is on" in keeper.get("/site/offices").text
    assert mine.get("/mentoring").status_code == 200
    without_authenticator(lead)
    assert "No lead can receive a report now" in keeper.get("/site/offices").text
    assert mine.get("/mentoring").status_code == 404


@law("L7.1")
def test_only_the_whole_page_that_says_how_leads_are_reached_counts(
    circle: Circle, as_member: Browser
) -> None:
    mine, keeper = as_member(circle.regular), as_member(a_person(administrator=True))
    a_lead()
    for page, gaps in (
        (TERMS, gaps_of(TERMS)),
        (RISKS, gaps_of(RISKS)),
        (CONTACT, gaps_of(CONTACT, leads="")),
    ):
        write_page(page, gaps)
        assert mine.get("/mentoring").status_code == 404
        assert "contact points has gaps" in keeper.get("/site/offices").text
    write_page(CONTACT, gaps_of(CONTACT))
    assert mine.get("/mentoring").status_code == 200


@operation
def without_authenticator(person: Person) -> None:
    """They have none any more."""
    db.session.query(Authenticator).filter_by(member_id=person.id).delete()


@law("L7.1")
def test_where_it_is_switched_off_again_whoever_has_a_channel_can_leave(
    circle: Circle, as_member: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    mentorship_id = under_way(two_who_met(circle))
    monkeypatch.setattr("community.mentoring.queries.site.officers", lambda _kind: frozenset())
    assert not queries.is_on()
    mine = as_member(circle.regular)
    assert mine.get("/mentoring").status_code == 200
    assert mine.post(f"/mentorships/{mentorship_id}/departure").status_code == 303


@law("L7.3")
def test_a_mentor_goes_the_whole_way_and_a_moderator_decides(
    circle: Circle, as_member: Browser
) -> None:
    switched_on()
    person = admit(a_person(staff=True), circle.slug)
    mentor_id = make_mentor(circle, person, approved=False)
    assert told(circle.moderator)[-1] == "mentor_ready"
    for other in (circle.regular, person):
        with pytest.raises(Forbidden):
            operations.approve_mentor(other.id, mentor_id)
    operations.approve_mentor(circle.moderator.id, mentor_id)
    assert told(person)[-1] == "mentor_approved"
    assert person.handle in as_member(circle.regular).get("/mentoring").text
    kept = [row.kind for row in db.session.query(JournalEntry)]
    assert "mentoring:mentor:approved" in kept


@law("L7.3")
def test_nobody_is_approved_before_everything_is_there(circle: Circle) -> None:
    switched_on()
    person = admit(a_person(staff=True), circle.slug)
    mentor_id = operations.apply_to_mentor(person.id, circle.slug, ApplicationForm("", CURRENT))
    with pytest.raises(Conflict, match="have to be there first"):
        operations.approve_mentor(circle.moderator.id, mentor_id)
    with pytest.raises(Forbidden):
        operations.apply_to_mentor(circle.newcomer.id, circle.slug, ApplicationForm("", CURRENT))
    with pytest.raises(NotFound):
        operations.apply_to_mentor(circle.outsider.id, circle.slug, ApplicationForm("", CURRENT))


@law("L7.3")
def test_a_wrong_answer_is_said_and_the_others_are_kept(circle: Circle, as_member: Browser) -> None:
    switched_on()
    operations.apply_to_mentor(circle.regular.id, circle.slug, ApplicationForm("", CURRENT))
    answers = {**right_answers(), "money": "lend"}
    answer = as_member(circle.regular).post(f"/groups/{circle.slug}/mentoring/quiz", data=answers)
    assert answer.status_code == 422
    assert 'value="doctor" checked' in answer.text
    assert "another answer is better here" in answer.text


@law("L7.3")
def test_nobody_vouches_for_themselves_or_as_a_newcomer(circle: Circle, as_member: Browser) -> None:
    switched_on()
    operations.apply_to_mentor(circle.regular.id, circle.slug, ApplicationForm("", CURRENT))
    mine = as_member(circle.regular)
    for handle in (circle.regular.handle, circle.newcomer.handle, "nobody-here"):
        data = {"handle": handle}
        assert mine.post(f"/groups/{circle.slug}/mentoring/vouches", data=data).status_code == 422


@law("L7.3")
def test_a_year_is_reminded_of_once_and_over_without_another(circle: Circle) -> None:
    two = two_who_met(circle)
    form = ApplicationForm("", CURRENT)
    with pytest.raises(Conflict, match="nothing to renew"):
        operations.renew_mentor(two.mentor.id, circle.slug, form)
    after(336)
    after(1)
    assert told(two.mentor).count("mentor_renewal") == 1
    after(29)
    with pytest.raises(NotFound):
        queries.mentor_for(two.mentee.id, two.mentor_id)
    operations.renew_mentor(two.mentor.id, circle.slug, form)
    assert queries.mentor_for(two.mentee.id, two.mentor_id)


@law("L7.3")
def test_only_whoever_could_be_a_mentor_is_shown_the_way_there(
    circle: Circle, as_member: Browser
) -> None:
    switched_on()
    way = f'href="/groups/{circle.slug}/mentoring"'
    for person, shown in ((circle.regular, True), (circle.newcomer, False)):
        client = as_member(person)
        assert (way in client.get(f"/groups/{circle.slug}").text) is shown
        assert (client.get(f"/groups/{circle.slug}/mentoring").status_code == 200) is shown

"""A mentor's story, what a moderator proposes, and what mentors share (L7.3, L7.5)."""

import pytest

from community import clock
from community.errors import Conflict, Forbidden, NotFound
from community.extensions import db
from community.groups import operations as groups
from community.mentoring import operations as mentoring
from community.mentoring.finding import operations, queries
from community.mentoring.finding.forms import ProposalForm, SwitchForm, WordsForm
from community.mentoring.finding.models import Story
from community.moderation.models import Evidence
from community.rooms.models import Room
from community.rooms.queries import room_for, who_may_hear
from tests.factories import Person, a_message
from tests.laws import law
from tests.members.answering import a_lead
from tests.mentoring.stage import DAY, Two, a_mentor, asked, told
from tests.moderation.desk import case_of, report
from tests.stage import Browser

STORY = "I came in a *hard* winter."


def tells(two: Two) -> str:
    """The mentor told their story; where it is read."""
    operations.tell_story(two.mentor.id, two.circle.slug, WordsForm(STORY))
    db.session.rollback()
    return f"/mentors/{two.mentor_id}/story"


@law("L7.3")
def test_a_story_is_read_past_the_gate_and_by_nobody_else(two: Two, as_member: Browser) -> None:
    address = tells(two)
    page = as_member(two.mentee).get(address).text
    assert "I came in a <em>hard</em> winter." in page
    assert address in as_member(two.mentee).get(f"/mentors/{two.mentor_id}").text
    for other in (two.circle.other, two.circle.newcomer, two.circle.moderator, two.circle.outsider):
        assert as_member(other).get(address).status_code == 404
        assert "winter" not in as_member(other).get(f"/mentors/{two.mentor_id}").text
    assert address not in as_member(two.circle.other).get(f"/mentors/{two.mentor_id}").text


@law("L7.3")
def test_a_story_is_sealed_and_taken_back_at_once(two: Two, as_member: Browser) -> None:
    address = tells(two)
    assert "winter" not in db.session.query(Story).one().words
    base = f"/groups/{two.circle.slug}/mentoring/story"
    assert as_member(two.mentor).post(f"{base}/withdrawal").status_code == 303
    assert as_member(two.mentee).get(address).status_code == 404
    db.session.rollback()
    assert db.session.query(Story).count() == 0


@law("L7.3")
def test_a_preview_keeps_nothing(two: Two, as_member: Browser) -> None:
    base = f"/groups/{two.circle.slug}/mentoring/story"
    page = as_member(two.mentor).post(f"{base}/preview", data={"words": STORY}).text
    assert "<em>hard</em>" in page
    assert STORY in page
    assert db.session.query(Story).count() == 0


@law("L7.3")
def test_too_long_a_story_is_refused_and_kept_in_the_box(two: Two, as_member: Browser) -> None:
    base = f"/groups/{two.circle.slug}/mentoring/story"
    answer = as_member(two.mentor).post(base, data={"words": "tea " * 1001})
    assert answer.status_code == 422
    assert "tea tea" in answer.text
    assert as_member(two.mentee).get(base).status_code == 404
    assert db.session.query(Story).count() == 0


@law("L1.8", "L7.3")
def test_a_block_is_not_told_by_the_story(two: Two, as_member: Browser) -> None:
    address = tells(two)
    groups.block_person(two.mentor.id, two.mentee_mid)
    assert as_member(two.mentee).get(address).status_code == 200
    groups.block_person(two.mentee.id, two.mentor_mid)
    assert as_member(two.mentee).get(address).status_code == 404


@law("L8.1")
def test_a_story_is_reported_by_whoever_may_read_it(two: Two, as_member: Browser) -> None:
    tells(two)
    address = f"/reports/new?kind=story&ref=story:{two.mentor_id}"
    page = as_member(two.mentee).get(address).text
    assert f"Report the story of {two.mentor.handle}" in page
    assert "hard" in page
    case = case_of(report(two.mentee, f"story:{two.mentor_id}", "story"))
    operations.withdraw_story(two.mentor.id, two.circle.slug)
    desk = as_member(two.circle.moderator).get(f"/cases/{case.id}").text
    assert f"The story of {two.mentor.handle} as a mentor" in desk
    assert db.session.query(Evidence).filter_by(case_id=case.id).count() == 1
    for other in (two.circle.other, two.circle.moderator):
        assert as_member(other).get(address).status_code == 404


def allowed(two: Two) -> None:
    """Moderators of the group may propose."""
    operations.allow_proposals(two.circle.moderator.id, two.circle.slug, SwitchForm(True))


def proposed(two: Two, by: Person | None = None) -> None:
    """A moderator proposes the two."""
    form = ProposalForm(two.mentee.handle, two.mentor.handle)
    operations.propose((by or two.circle.moderator).id, two.circle.slug, form)
    db.session.rollback()


@law("L7.5")
def test_a_proposal_is_told_to_the_mentee_alone(two: Two, as_member: Browser) -> None:
    before = told(two.mentor)
    allowed(two)
    proposed(two)
    assert told(two.mentee).count("mentor_proposed") == 1
    assert told(two.mentor) == before
    assert "A moderator thought of" in as_member(two.mentee).get("/mentoring/suggestions").text
    assert "A moderator thought of" not in as_member(two.mentor).get("/mentoring/suggestions").text


@law("L7.5")
def test_moderators_propose_only_where_the_group_lets_them(two: Two) -> None:
    with pytest.raises(Forbidden):
        proposed(two)
    allowed(two)
    for other in (two.mentee, two.circle.other):
        with pytest.raises(Forbidden):
            proposed(two, other)
    with pytest.raises(NotFound):
        proposed(two, two.circle.outsider)
    proposed(two)


@law("L7.2", "L7.5")
def test_nobody_below_the_gate_is_proposed(two: Two) -> None:
    allowed(two)
    form = ProposalForm(two.circle.other.handle, two.mentor.handle)
    with pytest.raises(Conflict):
        operations.propose(two.circle.moderator.id, two.circle.slug, form)


@law("L7.5")
def test_nobody_is_proposed_who_mentors_no_more(two: Two) -> None:
    allowed(two)
    mentoring.stop_mentoring(two.mentor.id, two.circle.slug)
    with pytest.raises(Conflict):
        proposed(two)
    assert "mentor_proposed" not in told(two.mentee)


@law("L7.5")
def test_a_moderator_does_not_learn_what_became_of_it(two: Two, as_member: Browser) -> None:
    allowed(two)
    proposed(two)
    page = f"/groups/{two.circle.slug}/mentors/proposals"
    before = as_member(two.circle.moderator).get(page).text
    one = queries.proposals_to(two.mentee.id)[0]
    assert as_member(two.mentor).post(f"/mentoring/proposals/{one.id}/dismissal").status_code == 404
    assert as_member(two.mentee).post(f"/mentoring/proposals/{one.id}/dismissal").status_code == 303
    proposed(two)
    assert told(two.mentee).count("mentor_proposed") == 1
    after = as_member(two.circle.moderator).get(page).text
    assert before.count(two.mentee.handle) == after.count(two.mentee.handle)


@law("L7.5")
def test_a_proposal_goes_once_the_mentee_asked(two: Two) -> None:
    allowed(two)
    proposed(two)
    assert len(queries.proposals_to(two.mentee.id)) == 1
    asked(two)
    assert queries.proposals_to(two.mentee.id) == []


@law("L1.8", "L7.5")
def test_whoever_blocked_a_mentor_hears_nothing_and_nobody_learns_that(two: Two) -> None:
    allowed(two)
    groups.block_person(two.mentee.id, two.mentor_mid)
    proposed(two)
    assert "mentor_proposed" not in told(two.mentee)
    assert queries.proposals_to(two.mentee.id) == []


@law("L7.3")
def test_the_mentors_room_is_for_mentors_of_the_group(two: Two) -> None:
    room_id = queries.room_of_mentors(two.circle.group_id)
    assert room_id is not None
    assert a_message(two.mentor, room_id) > 0
    people = (two.mentee, two.circle.moderator, two.circle.newcomer, two.circle.outsider, a_lead())
    for person in people:
        with pytest.raises(NotFound):
            room_for(person.id, room_id)
    pairs = {(person.id, room_id) for person in (two.mentor, *people)}
    assert who_may_hear(Room, pairs) == {(two.mentor.id, room_id)}
    mentoring.stop_mentoring(two.mentor.id, two.circle.slug)
    with pytest.raises(NotFound):
        room_for(two.mentor.id, room_id)


@law("L7.3")
def test_a_group_has_one_room_for_its_mentors(two: Two) -> None:
    first = queries.room_of_mentors(two.circle.group_id)
    another, _row = a_mentor(two.circle)
    assert queries.room_of_mentors(two.circle.group_id) == first
    assert first is not None
    assert room_for(another.id, first).venue.id == first


@law("L7.3")
def test_a_lead_writes_to_all_mentors_once_a_month(two: Two, as_member: Browser) -> None:
    lead = a_lead()
    page = as_member(lead)
    assert page.post("/mentoring/word", data={"words": "Thank you, *all*."}).status_code == 303
    assert told(two.mentor)[-1] == "mentor_word"
    assert "Thank you, <em>all</em>." in as_member(two.mentor).get("/mentoring/word").text
    again = page.post("/mentoring/word", data={"words": "And again."})
    assert again.status_code == 409
    clock.move(31 * DAY)
    assert page.post("/mentoring/word", data={"words": "And again."}).status_code == 303


@law("L7.3")
def test_nobody_but_a_lead_writes_to_mentors_and_only_they_read(
    two: Two, as_member: Browser
) -> None:
    for person in (two.mentee, two.circle.moderator, two.circle.outsider):
        assert as_member(person).get("/mentoring/word").status_code == 404
        answer = as_member(person).post("/mentoring/word", data={"words": "Tea."})
        assert answer.status_code == 404
    assert as_member(two.mentor).post("/mentoring/word", data={"words": "Tea."}).status_code == 404

"""Programmes that a group adopts and writes, and that two walk by (L7.9)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from community import clock
from community.errors import Conflict, Forbidden, Invalid, NotFound
from community.extensions import db
from community.mentoring import operations as mentoring
from community.mentoring.finding import operations as finding
from community.mentoring.finding.forms import ProposalForm, SwitchForm
from community.mentoring.models import ACTIVE, CLOSING, LENGTH, PAUSED
from community.mentoring.programmes import operations, queries, words
from community.mentoring.programmes.content import LINES
from community.mentoring.programmes.forms import AdoptForm, OfferForm, ProgrammeForm
from community.mentoring.programmes.models import MOST, Programme, ProgrammeVersion
from community.mentoring.programmes.shipped import TEMPLATES
from community.mentoring.rhythms import Rhythm
from community.mentoring.walking import operations as walks
from community.mentoring.walking.forms import DoneForm, VersionForm
from tests.factories import Circle, a_message, a_person, admit
from tests.laws import law
from tests.mentoring.stage import DAY, Two, of, switched_on, tend, together
from tests.mentoring.walk_stage import (
    PLAIN,
    a_programme,
    newest,
    seen,
    the_walk,
    walk_notices,
    walking,
    wrote,
)
from tests.stage import Browser

WEEK = timedelta(days=7)


def programme(programme_id: int) -> Programme:
    """As it is now."""
    db.session.rollback()
    return db.session.get_one(Programme, programme_id)


def after(two: Two, mentorship_id: int, time: timedelta) -> None:
    """So much later; they wrote to each other all the while."""
    while time > timedelta():
        step = min(time, 5 * DAY)
        clock.move(step)
        time -= step
        if of(mentorship_id).state in ("trial", ACTIVE, CLOSING):
            a_message(two.mentor, of(mentorship_id).room_id, "Still here.")
        tend()


@law("L7.9")
@pytest.mark.parametrize("name", TEMPLATES)
def test_a_group_adopts_a_copy_of_its_own(circle: Circle, name: str) -> None:
    switched_on()
    keeper = circle.moderator
    made = operations.adopt_programme(keeper.id, circle.slug, AdoptForm(name))
    assert operations.adopt_programme(keeper.id, circle.slug, AdoptForm(name)) == made
    content = queries.newest_content(programme(made))
    assert content.steps
    assert content.tasks
    assert content.weeks
    assert content.rhythm
    mine = replace(content, title="Our own")
    assert operations.publish_programme(keeper.id, made, ProgrammeForm(mine, 1)) == 1
    assert str(TEMPLATES[name].title) != "Our own"


@law("L7.9")
@pytest.mark.parametrize("name", TEMPLATES)
def test_what_is_shipped_fits_its_own_form(circle: Circle, name: str) -> None:
    content = TEMPLATES[name].content()
    assert len(content.steps) <= LINES
    assert len({*content.steps, *content.tasks}) == len(content.steps) + len(content.tasks)
    assert not content.proposes


@law("L7.9")
def test_only_moderators_with_an_authenticator_write(circle: Circle) -> None:
    switched_on()
    made = a_programme(circle)
    for person in (circle.regular, circle.newcomer):
        with pytest.raises(Forbidden):
            operations.adopt_programme(person.id, circle.slug, AdoptForm(""))
        with pytest.raises(Forbidden):
            operations.edit_programme(person.id, made, ProgrammeForm(PLAIN, 2))
        with pytest.raises(Forbidden):
            operations.offer_programme(person.id, made, OfferForm(False))
    with pytest.raises(NotFound):
        queries.programme_for(circle.outsider.id, made)


@law("L7.9")
def test_a_draft_is_seen_by_moderators_alone_until_it_is_published(circle: Circle) -> None:
    switched_on()
    made = operations.adopt_programme(circle.moderator.id, circle.slug, AdoptForm(""))
    queries.programme_for(circle.moderator.id, made)
    with pytest.raises(NotFound):
        queries.programme_for(circle.regular.id, made)
    operations.publish_programme(circle.moderator.id, made, ProgrammeForm(PLAIN, 1))
    operations.edit_programme(
        circle.moderator.id, made, ProgrammeForm(replace(PLAIN, title="Half"), 2)
    )
    assert queries.newest_content(queries.programme_for(circle.regular.id, made)[1]) == PLAIN


@law("L7.9")
def test_two_moderators_who_edit_at_once_lose_nothing(circle: Circle) -> None:
    switched_on()
    other = admit(a_person(staff=True), circle.slug, "moderator")
    made = a_programme(circle)
    first, second = replace(PLAIN, title="First"), replace(PLAIN, title="Second")
    operations.edit_programme(circle.moderator.id, made, ProgrammeForm(first, 2))
    for act in (operations.edit_programme, operations.publish_programme):
        with pytest.raises(Conflict, match="changed this programme meanwhile"):
            act(other.id, made, ProgrammeForm(second, 2))
    assert programme(made).draft["title"] == "First"
    assert programme(made).version == 1


@law("L7.9")
def test_publishing_the_same_again_makes_no_version(circle: Circle) -> None:
    switched_on()
    made = a_programme(circle)
    edition = programme(made).edition
    form = ProgrammeForm(PLAIN, edition)
    assert operations.publish_programme(circle.moderator.id, made, form) == 1
    assert db.session.query(ProgrammeVersion).count() == 1


@law("L7.9")
def test_twenty_are_enough_for_a_group(circle: Circle) -> None:
    switched_on()
    for number in range(MOST):
        made = a_programme(circle, replace(PLAIN, title=f"No {number}"))
    with pytest.raises(Conflict):
        operations.adopt_programme(circle.moderator.id, circle.slug, AdoptForm(""))
    operations.offer_programme(circle.moderator.id, made, OfferForm(False))
    operations.adopt_programme(circle.moderator.id, circle.slug, AdoptForm(""))
    with pytest.raises(Conflict):
        operations.offer_programme(circle.moderator.id, made, OfferForm(True))


GOOD = {"title": "Ours", "steps": "One", "based_on": "1"}
WRONG = (
    {"title": ""}, {"title": "x" * 81}, {"steps": "", "tasks": ""}, {"steps": "a\na"}, {"steps": "x" * 301},
    {"steps": "\n".join(map(str, range(31)))}, {"weeks": "105"}, {"weeks": "-1"}, {"weeks": "ten"},
    {"day_0": "yes", "every": "2"}, {"every": "31"}, {"starts": "20:00", "until": "18:00"}, {"starts": "25:00"},
    {"proposes": "perhaps"}, {"more": "x"}, {"about": "x" * 2001}, {"based_on": "x"},
)  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_no_programme_is_refused(wrong: dict[str, str]) -> None:
    ProgrammeForm.parse(GOOD)
    with pytest.raises(Invalid):
        ProgrammeForm.parse(GOOD | wrong)


@law("L7.9", "L13.2")
def test_bad_input_loses_nothing_in_the_editor(circle: Circle, as_member: Browser) -> None:
    switched_on()
    made = a_programme(circle)
    keeper = as_member(circle.moderator)
    typed = {
        "title": "",
        "steps": "A step of mine",
        "tasks": "",
        "weeks": "200",
        "day_3": "yes",
        "based_on": "2",
    }
    for door in ("draft", "versions"):
        wrong = keeper.post(f"/programmes/{made}/{door}", data=typed)
        said = wrong.get_data(as_text=True)
        assert wrong.status_code == 422
        assert "A step of mine" in said
        assert 'value="200"' in said
        assert 'name="day_3" value="yes" checked' in said
    assert programme(made).version == 1


@law("L7.9")
def test_two_take_it_up_by_agreement(two: Two, way: int) -> None:
    version = newest(a_programme(two.circle))
    found = walks.propose_programme(two.mentee.id, way, VersionForm(version))
    assert seen(two.mentor, way).items == []
    with pytest.raises(Conflict):
        walks.accept_programme(two.mentee.id, way, found)
    walks.accept_programme(two.mentor.id, way, found)
    walks.accept_programme(two.mentor.id, way, found)
    view = seen(two.mentee, way)
    assert [one.words for one in view.of("step")] == ["Get up.", "Go out."]
    assert [one.words for one in view.of("task")] == ["Call a friend."]
    assert view.rhythm is not None
    assert view.programme is not None
    assert view.programme.over_at is not None
    assert walk_notices(two.mentee) == ["walk_agreed"]


@law("L7.9")
def test_nobody_takes_up_what_another_group_offers_or_what_is_retired(two: Two, way: int) -> None:
    made = a_programme(two.circle)
    old = newest(made)
    operations.offer_programme(two.circle.moderator.id, made, OfferForm(False))
    for version in (old, 4711):
        with pytest.raises(NotFound):
            walks.propose_programme(two.mentee.id, way, VersionForm(version))


@law("L7.9")
def test_two_keep_the_version_they_began_with_and_are_offered_the_later(two: Two, way: int) -> None:
    walk_id = walking(two, way)
    made = the_walk(walk_id).version.programme_id
    later = replace(PLAIN, steps=("Get up.", "Go out.", "Come home."), weeks=10)
    edition = programme(made).edition
    operations.publish_programme(two.circle.moderator.id, made, ProgrammeForm(later, edition))
    view = seen(two.mentee, way)
    assert len(view.of("step")) == 2
    assert view.programme is not None
    assert view.programme.number == 1
    assert view.newer is not None
    began = the_walk(walk_id).began_at
    done = view.of("step")[0].id
    walks.finish_item(two.mentee.id, way, done, DoneForm(True))
    clock.move(DAY)
    newer = walks.propose_programme(two.mentor.id, way, VersionForm(view.newer.id))
    walks.accept_programme(two.mentee.id, way, newer)
    view = seen(two.mentee, way)
    assert [one.words for one in view.of("step")] == ["Get up.", "Go out.", "Come home."]
    assert view.of("step")[0].done_at is not None
    assert view.newer is None
    assert the_walk(newer).began_at == began


@law("L7.9")
def test_a_retired_programme_is_kept_by_those_who_walk_by_it(two: Two, way: int) -> None:
    walk_id = walking(two, way)
    made = the_walk(walk_id).version.programme_id
    operations.offer_programme(two.circle.moderator.id, made, OfferForm(False))
    view = seen(two.mentee, way)
    assert view.programme is not None
    assert view.newer is None


@law("L7.7", "L7.9")
def test_when_its_length_is_over_the_two_part_kindly(two: Two, way: int) -> None:
    walking(two, way)
    after(two, way, 8 * WEEK - timedelta(hours=1))
    assert of(way).state == ACTIVE
    assert walk_notices(two.mentee).count("walk_ending") == 1
    assert walk_notices(two.mentor).count("walk_ending") == 1
    after(two, way, timedelta(hours=2))
    assert of(way).state == CLOSING
    assert of(way).steps[-1].why == LENGTH
    after(two, way, WEEK + timedelta(hours=1))
    assert of(way).state == "ended"


@law("L7.9")
def test_more_time_comes_only_if_both_want_it(two: Two, way: int) -> None:
    walk_id = walking(two, way)
    with pytest.raises(Conflict):
        walks.lengthen_programme(two.mentee.id, way, walk_id)
    after(two, way, 7 * WEEK)
    walks.lengthen_programme(two.mentee.id, way, walk_id)
    walks.lengthen_programme(two.mentee.id, way, walk_id)
    assert the_walk(walk_id).added == 0
    assert walk_notices(two.mentor).count("walk_wish") == 1
    walks.lengthen_programme(two.mentor.id, way, walk_id)
    assert the_walk(walk_id).added == 4
    after(two, way, 3 * WEEK)
    assert of(way).state == ACTIVE
    after(two, way, 2 * WEEK + DAY)
    assert of(way).state == CLOSING


@law("L7.9")
def test_time_in_a_pause_does_not_count(two: Two, way: int) -> None:
    walking(two, way)
    after(two, way, 4 * WEEK)
    mentoring.pause(two.mentee.id, way)
    clock.move(10 * WEEK)
    tend()
    assert of(way).state == PAUSED
    mentoring.resume(two.mentor.id, way)
    after(two, way, 4 * WEEK - timedelta(hours=1))
    assert of(way).state == ACTIVE
    after(two, way, timedelta(hours=2))
    assert of(way).state == CLOSING


@law("L7.9")
def test_whoever_walks_on_without_it_is_not_brought_to_an_end(two: Two, way: int) -> None:
    walk_id = walking(two, way)
    walks.withdraw_programme(two.mentee.id, way, walk_id)
    walks.withdraw_programme(two.mentee.id, way, walk_id)
    after(two, way, 9 * WEEK)
    assert of(way).state == ACTIVE
    assert len(seen(two.mentee, way).of("step")) == 2
    assert walk_notices(two.mentor).count("walk_stopped") == 1


@law("L7.9")
def test_a_programme_without_a_length_has_no_end_of_its_own(two: Two, way: int) -> None:
    walking(two, way, replace(PLAIN, weeks=0))
    after(two, way, 20 * WEEK)
    assert of(way).state == ACTIVE


@law("L7.9")
def test_a_trial_is_not_cut_short_by_a_programme(two: Two) -> None:
    mentorship_id = together(two)
    walking(two, mentorship_id, replace(PLAIN, weeks=1))
    after(two, mentorship_id, 8 * DAY)
    assert of(mentorship_id).state == "trial"


@law("L7.9")
def test_a_programme_that_does_not_fit_beside_what_is_there_is_refused_whole(
    two: Two, way: int
) -> None:
    many = replace(PLAIN, steps=tuple(f"Step {n}" for n in range(30)))
    for number in range(70):
        wrote(two.mentee, way, f"Task {number}")
    version = newest(a_programme(two.circle, many))
    found = walks.propose_programme(two.mentor.id, way, VersionForm(version))
    with pytest.raises(Conflict, match="hundred"):
        walks.accept_programme(two.mentee.id, way, found)
    view = seen(two.mentee, way)
    assert len(view.items) == 70
    assert view.programme is None


@law("L7.5", "L7.9")
def test_a_programme_may_let_a_moderator_propose_a_mentor(two: Two) -> None:
    form = ProposalForm(two.mentee.handle, two.mentor.handle)
    made = a_programme(two.circle)
    with pytest.raises(Forbidden):
        finding.propose(two.circle.moderator.id, two.circle.slug, form)
    lets = replace(PLAIN, proposes=True)
    edition = programme(made).edition
    operations.edit_programme(two.circle.moderator.id, made, ProgrammeForm(lets, edition))
    with pytest.raises(Forbidden):  # a draft lets nobody
        finding.propose(two.circle.moderator.id, two.circle.slug, form)
    operations.publish_programme(two.circle.moderator.id, made, ProgrammeForm(lets, edition + 1))
    finding.propose(two.circle.moderator.id, two.circle.slug, form)
    operations.offer_programme(two.circle.moderator.id, made, OfferForm(False))
    with pytest.raises(Forbidden):
        finding.propose(two.circle.moderator.id, two.circle.slug, form)
    finding.allow_proposals(two.circle.moderator.id, two.circle.slug, SwitchForm(True))
    finding.propose(two.circle.moderator.id, two.circle.slug, form)


@law("L7.2", "L7.9")
def test_before_the_gate_a_programme_leads_to_the_lounge(two: Two, as_member: Browser) -> None:
    made = a_programme(two.circle)
    before = as_member(two.circle.newcomer).get(f"/programmes/{made}").get_data(as_text=True)
    assert f"/rooms/{two.circle.room_id}" in before
    assert "Until then, come to the lounge." in before
    assert two.circle.moderator.handle in before
    past = as_member(two.mentee).get(f"/programmes/{made}").get_data(as_text=True)
    assert "Until then, come to the lounge." not in past
    assert "one of you proposes it, the other accepts" in past


@law("L7.9")
def test_a_rhythm_is_said_in_words(circle: Circle) -> None:
    assert words.rhythm(Rhythm(days=(0, 4))) == "Monday, Friday"
    assert words.rhythm(Rhythm(every=3, starts=540, until=600)) == "Every 3 days, 09:00 to 10:00"
    assert words.rhythm(Rhythm()) == ""


@law("L7.9")
def test_what_was_retired_meanwhile_is_taken_up_no_more(two: Two, way: int) -> None:
    made = a_programme(two.circle)
    walk_id = walks.propose_programme(two.mentor.id, way, VersionForm(newest(made)))
    operations.offer_programme(two.circle.moderator.id, made, OfferForm(on=False))
    with pytest.raises(Conflict, match="no longer"):
        walks.accept_programme(two.mentee.id, way, walk_id)
    assert the_walk(walk_id).agreed_at is None

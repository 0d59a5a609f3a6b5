"""From mentee to mentor: a month beside somebody experienced, and the line of mentoring (L7.12)."""

import pytest

from community import clock
from community.errors import Conflict, Forbidden, Invalid, NotFound
from community.extensions import db
from community.groups import operations as groups
from community.mentoring import operations as mentoring
from community.mentoring.finding import queries as finding
from community.mentoring.forms import ApplicationForm, QuizForm, VoucherForm
from community.mentoring.models import Mentor
from community.mentoring.path import operations, queries
from community.mentoring.path.forms import ChecklistForm, GuideForm, LineForm
from community.mentoring.path.models import CHECKLIST, Shadowing
from community.mentoring.words.agreement import CURRENT
from community.mentoring.words.quiz import right_answers
from community.rooms.models import PRIVATE, Room
from community.rooms.queries import room_for
from tests.factories import Circle, a_person, admit
from tests.laws import law
from tests.mentoring.stage import (
    DAY,
    Two,
    a_mentor,
    last_vouch,
    met,
    spoken_for,
    told,
    two_who_met,
    under_way,
)
from tests.stage import Browser


@pytest.fixture
def two(circle: Circle) -> Two:
    """A mentee with an authenticator, who walked past the trial with a mentor."""
    mentee = admit(a_person("heron", staff=True), circle.slug)
    two = two_who_met(circle, mentee)
    under_way(two)
    return two


def applies(two: Two) -> int:
    """The mentee would like to mentor, and has everything but the month."""
    person, slug = two.mentee, two.circle.slug
    mentor_id = mentoring.apply_to_mentor(person.id, slug, ApplicationForm("", CURRENT))
    mentoring.pass_quiz(person.id, slug, QuizForm(right_answers()))
    for voucher in (two.circle.regular, two.circle.other):
        if spoken_for(mentor_id) < 2:
            mentoring.ask_to_vouch(person.id, slug, VoucherForm(voucher.handle))
            mentoring.give_vouch(voucher.id, last_vouch(mentor_id))
    return mentor_id


def asks(two: Two) -> int:
    """The mentee asks to learn beside their mentor."""
    made = operations.ask_to_shadow(two.mentee.id, two.circle.slug, GuideForm(two.mentor_mid))
    db.session.rollback()
    return made


def learns(two: Two) -> int:
    """The month goes on."""
    shadowing_id = asks(two)
    operations.accept_shadow(two.mentor.id, shadowing_id)
    return shadowing_id


def done(two: Two) -> None:
    """The month is done."""
    shadowing_id = learns(two)
    operations.go_through(two.mentee.id, shadowing_id, ChecklistForm(CHECKLIST))
    clock.move(30 * DAY)
    operations.give_word(two.mentor.id, shadowing_id)


def approve(two: Two, mentor_id: int) -> None:
    """A moderator decides."""
    mentoring.approve_mentor(two.circle.moderator.id, mentor_id)
    db.session.rollback()


@law("L7.12")
def test_who_was_a_mentee_mentors_only_after_the_month(two: Two) -> None:
    mentor_id = applies(two)
    with pytest.raises(Conflict, match="month beside an experienced mentor"):
        approve(two, mentor_id)
    done(two)
    approve(two, mentor_id)
    assert db.session.get_one(Mentor, mentor_id).approved_at is not None


@law("L7.3", "L7.12")
def test_who_was_no_mentee_needs_no_month(circle: Circle) -> None:
    two = two_who_met(circle)
    assert db.session.get_one(Mentor, two.mentor_id).approved_at is not None


@law("L7.12")
def test_the_word_comes_never_by_time_alone(two: Two) -> None:
    applies(two)
    shadowing_id = learns(two)
    clock.move(60 * DAY)
    with pytest.raises(Conflict):
        operations.give_word(two.mentor.id, shadowing_id)
    operations.go_through(two.mentee.id, shadowing_id, ChecklistForm(CHECKLIST[:-1]))
    with pytest.raises(Conflict):
        operations.give_word(two.mentor.id, shadowing_id)


@law("L7.12")
def test_the_word_comes_not_before_thirty_days(two: Two) -> None:
    applies(two)
    shadowing_id = learns(two)
    operations.go_through(two.mentee.id, shadowing_id, ChecklistForm(CHECKLIST))
    clock.move(29.9 * DAY)
    with pytest.raises(Conflict):
        operations.give_word(two.mentor.id, shadowing_id)
    clock.move(0.1 * DAY)
    with pytest.raises(NotFound):
        operations.give_word(two.mentee.id, shadowing_id)
    operations.give_word(two.mentor.id, shadowing_id)
    assert told(two.mentee)[-1] != "shadow_asked"


@law("L7.1", "L7.12")
def test_the_month_opens_no_channel(two: Two) -> None:
    applies(two)
    before = db.session.query(Room).filter_by(kind=PRIVATE).count()
    done(two)
    assert db.session.query(Room).filter_by(kind=PRIVATE).count() == before


@law("L7.12")
def test_who_learns_reads_the_mentors_room_and_no_longer(two: Two) -> None:
    room_id = finding.room_of_mentors(two.circle.group_id)
    assert room_id is not None
    applies(two)
    with pytest.raises(NotFound):
        room_for(two.mentee.id, room_id)
    shadowing_id = learns(two)
    assert room_for(two.mentee.id, room_id).venue.id == room_id
    operations.end_shadow(two.mentor.id, shadowing_id)
    with pytest.raises(NotFound):
        room_for(two.mentee.id, room_id)


@law("L7.12")
def test_only_mutual_consent_begins_it(two: Two) -> None:
    applies(two)
    shadowing_id = asks(two)
    for person in (two.mentee, two.circle.moderator, two.circle.other):
        with pytest.raises(NotFound):
            operations.accept_shadow(person.id, shadowing_id)
    operations.decline_shadow(two.mentor.id, shadowing_id)
    with pytest.raises(Conflict):
        operations.accept_shadow(two.mentor.id, shadowing_id)


@law("L7.12")
def test_declined_looks_open_until_its_days_are_over(two: Two, as_member: Browser) -> None:
    applies(two)
    shadowing_id = asks(two)
    page = f"/groups/{two.circle.slug}/mentoring/path"
    before = as_member(two.mentee).get(page).text
    operations.decline_shadow(two.mentor.id, shadowing_id)
    after = as_member(two.mentee).get(page).text
    assert before.count("An answer can take up to seven days") == 1
    assert after.count("An answer can take up to seven days") == 1
    with pytest.raises(Conflict):
        asks(two)
    clock.move(7 * DAY)
    assert "Your ask was not answered." in as_member(two.mentee).get(page).text
    asks(two)


@law("L1.8", "L7.12")
def test_whoever_blocked_somebody_hears_nothing_of_their_wish(two: Two) -> None:
    applies(two)
    other, _row = a_mentor(two.circle)
    groups.block_person(two.mentor.id, two.mentee_mid)
    shadowing_id = asks(two)
    assert "shadow_asked" not in told(two.mentor)
    with pytest.raises(NotFound):
        operations.accept_shadow(two.mentor.id, shadowing_id)
    assert queries.shadowings_of_guide(two.mentor.id) == []
    assert other.id != two.mentor.id


@law("L7.12")
def test_one_learns_beside_who_has_walked_and_nobody_else(two: Two) -> None:
    applies(two)
    fresh, _row = a_mentor(two.circle)
    for guide in (two.circle.mid(fresh), two.circle.mid(two.circle.other), two.mentee_mid):
        with pytest.raises(Invalid):
            operations.ask_to_shadow(two.mentee.id, two.circle.slug, GuideForm(guide))
    with pytest.raises(Forbidden):
        operations.ask_to_shadow(two.circle.other.id, two.circle.slug, GuideForm(two.mentor_mid))


@law("L7.12")
def test_after_its_days_nobody_answers_it_and_what_is_over_stays(two: Two) -> None:
    applies(two)
    shadowing_id = asks(two)
    clock.move(7 * DAY)
    for answer in (operations.accept_shadow, operations.decline_shadow):
        with pytest.raises(Conflict):
            answer(two.mentor.id, shadowing_id)
    with pytest.raises(Conflict):
        operations.go_through(two.mentee.id, shadowing_id, ChecklistForm(CHECKLIST))
    done(two)
    newest = queries.shadowing_of(two.mentee_mid)
    assert newest is not None
    found = newest.id
    db.session.rollback()
    with pytest.raises(Conflict):
        operations.end_shadow(two.mentee.id, found)
    with pytest.raises(Conflict):
        operations.go_through(two.mentee.id, found, ChecklistForm(()))
    with pytest.raises(Conflict):
        operations.decline_shadow(two.mentor.id, found)


@law("L7.12")
def test_whoever_mentors_no_more_guides_nobody(two: Two) -> None:
    applies(two)
    shadowing_id = asks(two)
    mentoring.stop_mentoring(two.mentor.id, two.circle.slug)
    with pytest.raises(Forbidden):
        operations.accept_shadow(two.mentor.id, shadowing_id)


@law("L7.12")
def test_leaving_the_group_ends_the_month(two: Two) -> None:
    applies(two)
    shadowing_id = learns(two)
    groups.leave_group(two.mentee.id, two.circle.slug)
    db.session.rollback()
    assert db.session.get_one(Shadowing, shadowing_id).ended_at is not None


@law("L7.12", "L13.2")
def test_the_path_tells_what_is_done_and_left(two: Two, as_member: Browser) -> None:
    page = as_member(two.mentee).get(f"/groups/{two.circle.slug}/mentoring/path").text
    assert page.count("<b>Done</b>") == 2  # walked, and the authenticator
    applies(two)
    page = as_member(two.mentee).get(f"/groups/{two.circle.slug}/mentoring/path").text
    assert page.count("<b>Left to do</b>") == 2  # the month, and the moderator
    assert (
        as_member(two.circle.outsider).get(f"/groups/{two.circle.slug}/mentoring/path").status_code
        == 404
    )


@law("L7.12", "L13.2")
def test_the_month_by_forms_alone(two: Two, as_member: Browser) -> None:
    applies(two)
    guide, learner = as_member(two.mentor), as_member(two.mentee)
    base = f"/groups/{two.circle.slug}/mentoring/path"
    assert learner.post(f"{base}/guide", data={"guide": "somebody"}).status_code == 422
    assert learner.post(f"{base}/guide", data={"guide": two.mentor_mid}).status_code == 303
    one = f"/mentoring/shadowing/{db.session.query(Shadowing.id).scalar()}"
    assert two.mentee.handle in guide.get("/mentoring").text
    assert guide.post(f"{one}/acceptance").status_code == 303
    assert learner.post(f"{one}/checklist", data=dict.fromkeys(CHECKLIST, "yes")).status_code == 303
    assert guide.post(f"{one}/word").status_code == 409
    clock.move(30 * DAY)
    assert "I give my word for them" in guide.get(one).text
    assert guide.post(f"{one}/word").status_code == 303
    assert "the word was given" in learner.get(one).text
    assert as_member(two.circle.moderator).get(one).status_code == 404


def shows(two: Two, *people: object) -> None:
    """They let the line show them."""
    for person in people:
        operations.show_line(person.id, two.circle.slug, LineForm(True))  # type: ignore[attr-defined]
    db.session.rollback()


@law("L7.12")
def test_the_line_shows_with_each_ones_consent_only(two: Two) -> None:
    reader = two.circle.other.id
    assert queries.line_of(two.mentee_mid, reader) == []
    shows(two, two.mentee)
    assert queries.line_of(two.mentee_mid, reader) == []
    shows(two, two.mentor)
    assert queries.line_of(two.mentee_mid, reader) == [two.mentee.handle, two.mentor.handle]
    operations.show_line(two.mentor.id, two.circle.slug, LineForm(False))
    assert queries.line_of(two.mentee_mid, reader) == []


@law("L7.12", "L1.8")
def test_the_line_stops_at_a_block(two: Two) -> None:
    shows(two, two.mentee, two.mentor)
    groups.block_person(two.circle.other.id, two.mentor_mid)
    assert queries.line_of(two.mentee_mid, two.circle.other.id) == []
    assert queries.line_of(two.mentee_mid, two.circle.regular.id) != []
    groups.block_person(two.mentor.id, two.mentee_mid)
    db.session.rollback()
    assert queries.line_of(two.mentee_mid, two.circle.regular.id) == []


@law("L7.12")
def test_the_line_is_read_past_the_gate_only(two: Two, as_member: Browser) -> None:
    mentor_id = applies(two)
    done(two)
    approve(two, mentor_id)
    shows(two, two.mentee, two.mentor)
    with pytest.raises(NotFound):
        queries.line_for_reader(two.circle.outsider.id, mentor_id)
    assert queries.line_for_reader(two.circle.other.id, mentor_id) == []
    met(two.circle, two.circle.other, two.mentee)
    db.session.rollback()
    assert queries.line_for_reader(two.circle.other.id, mentor_id) == [
        two.mentee.handle,
        two.mentor.handle,
    ]
    assert as_member(two.mentee).get("/mentoring").status_code == 200

"""A group that is kept for reading only begins no mentorship, and one that ends is nobody's leaving (L2.6, L7.7)."""

import pytest

from community import clock
from community.actors import SYSTEM
from community.errors import Conflict
from community.groups import operations as groups
from community.mentoring import operations
from community.mentoring.finding import queries as finding
from community.mentoring.models import ENDED
from community.mentoring.oversight.queries import walked_with
from community.mentoring.queries import mentors_for
from tests.factories import Circle, a_message
from tests.laws import law
from tests.mentoring.stage import (
    DAY,
    SURE,
    Two,
    after,
    ask,
    asked,
    of,
    together,
    told,
    two_who_met,
    under_way,
)
from tests.mentoring.walk_stage import agreed_rhythm, walk_notices
from tests.stage import Browser


@pytest.fixture
def two(circle: Circle) -> Two:
    """Two who have met."""
    return two_who_met(circle)


def archive(two: Two) -> None:
    """For reading only from now on."""
    groups.archive_group(two.circle.moderator.id, two.circle.slug)


def close(two: Two) -> None:
    """Its announced end comes."""
    groups.close_group(two.circle.moderator.id, two.circle.slug)
    clock.move(15 * DAY)
    groups.close_due_groups()


@law("L2.6", "L7.5")
def test_nobody_is_asked_where_nobody_could_write(two: Two) -> None:
    assert [one.handle for one in finding.suggestions_for(two.mentee.id)] == [two.mentor.handle]
    archive(two)
    assert not finding.suggestions_for(two.mentee.id)
    assert [one.can_be_asked for one in mentors_for(two.mentee.id)] == [False]
    with pytest.raises(Conflict, match="takes no asks"):
        ask(two)


@law("L2.6", "L7.5")
def test_nothing_is_accepted_where_nobody_could_write(two: Two) -> None:
    ask_id = asked(two)
    archive(two)
    with pytest.raises(Conflict):
        operations.accept_ask(two.mentor.id, ask_id, SURE)
    groups.restore_group(two.circle.moderator.id, two.circle.slug)
    assert operations.accept_ask(two.mentor.id, ask_id, SURE)


@law("L2.6", "L7.7")
def test_nobody_is_told_to_write_where_nobody_can(two: Two) -> None:
    mentorship_id = under_way(two)
    agreed_rhythm(two, mentorship_id)
    archive(two)
    for _day in range(10):
        after(5)
    assert not {"mentorship_quiet", "mentorship_rematch"} & {*told(two.mentee), *told(two.mentor)}
    assert "walk_reminder" not in walk_notices(two.mentee)
    assert of(mentorship_id).state == "active"


@law("L2.6", "L7.7")
def test_when_the_group_ends_neither_is_said_to_have_left(two: Two, as_member: Browser) -> None:
    mentorship_id = together(two)
    a_message(two.mentee, of(mentorship_id).room_id, "See you.")
    close(two)
    last = of(mentorship_id).steps[-1]
    assert (last.kind, last.author) == (ENDED, SYSTEM)
    for person, other in ((two.mentee, two.mentor), (two.mentor, two.mentee)):
        said = as_member(person).get("/notices").text
        assert f"{other.handle} has ended" not in said
        page = as_member(person).get(f"/mentorships/{mentorship_id}").text
        assert "The group has ended, and the channel with it." in page
        assert "readable until" not in page


@law("L2.6", "L7.10")
def test_the_end_of_a_group_speaks_against_no_mentor(two: Two) -> None:
    together(two)
    close(two)
    assert [facts.parted for _one, facts in walked_with(two.mentor.id)] == [False]

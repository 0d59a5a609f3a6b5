"""A lead finds every channel of two who go by these names, in whichever group it is (L7.11)."""

import pytest

from community.extensions import db
from community.journal import JournalEntry
from community.mentoring.opening import operations
from community.mentoring.opening.forms import FindForm
from tests.factories import Circle, a_circle, admit
from tests.laws import law
from tests.meetings.planned import a_meeting
from tests.mentoring.opening_stage import Glass, a_glass
from tests.mentoring.stage import Two, make_mentor, met, of, together
from tests.stage import Browser


@pytest.fixture
def glass(circle: Circle) -> Glass:
    """Two who wrote ten lines, and two leads whose office works."""
    return a_glass(circle)


def in_another_group(glass: Glass) -> int:
    """The same two, by the same names, in a second group; the newer mentorship."""
    other, two = a_circle(), glass.two
    a_meeting(other)
    for person in (two.mentee, two.mentor):
        admit(person, other.slug)
    met(other, two.mentee, two.mentor)
    return together(Two(other, two.mentee, two.mentor, make_mentor(other, two.mentor)))


def looked_for() -> set[str]:
    """Which channels are on record as looked for."""
    db.session.rollback()
    found = db.session.query(JournalEntry).filter_by(kind="mentoring:opening:looked_for")
    return {one.subject for one in found}


@law("L7.11")
def test_the_older_channel_in_another_group_is_found_too(glass: Glass, as_member: Browser) -> None:
    newer = in_another_group(glass)
    names = FindForm(glass.two.mentee.handle, glass.two.mentor.handle)
    assert operations.find_channel(glass.asker.id, names) == newer
    assert looked_for() == {f"mentorship:{newer}", f"mentorship:{glass.mentorship_id}"}
    page = as_member(glass.asker).get(f"/mentorships/{newer}/openings/new").text
    assert f"/mentorships/{glass.mentorship_id}/openings/new" in page
    assert of(glass.mentorship_id).mentor.group.name in page

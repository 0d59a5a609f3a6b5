"""Whoever mentors no more, or learns no more, hears the mentors' room no more: open sockets too (L7.3, L4.7)."""

import pytest

from community.mentoring import operations
from community.mentoring.finding.queries import room_of_mentors
from community.mentoring.path import operations as path
from community.mentoring.path.forms import GuideForm
from tests.factories import Circle, Person, a_message, a_person, admit
from tests.laws import law
from tests.mentoring.stage import Two, a_mentor, make_mentor, two_who_met, under_way
from tests.stage import Live
from tests.wire import Wire


@pytest.fixture
def two(circle: Circle) -> Two:
    """A mentee and a mentor, past the trial: the group has a mentors' room."""
    found = two_who_met(circle)
    under_way(found)
    return found


def in_mentors_room(live: Live, person: Person, circle: Circle) -> tuple[Wire, int]:
    """Listening there."""
    room_id = room_of_mentors(circle.group_id)
    assert room_id is not None
    return live(person, f"room:{room_id}"), room_id


def is_put_out(wire: Wire, room_id: int, somebody: Person) -> None:
    """They are told so, and what is said next does not reach them."""
    wire.hears(lambda heard: heard.events("evicted"), 2)
    assert wire.events("evicted")[0]["stream"] == f"room:{room_id}"
    a_message(somebody, room_id, "Between mentors.")
    assert wire.call("join", stream=f"room:{room_id}")["ok"] is False
    assert not wire.entries()


@law("L7.3", "L4.7")
def test_who_mentors_no_more_hears_it_no_more(two: Two, live: Live) -> None:
    other, _row = a_mentor(two.circle)
    wire, room_id = in_mentors_room(live, two.mentor, two.circle)
    operations.stop_mentoring(two.mentor.id, two.circle.slug)
    is_put_out(wire, room_id, other)


@pytest.mark.parametrize("how", ["stops", "takes back", "refused"])
@law("L7.12", "L4.7")
def test_who_learns_no_more_hears_it_no_more(two: Two, live: Live, how: str) -> None:
    circle = two.circle
    apprentice = admit(a_person("", staff=True), circle.slug)
    row = make_mentor(circle, apprentice, approved=False)
    month = path.ask_to_shadow(apprentice.id, circle.slug, GuideForm(two.mentor_mid))
    path.accept_shadow(two.mentor.id, month)
    wire, room_id = in_mentors_room(live, apprentice, circle)
    if how == "stops":
        path.end_shadow(two.mentor.id, month)
    elif how == "takes back":
        operations.stop_mentoring(apprentice.id, circle.slug)
    else:
        operations.refuse_mentor(circle.moderator.id, row)
    is_put_out(wire, room_id, two.mentor)

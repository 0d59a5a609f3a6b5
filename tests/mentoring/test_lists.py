"""Lists of mentors: as many questions to the database for many as for one, and each line as the mentor's own page."""

from collections.abc import Callable

from community.clock import now
from community.extensions import db
from community.groups import operations as groups
from community.groups.models import Membership
from community.mentoring import operations, queries
from community.mentoring.finding.queries import suggestions_for
from community.mentoring.forms import PlacesForm
from community.mentoring.gate import SITTING, tally_of
from community.mentoring.models import Mentor
from community.mentoring.policies import A_YEAR
from community.mentoring.words.agreement import CURRENT
from community.operations import operation
from tests.factories import Circle, Person, a_person, admit
from tests.forums.test_plans import statements_of
from tests.laws import law
from tests.mentoring.meeting import a_topic_by
from tests.mentoring.stage import Two, asked, met, two_who_met, under_way
from tests.stage import Browser


@operation
def more_mentors(circle: Circle, number: int) -> list[Person]:
    """So many more who mentor in the group."""
    people = [admit(a_person(), circle.slug) for _mentor in range(number)]
    for person in people:
        row = Mentor(
            membership_id=circle.mid(person), applied_at=now(), agreed_version=CURRENT,
            approved_at=now(), renewed_until=now() + A_YEAR, cap=3,
        )  # fmt: skip
        db.session.add(row)
    db.session.flush()
    return people


def test_it_asks_as_often_for_ten_mentors_as_for_two(two: Two, as_member: Browser) -> None:
    page = as_member(two.mentee)
    lists: list[Callable[[], object]] = [
        lambda: queries.mentors_for(two.mentee.id),
        lambda: suggestions_for(two.mentee.id),
        lambda: page.get("/mentoring"),
    ]
    met(two.circle, two.mentee, *more_mentors(two.circle, 1))
    assert "You have met often enough to ask." in page.get("/mentoring").text
    few = [len(statements_of(ask)) for ask in lists]
    met(two.circle, two.mentee, *more_mentors(two.circle, 8))
    assert len(queries.mentors_for(two.mentee.id)) == 10
    assert len(suggestions_for(two.mentee.id)) == 10
    many = [len(statements_of(ask)) for ask in lists]
    assert all(now_so <= before for now_so, before in zip(many, few, strict=True)), (few, many)


@law("L7.2", "L7.5")
def test_a_line_of_the_list_says_what_the_page_of_that_mentor_says(two: Two) -> None:
    circle, mine = two.circle, two.mentee
    stranger, seen, asked_one, walked, busy, sat, blocked = more_mentors(circle, 7)
    met(circle, mine, seen, times=2)
    a_topic_by(circle, (mine, now()), (seen, now()))
    for person in (asked_one, walked, busy, sat, blocked):
        met(circle, mine, person)
    asked(Two(circle, mine, asked_one, _row(circle, asked_one)))
    under_way(Two(circle, mine, two.mentor, two.mentor_id))
    operations.set_places(busy.id, circle.slug, PlacesForm(1, available=False))
    groups.block_person(mine.id, circle.mid(blocked))
    lines = {line.handle: line for line in queries.mentors_for(mine.id)}
    assert lines.keys() == {
        one.handle for one in (stranger, seen, asked_one, walked, busy, sat, two.mentor)
    }
    for line in lines.values():
        alone = queries.line_for(*queries.mentor_for(mine.id, line.id))
        assert line == alone
    assert lines[two.mentor.handle].related
    assert lines[asked_one.handle].asked is not None
    assert not lines[busy.handle].available
    assert lines[stranger.handle].gate.tally.events == 0
    assert lines[seen.handle].gate.tally.events == 3


@law("L7.2")
def test_gates_to_many_are_those_to_each(circle: Circle) -> None:
    people = [circle.other, circle.moderator, circle.newcomer]
    two_who_met(circle)
    met(circle, circle.regular, circle.other)
    met(circle, circle.regular, circle.moderator, times=2)
    a_topic_by(circle, (circle.regular, now()), (circle.moderator, now()))
    mine = db.session.get_one(Membership, circle.mid(circle.regular))
    others = [db.session.get_one(Membership, circle.mid(person)) for person in people]
    gates = queries.gates_for(mine, others)
    assert gates == {one.id: queries.gate_for(mine.id, one.id) for one in others}
    events = queries.shared_events(mine.id, others[1].id)
    assert {event.kind for event in events} > {SITTING}
    assert gates[others[1].id].tally == tally_of(events)
    assert queries.gates_for(mine, []) == {}


def _row(circle: Circle, person: Person) -> int:
    row = queries.standing_row(circle.mid(person))
    assert row is not None
    return row.id

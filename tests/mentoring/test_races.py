"""Two at the same moment: the last place, an ask pressed twice, a ban while somebody accepts."""

from functools import partial

from flask import Flask

from community.extensions import db
from community.mentoring import operations, queries
from community.mentoring.forms import AskForm
from community.mentoring.models import COUNTING, Ask, Mentorship
from community.mentoring.words.agreement import CURRENT
from community.moderation import operations as moderation
from community.moderation.forms import ActForm
from tests.factories import Circle
from tests.laws import law
from tests.mentoring.stage import SURE, Two, asked, met, of, set_cap, two_who_met
from tests.races import at_once, on_both


@law("L7.5")
@on_both
def test_the_last_place_goes_to_one(app: Flask, circle: Circle, database: str) -> None:
    two = two_who_met(circle)
    set_cap(two.mentor_id, 1)
    met(circle, circle.other, circle.newcomer, two.mentor)
    others = [
        Two(circle, one, two.mentor, two.mentor_id) for one in (circle.other, circle.newcomer)
    ]
    asks = [asked(one) for one in (two, *others)]
    results = at_once(
        app, *(partial(operations.accept_ask, two.mentor.id, ask_id, SURE) for ask_id in asks)
    )
    assert sum(isinstance(result, int) for result in results) == 1
    assert queries.places_taken(two.mentor.id) == 1


@law("L7.5")
@on_both
def test_asking_and_accepting_twice_is_once(app: Flask, circle: Circle, database: str) -> None:
    two = two_who_met(circle)
    asking = partial(operations.ask_mentor, two.mentee.id, two.mentor_id, AskForm("", CURRENT))
    numbers = set(at_once(app, asking, asking, asking))
    assert len(numbers) == db.session.query(Ask).count() == 1
    ask_id = asked(two)
    accepting = partial(operations.accept_ask, two.mentor.id, ask_id, SURE)
    assert len(set(at_once(app, accepting, accepting, accepting))) == 1
    assert db.session.query(Mentorship).count() == 1


@law("L7.7")
@on_both
def test_who_is_banned_while_they_are_accepted_is_out(
    app: Flask, circle: Circle, database: str
) -> None:
    two = two_who_met(circle)
    ask_id = asked(two)
    at_once(
        app,
        partial(operations.accept_ask, two.mentor.id, ask_id, SURE),
        partial(
            moderation.ban_person, circle.moderator.id, two.mentee_mid, ActForm("No.", None)
        ),
    )  # fmt: skip
    there = db.session.query(Mentorship).all()
    assert all(each.state not in COUNTING for each in there)


@law("L7.7")
@on_both
def test_two_who_leave_at_once_leave_once(app: Flask, circle: Circle, database: str) -> None:
    two = two_who_met(circle)
    mentorship_id = operations.accept_ask(two.mentor.id, asked(two), SURE)
    leaving = [
        partial(operations.leave, person.id, mentorship_id) for person in (two.mentee, two.mentor)
    ]
    at_once(app, *leaving)
    assert [step.kind for step in of(mentorship_id).steps].count("ended") == 1

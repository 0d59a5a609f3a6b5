"""Two at the same moment: one second, one reading less, one telling; and an office that ends meanwhile (L7.11)."""

from datetime import timedelta
from functools import partial

import pytest
from flask import Flask

from community import clock
from community.actors import OPERATOR
from community.errors import Conflict, HearthError, NotFound
from community.extensions import db
from community.members import operations as members
from community.members.models import LEAD
from community.members.queries import office_held
from community.mentoring.opening import operations
from community.mentoring.opening.forms import DelayForm
from community.mentoring.opening.models import Delay, Opening
from tests.factories import Circle
from tests.laws import law
from tests.members.answering import a_lead, told
from tests.mentoring.opening_stage import a_glass, approves, asks, code_of, puts_off, shows, the
from tests.mentoring.stage import DAY
from tests.races import at_once, on_both, refusals


@law("L7.11")
@on_both
def test_two_who_approve_at_once_are_one_second(app: Flask, circle: Circle, database: str) -> None:
    glass = a_glass(circle)
    third = a_lead()
    clock.move(8 * DAY)
    opening_id = asks(glass)
    deeds = [
        partial(operations.approve_opening, person.id, opening_id, shows(person))
        for person in (glass.second, third, glass.second)
    ]
    found = at_once(app, *deeds)
    assert the(opening_id).approved_by in (glass.second.id, third.id)
    assert refusals(found, Conflict) in (1, 2)
    for person in (glass.two.mentee, glass.two.mentor):
        assert told(person).count("channel_opened") == 1


@law("L7.11")
@on_both
@pytest.mark.parametrize("who", ["asker", "second"])
def test_an_approval_while_a_lead_is_relieved_leaves_nobody_reading(
    app: Flask, circle: Circle, database: str, who: str
) -> None:
    glass = a_glass(circle)
    opening_id = asks(glass)
    office = office_held(getattr(glass, who).id, LEAD)
    assert office is not None
    relieve = partial(members.end_lead, OPERATOR, office.id)
    approve = partial(operations.approve_opening, glass.second.id, opening_id, shows(glass.second))
    db.session.rollback()
    found = at_once(app, relieve, approve, relieve)
    assert found[0] is None
    asker, second = shows(glass.asker), shows(glass.second)
    reading = at_once(
        app,
        partial(operations.read_span, glass.asker.id, opening_id, asker),
        partial(operations.read_span, glass.second.id, opening_id, second),
    )
    assert refusals(reading, NotFound) == 2
    assert the(opening_id).readings == []


@law("L7.11")
@on_both
def test_what_is_put_off_and_told_at_one_moment_is_told_once(
    app: Flask, circle: Circle, database: str
) -> None:
    glass = a_glass(circle)
    opening_id = asks(glass)
    puts_off(glass.second, opening_id)
    approves(glass, opening_id)
    clock.move(30 * DAY - timedelta(minutes=30))
    again = DelayForm("He is still there.", code_of(glass.second))
    at_once(
        app,
        partial(operations.put_off_telling, glass.second.id, opening_id, again),
        partial(operations.tell_now, glass.asker.id, opening_id),
        partial(operations.tell_now, glass.second.id, opening_id),
        partial(operations.tell_when_due, opening_id),
    )
    assert db.session.query(Delay).filter_by(opening_id=opening_id).count() in (1, 2)
    assert the(opening_id).told_at is not None
    for person in (glass.two.mentee, glass.two.mentor):
        assert told(person).count("channel_opened") == 1


@law("L7.11")
@on_both
def test_closed_and_approved_at_one_moment_is_read_by_nobody(
    app: Flask, circle: Circle, database: str
) -> None:
    glass = a_glass(circle)
    opening_id = asks(glass)
    approve = partial(operations.approve_opening, glass.second.id, opening_id, shows(glass.second))
    at_once(app, partial(operations.close_opening, glass.asker.id, opening_id), approve)
    assert the(opening_id).closed_at is not None
    with pytest.raises(HearthError):
        operations.read_span(glass.second.id, opening_id, shows(glass.second))
    assert db.session.query(Opening).count() == 1

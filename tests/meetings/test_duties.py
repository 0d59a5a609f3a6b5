"""Signing up for roles at coming dates (L5.2)."""

from datetime import timedelta

import gevent
import pytest
from flask import Flask

from community import clock
from community.errors import Conflict, Forbidden, HearthError, Invalid, NotFound
from community.extensions import db
from community.groups import operations as groups
from community.meetings import operations as meetings
from community.meetings import queries
from community.meetings.forms import NoteForm
from community.meetings.models import Sitting
from tests.factories import Circle, Person
from tests.laws import law
from tests.meetings.stage import an_evening
from tests.meetings.test_sittings import dates, planned


def roles(circle: Circle, sitting_id: int, person: Person) -> set[str]:
    """What somebody is down for."""
    db.session.rollback()
    mine = circle.mid(person)
    duties = queries.rota_of([sitting_id]).get(sitting_id, [])
    return {duty.role for duty in duties if duty.membership_id == mine}


@law("L5.2")
def test_a_member_signs_up_once_and_steps_back(circle: Circle) -> None:
    sitting_id = dates(planned(circle))[0].id
    for _again in range(2):
        meetings.sign_up(circle.regular.id, sitting_id, "chair")
    meetings.sign_up(circle.regular.id, sitting_id, "reader")
    assert roles(circle, sitting_id, circle.regular) == {"chair", "reader"}
    for _again in range(2):
        meetings.step_back(circle.regular.id, sitting_id, "chair")
    assert roles(circle, sitting_id, circle.regular) == {"reader"}


@law("L5.2")
def test_one_chairs_and_several_read(circle: Circle) -> None:
    sitting_id = dates(planned(circle))[0].id
    for role in ("chair", "reader"):
        meetings.sign_up(circle.regular.id, sitting_id, role)
    with pytest.raises(Conflict, match=circle.regular.handle):
        meetings.sign_up(circle.other.id, sitting_id, "chair")
    meetings.sign_up(circle.other.id, sitting_id, "reader")
    assert roles(circle, sitting_id, circle.other) == {"reader"}


def test_of_two_who_sign_up_for_the_chair_at_once_one_has_it(circle: Circle, app: Flask) -> None:
    sitting_id = dates(planned(circle))[0].id

    def take(person: Person) -> str:
        with app.app_context():
            try:
                meetings.sign_up(person.id, sitting_id, "chair")
            except HearthError as refusal:
                return refusal.code
            return "ok"

    both = [gevent.spawn(take, person) for person in (circle.regular, circle.other)]
    gevent.joinall(both)
    assert sorted(each.value for each in both) == ["conflict", "ok"]


@law("L5.2")
def test_roles_are_for_members_of_the_group(circle: Circle) -> None:
    sitting_id = dates(planned(circle, visibility="public"))[0].id
    for person, refusal in (
        (circle.newcomer, Forbidden), (circle.outsider, Forbidden), (circle.regular, Invalid),
    ):  # fmt: skip
        with pytest.raises(refusal):
            meetings.sign_up(person.id, sitting_id, "king" if person is circle.regular else "timer")
    hidden = dates(planned(circle, name="Other"))[0].id
    with pytest.raises(NotFound):
        meetings.sign_up(circle.outsider.id, hidden, "timer")


def test_who_blocked_the_holder_is_not_told_their_name(circle: Circle) -> None:
    sitting_id = dates(planned(circle))[0].id
    meetings.sign_up(circle.regular.id, sitting_id, "chair")
    groups.block_person(circle.other.id, circle.mid(circle.regular))
    with pytest.raises(Conflict, match="Somebody has taken this role"):
        meetings.sign_up(circle.other.id, sitting_id, "chair")


def test_no_role_at_a_date_that_is_over_or_cancelled(circle: Circle) -> None:
    first, second = dates(planned(circle))[:2]
    over, off = first.id, second.id
    meetings.cancel_sitting(circle.moderator.id, off, NoteForm())
    clock.move(timedelta(days=2))
    for sitting_id in (over, off):
        with pytest.raises(Conflict):
            meetings.sign_up(circle.regular.id, sitting_id, "chair")


@law("L5.2")
def test_signing_up_while_the_lobby_is_open_seats_the_chair(circle: Circle) -> None:
    evening = an_evening(circle)
    meetings.sign_up(circle.regular.id, evening.sitting_id, "chair")
    assert evening.sitting().chair_id == circle.mid(circle.regular)
    meetings.step_back(circle.regular.id, evening.sitting_id, "chair")
    assert evening.sitting().chair_id is None


def test_whoever_leaves_the_group_is_down_for_nothing(circle: Circle) -> None:
    sitting_id = dates(planned(circle))[0].id
    meetings.sign_up(circle.regular.id, sitting_id, "chair")
    groups.leave_group(circle.regular.id, circle.slug)
    assert queries.rota_of([sitting_id]) == {}
    assert db.session.get_one(Sitting, sitting_id).chair_id is None

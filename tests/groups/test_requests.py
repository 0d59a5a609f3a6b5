"""Who is let in, and by whom (L2.2)."""

from datetime import timedelta

import pytest
from flask import Flask

from community import clock
from community.errors import Conflict, Forbidden, NotFound
from community.extensions import db
from community.groups import operations, queries
from community.groups.forms import JoinForm
from community.jobs import run_due
from community.notices.queries import inbox_of
from tests.factories import Circle, a_circle, a_person, admit
from tests.laws import law
from tests.stage import Browser


@pytest.fixture
def asked(circle: Circle) -> int:
    """The outsider's request."""
    request_id = operations.join_group(
        circle.outsider.id, circle.slug, JoinForm("kestrel")
    ).request_id
    assert request_id is not None
    return request_id


@law("L2.2")
def test_a_moderator_lets_somebody_in(circle: Circle, asked: int, as_member: Browser) -> None:
    browser = as_member(circle.moderator)
    assert "kestrel" in browser.get(f"/groups/{circle.slug}/requests").text
    answer = browser.post(f"/requests/{asked}/acceptance")
    assert answer.location == f"/groups/{circle.slug}/requests"
    mine = queries.membership_of(circle.outsider.id, circle.group_id)
    assert mine is not None
    assert mine.handle == "kestrel"
    assert "You are in" in inbox_of(circle.outsider.id, "UTC")[0].sentence


def test_a_moderator_does_not_let_somebody_in(
    circle: Circle, asked: int, as_member: Browser
) -> None:
    as_member(circle.moderator).post(f"/requests/{asked}/refusal")
    assert queries.membership_of(circle.outsider.id, circle.group_id) is None
    told = inbox_of(circle.outsider.id, "UTC")[0].sentence
    assert "was not taken up" in told
    assert circle.moderator.handle not in told


def test_whoever_was_refused_can_ask_again(circle: Circle, asked: int) -> None:
    operations.refuse_request(circle.moderator.id, asked)
    again = operations.join_group(circle.outsider.id, circle.slug, JoinForm("kestrel"))
    assert again.request_id not in (None, asked)


def test_moderators_are_told_of_a_request(circle: Circle, asked: int) -> None:
    told = inbox_of(circle.moderator.id, "UTC")[0]
    assert told.address == f"/groups/{circle.slug}/requests"


@pytest.mark.parametrize(
    ("who", "status"), [("newcomer", 403), ("regular", 403), ("outsider", 404), ("moderator", 303)]
)
@pytest.mark.parametrize("deed", ["acceptance", "refusal"])
def test_only_moderators_decide(
    circle: Circle, asked: int, as_member: Browser, who: str, status: int, deed: str
) -> None:
    answer = as_member(circle.people[who]).post(f"/requests/{asked}/{deed}")
    assert answer.status_code == status
    assert (queries.count_requests(circle.group_id) == 0) == (who == "moderator")


@law("L1.5")
def test_a_moderator_without_authenticator_decides_nothing(circle: Circle, asked: int) -> None:
    green = admit(a_person("greenhorn"), circle.slug, "moderator")
    with pytest.raises(Forbidden):
        operations.accept_request(green.id, asked)
    operations.accept_request(circle.moderator.id, asked)


def test_moderators_of_another_group_find_no_request(
    app: Flask, circle: Circle, asked: int
) -> None:
    other = a_circle("kitchen")
    with pytest.raises(NotFound):
        operations.accept_request(other.moderator.id, asked)


def test_the_same_decision_twice_is_harmless_another_is_a_conflict(
    circle: Circle, asked: int
) -> None:
    operations.accept_request(circle.moderator.id, asked)
    operations.accept_request(circle.moderator.id, asked)
    with pytest.raises(Conflict):
        operations.refuse_request(circle.moderator.id, asked)
    assert queries.membership_of(circle.outsider.id, circle.group_id) is not None


@law("L2.5")
def test_a_name_taken_meanwhile_becomes_one_close_to_it(circle: Circle, asked: int) -> None:
    admit(a_person("kestrel"), circle.slug)
    operations.accept_request(circle.moderator.id, asked)
    mine = queries.membership_of(circle.outsider.id, circle.group_id)
    assert mine is not None
    assert mine.handle.startswith("kestrel-")
    assert mine.handle in inbox_of(circle.outsider.id, "UTC")[0].sentence


def test_nobody_is_let_in_while_joining_is_locked(circle: Circle, asked: int) -> None:
    operations.close_group(circle.moderator.id, circle.slug)
    with pytest.raises(Conflict):
        operations.accept_request(circle.moderator.id, asked)
    assert queries.membership_of(circle.outsider.id, circle.group_id) is None


@law("L12.3")
def test_requests_and_their_answers_are_gone_after_ninety_days(circle: Circle, asked: int) -> None:
    clock.move(timedelta(days=89))
    while run_due():
        pass
    db.session.rollback()
    assert queries.count_requests(circle.group_id) == 1
    clock.move(timedelta(days=2))
    while run_due():
        pass
    db.session.rollback()
    assert queries.count_requests(circle.group_id) == 0

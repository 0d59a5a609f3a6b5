"""Whoever the site shut out, or whatever it switched off, is asked anew at every step on the way out (L9.1, L8.4)."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from community.actors import OPERATOR
from community.clock import now
from community.extensions import db
from community.members import operations as members
from community.notices import operations
from community.notices.forms import OutreachForm
from community.notices.models import Delivery, Letter
from community.notices.operations.delivering import gather
from community.notices.operations.letters import take_letter
from tests.factories import Circle, Person, a_person
from tests.laws import law
from tests.notices.push_service import PushService
from tests.notices.stage import has_mail, mailing, told, wants, work
from tests.notices.test_push import subscribes
from tests.stage import Browser

A_DAY = timedelta(days=1)


def waiting(way: str) -> int:
    db.session.rollback()
    return db.session.query(Delivery).filter_by(way=way).count()


def letters(way: str) -> list[int]:
    db.session.rollback()
    return [number for (number,) in db.session.query(Letter.id).filter_by(way=way)]


def shut_out(person: Person) -> None:
    members.suspend_from_site(OPERATOR, person.id, now() + A_DAY)


@pytest.fixture
def keeper(app: Flask) -> Person:
    return a_person("keeper-of-all", administrator=True)


@pytest.fixture
def service(app: Flask, keeper: Person, tmp_path: Path) -> Iterator[PushService]:
    """A push service, and a site that pushes."""
    made = PushService(tmp_path)
    app.extensions["push_carrier"] = made.carrier()
    operations.change_outreach(keeper.id, OutreachForm("", True))
    yield made
    made.close()


@law("L9.1", "L8.4")
def test_nothing_is_planned_for_whom_the_site_shut_out(app: Flask, circle: Circle) -> None:
    with mailing(app):
        has_mail(circle.regular)
        wants(circle.regular)
        told(circle.regular, circle)
        assert waiting("mail") == 1
        shut_out(circle.regular)
        told(circle.regular, circle)
        assert waiting("mail") == 1


@law("L9.1", "L8.4")
def test_no_letter_is_written_to_whom_the_site_shut_out_meanwhile(
    app: Flask, circle: Circle
) -> None:
    with mailing(app):
        has_mail(circle.regular)
        wants(circle.regular)
        told(circle.regular, circle)
        shut_out(circle.regular)
        gather(circle.regular.id, "mail")
        assert letters("mail") == []


@law("L9.1", "L8.4")
def test_a_letter_that_was_written_is_not_sent_to_whom_the_site_shut_out(
    app: Flask, circle: Circle
) -> None:
    with mailing(app):
        has_mail(circle.regular)
        work()
        wants(circle.regular)
        told(circle.regular, circle)
        gather(circle.regular.id, "mail")
        (letter,) = letters("mail")
        shut_out(circle.regular)
        assert take_letter(letter) is None


@law("L9.1")
@pytest.mark.parametrize("step", ["plan", "gather", "send"])
def test_where_push_was_switched_off_nothing_goes_on(
    circle: Circle, as_member: Browser, keeper: Person, service: PushService, step: str
) -> None:
    subscribes(as_member, circle.regular)
    wants(circle.regular)
    if step != "plan":
        told(circle.regular, circle)
    if step == "send":
        gather(circle.regular.id, "push")
    operations.change_outreach(keeper.id, OutreachForm("", False))
    if step == "plan":
        told(circle.regular, circle)
        assert waiting("push") == 0
    elif step == "gather":
        gather(circle.regular.id, "push")
        assert letters("push") == []
    else:
        (letter,) = letters("push")
        assert take_letter(letter) is None

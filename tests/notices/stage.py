"""What the tests of being reached share: people who want mail, jobs that are run, a clock that goes on."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from flask import Flask

from community import clock
from community.clock import now
from community.extensions import db
from community.jobs import run_due
from community.mail_account import mail_account
from community.notices import operations
from community.notices.forms import CalmForm, WaysForm
from community.notices.models import Mailbox
from community.notices.operations.mailboxes import confirmation_of
from community.notices.policies import CATEGORIES, Ways
from community.notices.queries import mailbox_of
from community.operations import operation, tell
from tests.factories import Circle, Person
from tests.notices.sink import Sink

SENDER = "hearth@mail.example.org"


@contextmanager
def mailing(app: Flask, **how: object) -> Iterator[Sink]:
    """The site sends mail, to a sink."""
    sink = Sink(**how)  # type: ignore[arg-type]
    through(app, sink)
    try:
        yield sink
    finally:
        sink.close()


def through(app: Flask, sink: Sink, login: str = "") -> None:
    """Have the site hand its mail over there, with a `user:password@` where one is asked for."""
    account = mail_account(sink.url.replace("://", f"://{login}"), SENDER)
    app.config["HEARTH"] = replace(app.config["HEARTH"], mail=account)
    app.extensions.pop("mail_away_until", None)


@operation
def told(person: Person, circle: Circle, kind: str = "role_changed") -> None:
    """Something happens that the person is told of."""
    subject = {"group": circle.group_id, "role": "chair"}
    if kind == "message_answered":
        subject = {"group": circle.group_id, "stream": circle.stream, "seq": 1, "who": "kestrel"}
    tell(person.id, kind, subject)


@operation
def tell_of(member_id: int, group_id: int) -> None:
    """Somebody's role changed."""
    tell(member_id, "role_changed", {"group": group_id, "role": "chair"})


@operation
def has_mail(person: Person, address: str = "") -> None:
    """The person confirmed an address some time ago."""
    operations.give_address(person.id, address or f"box-{person.id}@example.net")
    box = mailbox_of(person.id)
    assert isinstance(box, Mailbox)
    operations.confirm_address(confirmation_of(box))


def wants(person: Person, slug: str = "", **ways: Ways) -> None:
    """Choose: by default everything by mail and push too."""
    chosen = {category: ways.get(category, Ways(True, True, True)) for category in CATEGORIES}
    operations.choose_ways(person.id, WaysForm(chosen), slug)


def is_quiet(person: Person, starts: str, ends: str, mail_at: int | None = None) -> None:
    """Quiet hours, as "22:00" and "07:00"."""
    minutes = [int(said[:2]) * 60 + int(said[3:]) for said in (starts, ends)]
    operations.keep_calm(person.id, CalmForm(*minutes, mail_at))


def work() -> None:
    """Do everything that is due now."""
    while run_due():
        pass
    db.session.rollback()


def go_to(moment: str) -> None:
    """Move the clock to a moment of UTC."""
    clock.move(datetime.fromisoformat(moment).replace(tzinfo=UTC) - now())


def later(app: Flask, **how: float) -> None:
    """Move the clock on, and do what has become due."""
    clock.move(timedelta(**how))
    app.extensions.pop("mail_away_until", None)
    work()

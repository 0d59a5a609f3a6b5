"""What one of two answers, the other finds nowhere: no page, file, mail, notice, number or event (L7.10).

Two worlds from one photograph differ in nothing but the answer, and what a rule noticed.
"""

import re

import gevent
import pytest
import sqlalchemy as sa
from flask import Flask, current_app

from community.extensions import db
from community.mentoring.oversight import operations
from community.mentoring.oversight.forms import PulseForm
from community.mentoring.oversight.models import GOOD, UNCOMFORTABLE
from community.notices.models import Delivery, Letter, Notice
from tests.laws import law
from tests.matrix.house import Worlds
from tests.matrix.overseeing import notice
from tests.matrix.roles import MODERATOR, NAMED, REGULAR
from tests.matrix.test_conflicts import apart_in, download, pages, plain
from tests.matrix.world import World
from tests.notices.stage import has_mail, mailing, wants, work
from tests.stage import Live

pytestmark = pytest.mark.sqlite
"""On PostgreSQL no two worlds are the same."""

WHO = ((REGULAR, "pulse", NAMED), (NAMED, "their pulse", REGULAR))
"""Who answers, and who must not learn of it: the mentor moderates the group, and the mentee does not."""

DRAWN_ANEW = ("/you/authenticator",)
"""A new secret each time, for whoever has no authenticator."""

FORMS = (PulseForm(UNCOMFORTABLE, True), PulseForm(GOOD, False))


def say(world: World, who: str, which: str, form: PulseForm) -> None:
    """They answer; and a rule noticed something besides."""
    operations.answer_pulse(world.people[who].id, world.names[which], form)
    notice(world.names["mentorship"])
    db.session.rollback()


@law("L7.10", "L8.3")
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("who", "which", "other"), WHO)
def test_every_page_and_the_download_of_the_other_are_as_without_the_answer(
    worlds: Worlds, who: str, which: str, other: str, form: PulseForm
) -> None:
    told = []
    for answered in (False, True):
        world = worlds.new("pulse")
        if answered:
            say(world, who, which, form)
        client = world.visitor(other)
        told.append((pages(world, client), download(client)))
    (pages_before, data_before), (pages_after, data_after) = told
    different = {
        address: apart_in(answer[1], pages_after[address][1])
        for address, answer in pages_before.items()
        if pages_after[address] != answer and address not in DRAWN_ANEW
    }
    assert different == {}
    assert data_after == data_before


@law("L7.10")
def test_neither_do_the_groups_moderators_and_nobody_reads_it_in_what_is_public(
    worlds: Worlds,
) -> None:
    told = []
    for answered in (False, True):
        world = worlds.new("pulse")
        if answered:
            say(world, REGULAR, "pulse", FORMS[0])
        addresses = (
            "/desk",
            "/desk/weeks",
            "/transparency?quarter=2026-4",
            "/",
            "/metrics",
            "/healthz",
        )
        told.append([_steady(world.visitor(MODERATOR).get(each).data) for each in addresses])
    assert told[0] == told[1]


@law("L7.10")
@pytest.mark.parametrize(("who", "which", "other"), WHO)
def test_no_mail_and_no_notice_tells_the_other(
    worlds: Worlds, app: Flask, who: str, which: str, other: str
) -> None:
    told = []
    for answered in (False, True):
        world = worlds.new("pulse")
        person = world.people[other]
        with mailing(current_app) as sink:
            has_mail(person)
            wants(person)
            if answered:
                say(world, who, which, FORMS[0])
            work()
            kept = [
                db.session.query(table).filter_by(member_id=person.id).count()
                for table in (Notice, Delivery, Letter)
            ]
            told.append(
                (kept, len([mail for mail in sink.mails if f"box-{person.id}" in str(mail)]))
            )
    assert told[0] == told[1]


@law("L7.10")
def test_an_open_socket_of_the_other_hears_nothing(worlds: Worlds, live: Live) -> None:
    world = worlds.new("pulse")
    wire = live(world.people[NAMED], world.circle.stream)
    before = list(wire.heard)
    say(world, REGULAR, "pulse", FORMS[0])
    gevent.sleep(0.2)
    assert wire.heard == before


@law("L7.10")
def test_nothing_in_the_other_ones_pages_takes_longer_for_it(worlds: Worlds) -> None:
    """How much is asked of the database is the same, so that a page takes as long."""
    told = []
    for answered in (False, True):
        world = worlds.new("pulse")
        if answered:
            say(world, REGULAR, "pulse", FORMS[0])
        client = world.visitor(NAMED)
        told.append([_asked_by(client, each) for each in ("/", "/desk", "/notices", "/mentoring")])
    assert told[0] == told[1]


def _asked_by(client: object, address: str) -> int:
    asked: list[str] = []

    def note(*args: object) -> None:
        asked.append(str(args[2]))

    sa.event.listen(db.engine, "before_cursor_execute", note)
    try:
        client.get(address)  # type: ignore[attr-defined]
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", note)
    return len(asked)


def _steady(page: bytes) -> bytes:
    """Without what a clock or the machine says anew each time."""
    return (
        re.sub(rb"\d+(\.\d+)?(e[-+]\d+)?", b"0", plain(page)) if b"# HELP" in page else plain(page)
    )

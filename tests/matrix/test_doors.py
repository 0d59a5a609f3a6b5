"""Every route and event, tried by everyone: an allow and a deny each, and nobody else passes."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from community.realtime.events import events
from tests.matrix.rows import ACTS, EVENTS, PAGES, PROVED_APART, ROLES, STRANGER, Row
from tests.matrix.world import World, a_meeting, a_world, prepare
from tests.stage import Browser
from tests.wire import Wire

PASSED = (200, 303, 302)


def visitor(app: Flask, as_member: Browser, world: World, role: str) -> FlaskClient:
    """The browser of somebody in that role."""
    return app.test_client() if role == STRANGER else as_member(world.people[role])


def passes(client: FlaskClient, row: Row, world: World, act: bool) -> bool:
    """Whether the door lets them through: shown, or done; sent to sign in is not through."""
    address = world.filled(row.address)
    answer = client.post(address, data=world.filled(row.form)) if act else client.get(address)
    assert answer.status_code < 500, answer.status
    sent_to_sign_in = not act and "/sign-in" in answer.headers.get("Location", "")
    return answer.status_code in PASSED and not sent_to_sign_in


def expect(allowed: frozenset[str], through: set[str]) -> None:
    """Exactly those passed who may."""
    assert through == allowed, f"too many: {through - allowed}; missing: {allowed - through}"


@pytest.mark.parametrize("door", PAGES)
def test_a_page_is_shown_to_exactly_those_who_may_see_it(
    app: Flask, as_member: Browser, door: str
) -> None:
    world, row = a_world(), PAGES[door]
    prepare(world, row.first, app.test_client(), None)
    expect(
        row.allowed,
        {role for role in ROLES if passes(visitor(app, as_member, world, role), row, world, False)},
    )


@pytest.mark.parametrize("door", ACTS)
def test_an_act_is_done_for_exactly_those_who_may_do_it(
    app: Flask, as_member: Browser, door: str
) -> None:
    row, through = ACTS[door], set()
    for role in ROLES:
        world = a_world()
        client = visitor(app, as_member, world, role)
        prepare(world, row.first, client, world.people.get(role))
        if passes(client, row, world, True):
            through.add(role)
    expect(row.allowed, through)


@pytest.mark.parametrize("name", EVENTS)
def test_an_event_is_taken_from_exactly_those_who_may_send_it(
    app: Flask, live: Callable[..., Wire], name: str
) -> None:
    law, allowed, data = EVENTS[name]
    through, world, stream = set(), None, ""
    for role in ROLES:
        if role == STRANGER:
            continue
        if world is None:  # a refusal changes nothing: only after a success it takes a new one
            world = a_world()
            stream = a_meeting(world, name) if law.startswith("L5.") else world.circle.stream
        wire = live(world.people[role])
        if name in ("typing", "leave"):
            wire.call("join", stream=stream)
        if name == "hand_chair":
            live(world.circle.other, stream)
        if wire.call(name, stream=stream, **world.filled(data))["ok"]:
            through.add(role)
            world = None
    expect(allowed, through)


def test_a_stranger_has_no_socket(knock: Callable[..., Wire]) -> None:
    wire = knock()
    assert wire.refused is not None
    assert not wire.connected


def test_every_route_has_a_row(app: Flask) -> None:
    doors = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert doors - PROVED_APART == PAGES.keys() | ACTS.keys()


def test_every_event_has_a_row() -> None:
    assert events.keys() == EVENTS.keys()


@pytest.mark.parametrize("door", sorted(PAGES.keys() | ACTS.keys()))
def test_what_is_forbidden_to_see_looks_like_what_is_not_there(
    app: Flask, as_member: Browser, door: str
) -> None:
    row = PAGES.get(door) or ACTS[door]
    if "{room}" not in row.address:
        return
    world = a_world()
    client = visitor(app, as_member, world, "outsider")
    there = world.filled(row.address)
    absent = there.replace(str(world.names["room"]), "4503599627370496")
    answers = [
        client.post(address, data=world.filled(row.form)) if door in ACTS else client.get(address)
        for address in (there, absent)
    ]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert len(answers[0].data) == len(answers[1].data)

"""Every route and event, tried by everyone: an allow and a deny each, and nobody else passes."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from community.realtime.events import Packet, events
from tests.matrix.house import Worlds
from tests.matrix.roles import ROLES, SHADOWS, STRANGER, Row
from tests.matrix.rows import ACTS, EVENTS, PAGES, PROVED_APART
from tests.matrix.world import World, a_meeting, bring
from tests.stage import Live
from tests.wire import Wire

PASSED = (200, 303, 302)


def passes(client: FlaskClient, row: Row, world: World, act: bool) -> bool:
    """Whether the door lets them through: shown, or done; sent to sign in is not through."""
    address = world.filled(row.address)
    answer = client.post(address, data=world.filled(row.form)) if act else client.get(address)
    assert answer.status_code < 500, answer.status
    sent_to_sign_in = not act and "/sign-in" in answer.headers.get("Location", "")
    return answer.status_code in PASSED and not sent_to_sign_in


def expect(allowed: frozenset[str], through: set[str]) -> None:
    """Exactly those passed who may; whose session has ended passes where a stranger does."""
    expected = allowed | (set(SHADOWS) if STRANGER in allowed else set())
    assert through == expected, f"too many: {through - expected}; missing: {expected - through}"


@pytest.mark.parametrize("door", PAGES)
def test_a_page_is_shown_to_exactly_those_who_may_see_it(worlds: Worlds, door: str) -> None:
    row = PAGES[door]
    world = worlds.new(row.first)
    everybody = (*ROLES, *SHADOWS)
    through = {role for role in everybody if passes(world.visitor(role), row, world, act=False)}
    expect(row.allowed, through)


@pytest.mark.parametrize("door", ACTS)
def test_an_act_is_done_for_exactly_those_who_may_do_it(worlds: Worlds, door: str) -> None:
    row, through, world = ACTS[door], set(), None
    for role in (*ROLES, *SHADOWS):
        if world is None:  # a refusal changes nothing: only after a success it takes a new one
            world = worlds.new(row.first)
        client = world.visitor(role)
        bring(world, row.first, client)
        if passes(client, row, world, act=True):
            through.add(role)
            world = None
    expect(row.allowed, through)


@pytest.mark.parametrize("name", EVENTS)
def test_an_event_is_taken_from_exactly_those_who_may_send_it(
    worlds: Worlds, live: Live, name: str
) -> None:
    law, allowed, data = EVENTS[name]
    through, world, stream = set(), None, ""
    for role in ROLES:
        if role == STRANGER:
            continue
        if world is None:  # a refusal changes nothing: only after a success it takes a new one
            world = worlds.new("")
            stream = a_meeting(world, name) if law.startswith("L5.") else world.circle.stream
        wire = live(world.people[role])
        if name in ("typing", "leave"):
            wire.call("join", stream=stream)
        if name == "hand_chair":
            live(world.circle.other, stream)
        where = {"stream": stream} if issubclass(events[name].shape, Packet) else {}
        if wire.call(name, **where, **world.filled(data))["ok"]:
            through.add(role)
            world = None
    expect(allowed, through)


@pytest.mark.parametrize("role", [STRANGER, *SHADOWS])
def test_whoever_is_not_signed_in_has_no_socket(
    worlds: Worlds, knock: Callable[..., Wire], role: str
) -> None:
    world = worlds.new("")
    cookie = world.visitor(role).get_cookie("hearth", domain="localhost")
    wire = knock(cookie=f"hearth={cookie.value}" if cookie else "")
    assert wire.refused is not None
    assert not wire.connected


def test_every_route_has_a_row(app: Flask) -> None:
    doors = {rule.endpoint for rule in app.url_map.iter_rules()}
    rows = {door.partition("#")[0] for door in (*PAGES, *ACTS)}
    assert doors - PROVED_APART == rows


def test_every_event_has_a_row() -> None:
    assert events.keys() == EVENTS.keys()


def test_what_is_somebodys_is_tried_by_its_owner_and_by_others() -> None:
    theirs = {door: row for door, row in (PAGES | ACTS).items() if row.whose}
    for door, row in theirs.items():
        assert set(ROLES) - row.allowed, door
        assert row.whose in ROLES, door


@pytest.mark.parametrize("door", sorted(PAGES.keys() | ACTS.keys()))
def test_what_is_forbidden_to_see_looks_like_what_is_not_there(worlds: Worlds, door: str) -> None:
    row = PAGES.get(door) or ACTS[door]
    if "{room}" not in row.address:
        return
    world = worlds.new("")
    client = world.visitor("outsider")
    there = world.filled(row.address)
    absent = there.replace(str(world.names["room"]), "4503599627370496")
    answers = [
        client.post(address, data=world.filled(row.form)) if door in ACTS else client.get(address)
        for address in (there, absent)
    ]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert len(answers[0].data) == len(answers[1].data)

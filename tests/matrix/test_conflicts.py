"""Whom a case names, the product answers as if there were none: every page, event, file, mail and number (L8.3).

Two worlds from one photograph differ in nothing but the case, so whole answers are compared.
"""

import difflib
import io
import re
import statistics
import time
import zipfile
from collections.abc import Callable

import gevent
import pytest
from flask import Flask, current_app
from flask.testing import FlaskClient

from community.extensions import db
from community.moderation import operations, queries
from community.moderation.forms import NoteForm
from community.notices.models import Delivery, Letter, Notice
from tests.laws import law
from tests.matrix.house import Worlds
from tests.matrix.roles import CHAIR, MODERATOR, NEWCOMER
from tests.matrix.rows import PAGES
from tests.matrix.world import World
from tests.moderation.desk import case_of, report
from tests.notices.stage import has_mail, mailing, wants, work
from tests.races import at_once
from tests.stage import Live
from tests.wire import Wire

pytestmark = pytest.mark.sqlite
"""On PostgreSQL no two worlds are the same."""

OF_OFFICE = ("moderator said", "administrator said", "lead said", "moderator said alone")
"""Whom a case names, each in turn: it lies with the lead, with the contact where it names the only lead, or with
another moderator where there is neither.
"""

MORE = (
    "/desk?state=open", "/desk?state=mine", "/desk?state=closed", "/reports", "/you/record", "/notices",
    "/cases/4711", "/appeals/4711", "/transparency?quarter=2026-4",
)  # fmt: skip

DRAWN = re.compile(
    rb'nonce="[^"]*"|name="(?:csrf_token|key)" value="[^"]*"|class="suggestion">[^<]*|datetime="[^"]*"'
)


def role_in(first: str) -> str:
    """Who said it."""
    return first.partition(" ")[0]


def world_with(worlds: Worlds, first: str, filed: bool) -> World:
    """A world in which that person said something; where it is filed, two reported it and somebody works on it."""
    world = worlds.new(first)
    if filed:
        file(world)
    return world


def file(world: World) -> int:
    """Two report it, and whoever sits at the desk works on it."""
    ref = f"{world.circle.stream}/{world.names['said']}"
    case = case_of(report(world.people[NEWCOMER], ref))
    case_id, sitting = case.id, queries.sitting_at(case.group_id)[case.desk]
    report(world.people[CHAIR], ref)
    (desk, *_others) = sorted(sitting - queries.kept_out_of(case_id))
    operations.claim_case(desk, case_id)
    operations.view_evidence(desk, case_id)
    operations.add_note(desk, case_id, NoteForm("I know them."))
    return case_id


def plain(page: bytes) -> bytes:
    """A page without what is drawn anew each time."""
    return DRAWN.sub(b"", page)


def pages(world: World, client: FlaskClient) -> dict[str, tuple[int, bytes]]:
    """Every page of the product, as far as its address can be filled in, and a few more."""
    addresses = [row.address for row in PAGES.values()]
    known = [each for each in addresses if set(re.findall(r"{(\w+)}", each)) <= world.names.keys()]
    assert len(known) > 60
    found = {}
    for address in (*map(world.filled, known), *MORE):
        answer = client.get(address)
        found[address] = (answer.status_code, plain(answer.data))
    return found


def apart_in(one: bytes, other: bytes) -> list[str]:
    """The lines in which two pages differ."""
    lines = (one.decode().splitlines(), other.decode().splitlines())
    return [line for line in difflib.ndiff(*lines) if line[:1] in "+-"]


def download(client: FlaskClient) -> dict[str, bytes]:
    """One's own data, file by file."""
    zipped = zipfile.ZipFile(io.BytesIO(client.post("/you/data").data))
    return {name: zipped.read(name) for name in zipped.namelist()}


@law("L8.3")
@pytest.mark.parametrize("first", OF_OFFICE)
def test_every_page_and_the_download_are_as_without_the_case(worlds: Worlds, first: str) -> None:
    told = []
    for filed in (False, True):
        world = world_with(worlds, first, filed)
        client = world.visitor(role_in(first))
        told.append((pages(world, client), download(client)))
    (pages_before, data_before), (pages_after, data_after) = told
    different = {
        address: apart_in(answer[1], pages_after[address][1])
        for address, answer in pages_before.items()
        if pages_after[address] != answer
    }
    assert different == {}
    assert data_after.keys() == data_before.keys()
    assert [name for name, words in data_before.items() if data_after[name] != words] == []


@law("L8.3")
@pytest.mark.parametrize("first", OF_OFFICE)
def test_no_mail_and_no_notice_tells_of_it(worlds: Worlds, first: str, app: Flask) -> None:
    told = []
    for filed in (False, True):
        world = world_with(worlds, first, filed=False)
        person = world.people[role_in(first)]
        with mailing(current_app) as sink:
            has_mail(person)
            wants(person)
            if filed:
                file(world)
            work()
            kept = [
                db.session.query(table).filter_by(member_id=person.id).count()
                for table in (Notice, Delivery, Letter)
            ]
            mine = [mail for mail in sink.mails if f"box-{person.id}" in str(mail)]
            told.append((kept, len(mine)))
    assert told[0] == told[1]


@law("L8.3")
@pytest.mark.parametrize("first", OF_OFFICE)
def test_an_open_socket_hears_nothing_of_it(worlds: Worlds, live: Live, first: str) -> None:
    world = world_with(worlds, first, filed=False)
    stream, said = world.circle.stream, world.names["said"]
    wire = live(world.people[role_in(first)], stream)
    asked = answers(wire, stream, said)
    before = list(wire.heard)
    case_id = file(world)
    gevent.sleep(0.2)
    assert wire.heard == before
    assert answers(wire, stream, said) == asked
    for event in ("claim", "join", "catch_up", "mark_read"):
        refused = wire.call(event, stream=f"case:{case_id}", since=0, seq=1)
        absent = wire.call(event, stream=f"case:{case_id ^ 1}", since=0, seq=1)
        assert refused == absent


def answers(wire: Wire, stream: str, seq: int) -> list[object]:
    """What the socket answers about the room."""
    asked = [("catch_up", {"since": 0}), ("mark_read", {"seq": seq}), ("typing", {"on": False})]
    return [wire.call(event, stream=stream, **data) for event, data in asked]


@law("L8.3")
@pytest.mark.parametrize("first", OF_OFFICE)
def test_by_address_nothing_of_it_is_there(worlds: Worlds, first: str) -> None:
    world = world_with(worlds, first, filed=False)
    case_id = file(world)
    client, words = (
        world.visitor(role_in(first)),
        {"words": "x", "step": "warn", "reason": "x", "outcome": "rejected"},
    )
    doors = (
        "",
        "/claim",
        "/release",
        "/waiting",
        "/notes",
        "/handing-over",
        "/viewing",
        "/acts",
        "/outcome",
        "/letters/0",
    )
    for door in doors:
        there, absent = (
            client.post(f"/cases/{number}{door}", data=words)
            if door
            else client.get(f"/cases/{number}")
            for number in (case_id, case_id ^ 1)
        )
        assert (there.status_code, plain(there.data)) == (404, plain(absent.data)), door
        assert {name for name, _value in there.headers} == {name for name, _value in absent.headers}


@pytest.mark.speed
@law("L8.3")
def test_the_desk_takes_no_longer_with_a_case_that_names_its_reader(worlds: Worlds) -> None:
    def apart() -> float:
        """Seconds between the medians of 200 tries each, taken in turns of twenty."""
        spent: dict[bool, list[float]] = {False: [], True: []}
        for turn in range(20):
            client = world_with(worlds, "moderator said", filed=turn % 2 == 1).visitor(MODERATOR)
            client.get("/desk")
            for _try in range(20):
                begun = time.perf_counter()
                client.get("/desk")
                spent[turn % 2 == 1].append(time.perf_counter() - begun)
        return abs(statistics.median(spent[True]) - statistics.median(spent[False]))

    # a difference of the product is there every time; one of a busy machine is not
    assert any(apart() < 0.002 for _round in range(3))


@law("L8.3")
def test_while_the_case_is_filed_every_page_is_as_before(worlds: Worlds, app: Flask) -> None:
    world = world_with(worlds, "moderator said", filed=False)
    client = world.visitor(MODERATOR)

    def look(address: str) -> Callable[[], bytes]:
        return lambda: plain(world.visitor(MODERATOR).get(address).data)

    addresses = ("/desk", "/", "/notices", "/desk/weeks")
    before = [look(address)() for address in addresses]
    looks = [look(address) for address in addresses]
    found = at_once(app, *looks, lambda: file(world), *looks)
    assert found[:4] == before
    assert found[5:] == before
    assert [plain(client.get(address).data) for address in addresses] == before


@law("L8.3", "L8.4")
def test_whoever_reports_what_they_have_claimed_has_it_no_more(worlds: Worlds) -> None:
    world = worlds.new("")
    ref = f"{world.circle.stream}/{world.names['seq']}"
    case_id = case_of(report(world.people[NEWCOMER], ref)).id
    mine = world.visitor(MODERATOR)
    assert mine.post(f"/cases/{case_id}/claim").status_code == 303
    report(world.people[MODERATOR], ref)
    step = {"step": "warn", "reason": "Please."}
    assert mine.post(f"/cases/{case_id}/acts", data=step).status_code == 404
    assert mine.get(f"/cases/{case_id}").status_code == 404
    another = world.visitor("reporting")
    assert another.post(f"/cases/{case_id}/claim").status_code == 303
    assert another.post(f"/cases/{case_id}/acts", data=step).status_code == 303

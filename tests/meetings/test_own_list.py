"""The list of who took part is shown to nobody but its member, by no door (L5.11)."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

from flask import Flask

from community.clock import now
from community.extensions import db
from community.meetings.models import Participation, Slip
from community.operations import operation
from tests.factories import Circle, Person, a_person, admit
from tests.laws import law
from tests.matrix.rows import PAGES
from tests.matrix.world import World, a_world
from tests.meetings.stage import Evening, all_were_there, in_sharing
from tests.stage import Browser, Live

MANY = 47_110_815
"""No minutes at all, but a number that would be noticed wherever it stood."""

MAY_READ = {
    "models/__init__.py", "models/participation.py", "operations/participation.py",
    "operations/filling.py", "queries/participation.py", "queries/together.py",
    "personal.py", "retention.py",
}  # fmt: skip


@operation
def mark(evening: Evening, person: Person) -> None:
    """The regular was there, so long that it would be noticed anywhere."""
    mine = evening.circle.mid(person)
    row = Participation(
        sitting_id=evening.sitting_id, membership_id=mine, minutes=MANY, last_minute=MANY, first_at=now(),
        spoke=True,
    )  # fmt: skip
    slip = Slip(
        membership_id=mine, sitting_id=evening.sitting_id, code=f"code{MANY}", group_name="Harbour Street",
        held_on=now().date(), minutes=MANY, signature="", at=now(),
    )  # fmt: skip
    db.session.add_all([row, slip])


def pages_of(app: Flask, world: World, evening: Evening) -> Iterator[str]:
    """Every page of the site, as far as its address can be filled in."""
    known = {**world.names, "room": evening.room_id, "sitting": evening.sitting_id}
    for row in PAGES.values():
        if (
            set(re.findall(r"{(\w+)}", row.address)) <= world.names.keys()
        ):  # others need something to happen first
            yield world.filled(row.address)
    yield from (f"/rooms/{evening.room_id}{more}" for more in ("", "/messages", "/state"))
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.arguments:
            filled = {
                name: known.get(name.removesuffix("_id"), known["target"])
                for name in rule.arguments
            }
            yield rule.build(filled, append_unknown=False)[1]  # type: ignore[index]


@law("L5.11")
def test_no_page_shows_it_to_anyone_else(app: Flask, as_member: Browser) -> None:
    world = a_world()
    evening = in_sharing(world.circle, world.people["chair"])
    mark(evening, world.circle.other)
    assert str(MANY) in as_member(world.circle.other).get("/you/attendance").text.replace(",", "")
    for role in ("regular", "chair", "moderator", "administrator"):
        browser = as_member(world.people[role])
        for address in pages_of(app, world, evening):
            answer = browser.get(address)
            assert str(MANY) not in answer.text.replace(",", ""), f"{role} {address}"


@law("L5.11")
def test_no_frame_tells_of_it(circle: Circle, live: Live) -> None:
    evening = in_sharing(circle, circle.moderator)
    mark(evening, circle.regular)
    for person in (circle.moderator, circle.other, circle.regular):
        wire = live(person)
        said = [wire.call("join", stream=evening.stream, since=0)]
        said.append(wire.call("catch_up", stream=evening.stream, since=0))
        assert str(MANY) not in json.dumps([said, wire.heard])


@law("L5.11")
def test_only_few_files_touch_it() -> None:
    folder = Path(__file__).parent.parent.parent / "community"
    touching = {
        str(path.relative_to(folder / "meetings"))
        for path in folder.rglob("*.py")
        if "versions" not in path.parts and "Participation" in names_in(path)
    }
    assert touching <= MAY_READ


def names_in(path: Path) -> set[str]:
    """Every name that a module uses."""
    tree = ast.parse(path.read_text())
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


@law("L5.11")
def test_ones_own_list_shows_ones_own_and_nobody_elses(circle: Circle, as_member: Browser) -> None:
    evening = in_sharing(circle, circle.moderator)
    all_were_there(evening, minutes=20)
    browser = as_member(circle.regular)
    page = browser.get("/you/attendance").text
    assert "Only you see this." in page
    assert page.count("20 minutes") == 1
    assert "/you/attendance" in browser.get("/you").text
    for other in (circle.other, circle.newcomer, circle.moderator):
        assert other.handle not in page


def test_whoever_was_nowhere_finds_an_empty_list(circle: Circle, as_member: Browser) -> None:
    assert "No meetings yet." in as_member(circle.outsider).get("/you/attendance").text


def test_a_long_list_has_pages(circle: Circle, as_member: Browser) -> None:
    person = admit(a_person(), circle.slug)
    evenings = [in_sharing(circle, circle.moderator) for _number in range(3)]
    for evening in evenings:
        all_were_there(evening)
    browser = as_member(person)
    assert browser.get("/you/attendance").text.count("20 minutes") == 3
    assert browser.get("/you/attendance?page=99").status_code == 200
    assert browser.get("/you/attendance?page=x").status_code == 200

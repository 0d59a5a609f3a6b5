"""Every job and command has a row, and each does what the law wants and leaves what it forbids."""

import re
from collections.abc import Iterator

import click
import pytest
from flask import Flask

from community.app import STANDALONE
from community.config import ROOT
from community.errors import HearthError
from community.registry import registry
from tests.matrix.commands import COMMANDS, tried
from tests.matrix.house import Worlds
from tests.matrix.roles import ROLES, STRANGER
from tests.matrix.work import JOBS


@pytest.mark.parametrize("right", [True, False], ids=["does", "leaves"])
@pytest.mark.parametrize("kind", JOBS)
def test_a_job_asks_again_before_it_acts(worlds: Worlds, kind: str, right: bool) -> None:
    assert JOBS[kind].tried(worlds.new(""), right) is right


def test_every_job_has_a_row(app: Flask) -> None:
    assert registry.jobs.keys() == JOBS.keys()


@pytest.mark.parametrize("right", [True, False], ids=["done", "refused"])
@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_does_what_the_law_lets_the_operator_do(
    worlds: Worlds, name: str, right: bool
) -> None:
    code = tried(COMMANDS[name], worlds.new(""), right)
    assert (code == 0) is right


@pytest.mark.parametrize("name", [name for name, row in COMMANDS.items() if row.verb])
def test_what_the_operator_asks_is_done_for_nobody_else(worlds: Worlds, name: str) -> None:
    row, through, world = COMMANDS[name], set(), None
    assert row.verb is not None
    for role in ROLES:
        if role == STRANGER:
            continue
        world = world or worlds.new("")
        try:
            row.verb(world, world.people[role].id)
        except HearthError:
            continue
        through.add(role)
        world = None
    assert through == row.persons


def test_what_asks_for_no_actor_is_asked_by_the_machine_alone() -> None:
    """`group join` puts anybody anywhere: no page, socket or job may reach it."""
    callers = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "community").rglob("*.py")
        if re.search(r"\badd_person\(", path.read_text())
    }
    assert {path for path in callers if "/demo/" not in path} == {
        "community/groups/commands.py",
        "community/groups/operations/joining.py",
    }


def test_every_command_has_a_row(app: Flask) -> None:
    assert set(_named(app.cli)) | set(STANDALONE) == COMMANDS.keys()


def _named(command: click.Command, path: str = "") -> Iterator[str]:
    if not isinstance(command, click.Group):
        yield path.strip()
        return
    for name, inner in command.commands.items():
        yield from _named(inner, f"{path} {name}")

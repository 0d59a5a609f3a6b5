"""One world for every cell: built once, photographed, and put back after whatever changed it.

On SQLite a photograph is the database's file, with the names of what is in it and the moment it was taken. A new world
takes a sixth of a second, a photograph put back a sixtieth. On PostgreSQL worlds are built.
"""

import copy
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import copytree

from flask import Flask, current_app

from community import clock, create_app
from community.config import Config
from community.database import sqlite
from community.extensions import db
from community.rooms import reading
from tests.matrix.world import BROUGHT, World, a_world, prepare


@dataclass(frozen=True)
class Photograph:
    """A world as it was."""

    file: Path
    world: World
    taken: datetime


class House:
    """Where the world stands, and its photographs by what had happened first."""

    def __init__(self, config: Config, folder: Path) -> None:
        self._instance, self._folder = config.instance, folder
        self.photographs: dict[str, Photograph] = {}
        with _lived_in(create_app(config)) as app:
            self.photographs[""] = self._take(app, a_world(), "")

    def move_in(self, config: Config) -> None:
        """Give an instance of its own the keys and the rows of the world."""
        copytree(self._instance, config.instance, dirs_exist_ok=True)

    def world(self, app: Flask, first: str) -> World:
        """The world in which that has happened, and nothing since."""
        first = "case" if first == "claimed" else "" if first in BROUGHT else first
        if first not in self.photographs:
            world = self._put_back(app, self.photographs[""])
            prepare(world, first)
            self.photographs[first] = self._take(app, world, first)
        return self._put_back(app, self.photographs[first])

    def _take(self, app: Flask, world: World, first: str) -> Photograph:
        db.session.rollback()
        file = self._folder / f"{first.replace(' ', '-') or 'world'}.sqlite3"
        _copy(app.config["HEARTH"].instance / "hearth.sqlite3", file)
        return Photograph(file, copy.deepcopy(world), clock.now())

    def _put_back(self, app: Flask, photograph: Photograph) -> World:
        reading.write()  # how far somebody read is written later, and would be in this world
        db.session.remove()
        app.extensions["writer"].close()
        _copy(photograph.file, app.config["HEARTH"].instance / "hearth.sqlite3")
        clock.move(photograph.taken - clock.now())
        return copy.deepcopy(photograph.world)


@dataclass(frozen=True)
class Worlds:
    """The worlds of one test."""

    house: House | None

    def new(self, first: str) -> World:
        """A world in which that has happened, and nothing else."""
        if self.house is not None:
            return self.house.world(current_app, first)
        world = a_world()
        if first and first not in BROUGHT:
            prepare(world, first)
        elif first == "claimed":
            prepare(world, "case")
        return world


def _copy(from_: Path, to: Path) -> None:
    source, target = sqlite().connect(from_), sqlite().connect(to)
    try:
        source.backup(target)
    finally:
        source.close()
        target.close()


class _lived_in:
    """An application with its context, until it is put away."""

    def __init__(self, app: Flask) -> None:
        self._app, self._context = app, app.app_context()

    def __enter__(self) -> Flask:
        self._context.push()
        return self._app

    def __exit__(self, *error: object) -> None:
        db.session.remove()
        self._app.extensions["writer"].close()
        db.engine.dispose()
        self._context.pop()
        clock.set_right()

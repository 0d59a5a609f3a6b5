"""Every test of the matrix begins in the same world."""

import shutil

import pytest
from flask import Flask

from community.config import Config
from tests.matrix.house import House, Worlds
from tests.stage import ON_POSTGRES


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> House | None:
    """The world and its photographs; None where worlds are built."""
    if ON_POSTGRES:
        return None
    env = {"HEARTH_INSTANCE": str(tmp_path_factory.mktemp("house")), "HEARTH_RATE_LIMITS": "off"}
    config = Config.from_environment(env)
    shutil.copy(request.getfixturevalue("blank_database"), config.instance / "hearth.sqlite3")
    return House(config, tmp_path_factory.mktemp("photographs"))


@pytest.fixture
def config(config: Config, house: House | None) -> Config:
    """An instance of its own, in which the world stands."""
    if house is not None:
        house.move_in(config)
    return config


@pytest.fixture
def worlds(app: Flask, house: House | None) -> Worlds:
    """Where a test gets its worlds from."""
    return Worlds(house)

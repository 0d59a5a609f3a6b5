"""A command that the running server carries out reads files as the person who types may, from where they stand."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from community.cli import ask_server, hand_over
from community.control import ControlSocket
from tests.factories import a_person
from tests.meetings.lists import CENTRAL_GROUP, CENTRAL_ROW, ROW, a_list, counts

pytestmark = pytest.mark.sqlite


@pytest.fixture
def door(app: Flask, tmp_path: Path) -> Iterator[Path]:
    a_person("keeper", administrator=True)
    socket = ControlSocket(app, tmp_path / "c.sock")
    socket.open()
    yield tmp_path / "c.sock"
    socket.close()


def test_a_file_is_found_from_the_folder_of_whoever_asks(
    door: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_list(tmp_path, ROW, name="mine.json")
    monkeypatch.chdir(tmp_path)
    answer = ask_server(door, ["import-meetings", "mine.json"])
    assert answer is not None
    assert (answer[0], answer[1].splitlines()[0]) == (0, counts(1, added=1))


def test_the_file_beside_it_is_handed_over_too(door: Path, tmp_path: Path) -> None:
    a_list(tmp_path, CENTRAL_GROUP, name="the_groups.json")
    path = a_list(tmp_path, CENTRAL_ROW, name="the_meetings.json")
    answer = ask_server(door, ["import-meetings", str(path)])
    assert answer is not None
    assert answer[1].splitlines()[0] == counts(1, added=1)


def test_a_file_of_megabytes_arrives_whole(door: Path, tmp_path: Path) -> None:
    path = a_list(tmp_path, {**ROW, "unread": "x" * 3_000_000})
    answer = ask_server(door, ["import-meetings", str(path)])
    assert answer is not None
    assert answer[1].splitlines()[0] == counts(1, added=1)


def test_a_file_that_is_not_there_is_said(door: Path, tmp_path: Path) -> None:
    assert ask_server(door, ["import-meetings", f"{tmp_path}/absent.json"]) == (
        1, f"There is no file {tmp_path}/absent.json.",
    )  # fmt: skip


def test_no_other_file_is_handed_over(door: Path, tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    secret = tmp_path / "far" / "secret"
    secret.write_text(json.dumps([ROW]))
    path = a_list(tmp_path, ROW, name="mine.json")
    said: list[str] = []
    hand_over(_Talk(said), str(secret), ["import-meetings", str(path)])
    assert "not what was asked for" in said[0]


class _Talk:
    def __init__(self, said: list[str]) -> None:
        self._said = said

    def write(self, words: str) -> None:
        self._said.append(words)

    def flush(self) -> None:
        pass

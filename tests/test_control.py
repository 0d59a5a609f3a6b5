"""A command that the running server carries out reads files as the person who types may, from where they stand."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from community.cli import ask_server, hand_over, take_over
from community.control import ControlSocket
from tests.factories import a_circle, a_person
from tests.meetings.lists import CENTRAL_GROUP, CENTRAL_ROW, ROW, a_list, counts
from tests.portability.brought import a_forum, many

pytestmark = pytest.mark.sqlite


@pytest.fixture
def door(app: Flask, tmp_path: Path) -> Iterator[Path]:
    a_person("keeper", administrator=True)
    socket = ControlSocket(app, tmp_path / "c.sock")
    socket.open()
    yield tmp_path / "c.sock"
    socket.close()


def test_nobody_else_on_the_machine_opens_the_door(door: Path) -> None:
    assert door.stat().st_mode & 0o777 == 0o600


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


def test_a_file_is_left_only_where_the_command_names_one(tmp_path: Path) -> None:
    said: list[str] = []
    take_over(_Talk(said), str(tmp_path / "other"), "words", ["import-forum", "x", "--claims=mine"])
    assert "not what was asked for" in said[0]
    assert not (tmp_path / "other").exists()
    named = str(tmp_path / "mine")
    for _time in range(2):
        take_over(_Talk(said), named, "words", ["import-forum", "x", f"--claims={named}"])
    assert ('"kept": true' in said[1], "there already" in said[2]) == (True, True)
    assert ((tmp_path / "mine").read_text(), (tmp_path / "mine").stat().st_mode & 0o777) == (
        "words", 0o600,
    )  # fmt: skip


def test_how_far_it_is_is_printed_meanwhile(
    door: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    circle = a_circle("harbour-street")
    monkeypatch.setattr("community.portability.importing.work.EVERY", -1)
    path = a_forum(tmp_path, *many(700))
    answer = ask_server(door, ["import-forum", str(path), "--group", circle.slug])
    assert answer is not None
    assert (answer[0], "300 of 700 posts …" in capsys.readouterr().out) == (0, True)


class _Talk:
    def __init__(self, said: list[str]) -> None:
        self._said = said

    def write(self, words: str) -> None:
        self._said.append(words)

    def flush(self) -> None:
        pass

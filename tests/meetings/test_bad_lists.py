"""Files that are no list of meetings: each says in words what is wrong, and nothing is imported."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from community import terminal
from community.extensions import db
from community.groups.models import Group
from community.meetings.models import Meeting
from tests.factories import a_person
from tests.meetings.lists import (
    CENTRAL_ROW,
    HALL,
    ROW,
    a_file,
    brought_in,
    counts,
    run_import,
    the_meeting,
)

GOOD = json.dumps([ROW], ensure_ascii=False)
CAFE = json.dumps([{**ROW, "name": "Café"}], ensure_ascii=False)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no list in JSON"),
        (b"\x00\x00\x00\x00", "no list in JSON"),
        (b"\x1f\x8b\x08\x00garbage", "The file is not UTF-8"),
        (b"<html><body>Not found</body></html>", "no list in JSON"),
        (b'"meetings"', "no list in JSON"),
        (b"null", "no list in JSON"),
        (json.dumps(ROW).encode(), "a list of meetings is needed"),
        (b'{"meetings": {"a": 1}}', "a list of meetings is needed"),
        (GOOD[:-20].encode(), "breaks off or is not well formed at line 1"),
        (b"[" + b'\n{"name": "A"}' * 2 + b"]", "not well formed at line 3, character 1"),
        (b"[1, 2", "not well formed"),
        (b"[,]", "not well formed"),
        (b"[1],", "not well formed"),
        (b"[" * 100_000, "nested too deeply"),
        (b'[{"a":' * 50_000, "nested too deeply"),
        (b"[" + b"9" * 10_000 + b"]", "far too long"),
        (CAFE.encode("latin-1"), "--encoding"),
        (b"[" + b"0," * 100_001 + b"0]", "More than 100000 rows"),
    ],
    ids=lambda value: repr(value)[:24],
)
def test_what_is_no_list_is_refused_whole(
    app: Flask, tmp_path: Path, data: bytes, reason: str
) -> None:
    a_person("keeper", administrator=True)
    code, lines = run_import(app, a_file(tmp_path, data))
    assert (code, len(lines)) == (1, 1)
    assert reason in lines[0]
    assert (db.session.query(Meeting).count(), db.session.query(Group).count()) == (0, 0)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_every_unicode_is_read(app: Flask, tmp_path: Path, encoding: str) -> None:
    a_person("keeper", administrator=True)
    assert brought_in(app, a_file(tmp_path, CAFE.encode(encoding)))[0] == counts(1, added=1)
    assert the_meeting().name == "Café"


def test_another_encoding_is_read_when_it_is_said(app: Flask, tmp_path: Path) -> None:
    a_person("keeper", administrator=True)
    path = a_file(tmp_path, CAFE.encode("latin-1"))
    assert run_import(app, path, "--encoding", "klingon")[0] == 1
    assert run_import(app, path, "--encoding", "ascii")[0] == 1
    brought_in(app, path, "--encoding", "latin-1")
    assert the_meeting().name == "Café"


@pytest.mark.parametrize(
    "text",
    [
        GOOD[:-1] + ",]",
        GOOD[:-2] + ",\n}]",
        GOOD.replace('"D", "S"]', '"D", "S",]').replace("a cup.", "a cup,] and , }"),
    ],
)
def test_a_comma_too_many_is_forgiven_and_told(app: Flask, tmp_path: Path, text: str) -> None:
    a_person("keeper", administrator=True)
    lines = brought_in(app, a_file(tmp_path, text.encode()))
    assert lines[0] == counts(1, added=1)
    assert lines[2] == "In the file: A comma stood before a closing bracket; it was left out."
    assert the_meeting().about in ("Bring a cup.", "Bring a cup,] and , }")


def test_what_sheets_wrap_around_the_list_is_taken_off(app: Flask, tmp_path: Path) -> None:
    a_person("keeper", administrator=True)
    wrapped = json.dumps({"warnings": [], "meetings": [ROW]}).encode()
    assert brought_in(app, a_file(tmp_path, wrapped))[0] == counts(1, added=1)


def test_an_empty_list_imports_nothing(app: Flask, tmp_path: Path) -> None:
    a_person("keeper", administrator=True)
    assert brought_in(app, a_file(tmp_path, b" [ ] "))[:2] == [counts(0), "0 removed"]


def test_what_cannot_be_read_is_said(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_person("keeper", administrator=True)
    assert run_import(app, tmp_path / "absent.json") == (
        1, [f"There is no file {tmp_path / 'absent.json'}."],
    )  # fmt: skip
    assert run_import(app, tmp_path) == (1, [f"{tmp_path} is no file."])
    assert run_import(app, "/dev/zero") == (1, ["/dev/zero is no file."])
    assert run_import(app, "nul\0")[0] == 1
    monkeypatch.setattr(terminal, "LARGEST_FILE", 100)
    assert "is larger than" in run_import(app, a_file(tmp_path, GOOD.encode()))[1][0]


def test_a_hostile_row_does_not_hold_up_the_others(app: Flask, tmp_path: Path) -> None:
    a_person("keeper", administrator=True)
    bomb: object = "x"
    for _depth in range(200):
        bomb = [bomb]
    worst = {
        "slug": {"$oid": {"$oid": {"$oid": {"a": 1}}}}, "name": "Worst", "day": bomb, "types": bomb, "time": bomb,
    }  # fmt: skip
    odd = {
        **ROW,
        "slug": "odd",
        **dict.fromkeys(("notes", "group", "region", "regions", "location"), bomb),
    }
    lines = brought_in(app, a_file(tmp_path, json.dumps([worst, odd, ROW]).encode()))
    assert lines[0] == counts(3, added=2, refused=1)


ODD: list[object] = [
    None, True, False, -1, 0, 1.0, 1.5, 9, 99999999999999999999, 1e300, float("inf"), "", " ", "1.0", "1.0x",
    "1:", "24:00", "25:61", "--1", "null", "x" * 3000, "\u0000", "\u202e", "\U0001f600", [], [[]], ["1"],
    [1.0], [None], {}, {"a": 1}, "2026-02-30", "Europe/Nowhere", "http://", "javascript:x", "2026-02-30T99:99:99Z",
]  # fmt: skip
"""What may stand in any field of a list that somebody keeps by hand."""


def each_field_odd(row: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """The row once for each field and odd value, each under a name of its own."""
    fields = [name for name in row if name != key]
    rows = [{**row, field: odd} for field in fields for odd in ODD]
    return [{**each, key: number} for number, each in enumerate(rows, 1)]


@pytest.mark.parametrize(
    ("row", "key"), [(ROW | HALL | {"duration": 60}, "slug"), (CENTRAL_ROW, "slug")]
)
def test_whatever_stands_in_a_field_every_row_is_accounted_for(
    app: Flask, tmp_path: Path, row: dict[str, Any], key: str
) -> None:
    a_person("keeper", administrator=True)
    rows = each_field_odd(row, key)
    path = a_file(tmp_path, json.dumps(rows).encode())
    lines = brought_in(app, path, "--dry-run")
    counted = [int(number) for number in re.findall(r"\d+", lines[0])]
    assert counted[0] == len(rows) == sum(counted[1:])

"""Zips that want to do harm: refused whole, in words, before anything is written."""

import io
import json
import random
import struct
import zipfile
from pathlib import Path

import pytest
from flask import Flask

from tests.factories import Circle
from tests.portability.brought import (
    CHANNEL,
    DAY,
    USERS,
    a_workspace,
    a_zip,
    everything,
    run,
)


def refused(app: Flask, circle: Circle, path: Path) -> str:
    """The sentence with which a file is refused; nothing was written."""
    before = everything()
    code, lines = run(app, "import-slack", path, "--group", circle.slug)
    assert (code, len(lines)) == (1, 1), lines
    assert everything() == before
    return lines[0]


@pytest.mark.parametrize(
    "path",
    ["../outside.json", "/etc/passwd", "evenings/../../x.json", "a\\..\\b.json", "C:/x.json"],
)
def test_a_path_that_leads_out_is_refused(
    app: Flask, circle: Circle, tmp_path: Path, path: str
) -> None:
    said = refused(app, circle, a_workspace(tmp_path, **{path: "[]"}))
    assert said.startswith("A path in the zip leads out of it: ")
    assert [each.name for each in tmp_path.parent.glob("outside.json")] == []


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x05\x06" + b"\0" * 17, b"nonsense" * 1000])
def test_what_is_no_zip_is_refused(app: Flask, circle: Circle, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.zip").write_bytes(data)
    assert refused(app, circle, tmp_path / "x.zip") == "This is no zip file, or a broken one."


def test_a_file_that_unpacks_to_far_too_much_is_refused(
    app: Flask, circle: Circle, tmp_path: Path
) -> None:
    bomb = {"evenings/2019-02-13.json": "[" + " " * 20_000_000 + "]"}
    said = refused(app, circle, a_workspace(tmp_path, **bomb))
    assert said == "evenings/2019-02-13.json in the zip unpacks to far too much."


def test_many_files_that_together_are_too_much_are_refused(
    app: Flask, circle: Circle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("community.portability.importing.archive.MOST_BYTES", 1_000)
    noise = {f"evenings/{day}.json": json.dumps("x" * 300) for day in range(9)}
    assert "Unpacked, the zip is larger" in refused(app, circle, a_workspace(tmp_path, **noise))
    monkeypatch.setattr("community.portability.importing.archive.MOST_FILES", 5)
    assert "more than 5 files" in refused(app, circle, a_workspace(tmp_path, **noise))


def test_a_size_that_lies_is_found_out(app: Flask, circle: Circle, tmp_path: Path) -> None:
    path = a_workspace(tmp_path, **{"evenings/2019-02-13.json": "[" + " " * 5_000_000 + "]"})
    whole = bytearray(path.read_bytes())
    real = struct.pack("<L", 5_000_002)
    while (at := whole.find(real)) >= 0:
        whole[at : at + 4] = struct.pack("<L", 500)
    path.write_bytes(whole)
    assert refused(app, circle, path) == "evenings/2019-02-13.json in the zip is broken."


def test_a_wrong_sum_is_refused(app: Flask, circle: Circle, tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("users.json", json.dumps(USERS))
        archive.writestr("channels.json", json.dumps([CHANNEL]))
        archive.writestr("evenings/2019-02-12.json", json.dumps(DAY))
    path.write_bytes(path.read_bytes().replace(b"Good evening.", b"Bad morning..", 1))
    assert refused(app, circle, path) == "evenings/2019-02-12.json in the zip is broken."


def test_a_locked_zip_is_refused(app: Flask, circle: Circle, tmp_path: Path) -> None:
    path = a_workspace(tmp_path)
    whole = bytearray(path.read_bytes())
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := whole.find(sign, at + 1)) >= 0:
            whole[at + offset] |= 1
    path.write_bytes(whole)
    assert "locked with a password" in refused(app, circle, path)


@pytest.mark.parametrize("name", ["users.json", "channels.json", "evenings/2019-02-12.json"])
@pytest.mark.parametrize("data", ["{", "\x00\xff", "[" * 100_000])
def test_what_is_no_json_is_refused(
    app: Flask, circle: Circle, tmp_path: Path, name: str, data: str
) -> None:
    assert refused(app, circle, a_workspace(tmp_path, **{name: data})).startswith(name)


def test_a_zip_of_something_else_is_refused(app: Flask, circle: Circle, tmp_path: Path) -> None:
    assert "it has no channels.json" in refused(app, circle, a_zip(tmp_path, {"a.txt": "b"}))


@pytest.mark.parametrize("what", [[], {}, 5, [[]], [{"id": {}, "name": []}], None])
def test_lists_of_something_else_bring_nothing_in(
    app: Flask, circle: Circle, tmp_path: Path, what: object
) -> None:
    before = everything()
    path = a_workspace(tmp_path, **{"users.json": what, "channels.json": what})
    assert run(app, "import-slack", path, "--group", circle.slug)[0] in (0, 1)
    assert everything() == before


def test_a_zip_with_any_bytes_changed_never_ends_in_an_error_of_ours(
    app: Flask, circle: Circle, tmp_path: Path
) -> None:
    chance, whole = random.Random(9), a_workspace(tmp_path).read_bytes()
    for _time in range(150):
        changed = bytearray(whole)
        for _byte in range(chance.choice((1, 2, 8))):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        (tmp_path / "x.zip").write_bytes(changed)
        code, lines = run(
            app, "import-slack", tmp_path / "x.zip", "--group", circle.slug, "--dry-run"
        )
        assert (code in (0, 1), bool(lines)) == (True, True)


def test_a_zip_in_a_zip_is_not_opened(app: Flask, circle: Circle, tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("channels.json", json.dumps([CHANNEL]))
    said = refused(app, circle, a_zip(tmp_path, {"inner.zip": inner.getvalue()}))
    assert "it has no channels.json" in said

"""Files that nobody should have written: told line by line, never the end of an import."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from community.extensions import db
from community.portability.importing.models import Claim
from tests.factories import Circle
from tests.portability.brought import (
    BOARD,
    FIRST,
    PEOPLE,
    ROWS,
    SECOND,
    TOPIC,
    USERS,
    a_forum,
    a_workspace,
    brought_in,
    counts,
    everything,
    run,
    the_topic,
    words_in,
)

LAST = len(ROWS) + 1
DATE = "It has no date between 1970 and now; it takes its neighbour's."


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("nonsense", "This is no JSON object."),
        ('"text"', "This is no JSON object."),
        ("[" * 100_000, "This is no JSON object."),
        ('{"type": "post", "id": ' + "9" * 5000 + "}", "This is no JSON object."),
        ('{"type": "user", "id": "x' + "x" * 300_000 + '"}', "A line has at most 262144 bytes."),
        ({"type": "poll", "id": "x"}, "Its type is none of user, board, topic, post."),
        ({"type": ["post"], "id": "x"}, "Its type is none of user, board, topic, post."),
        ({"type": "post"}, "It has no usable id."),
        ({"type": "post", "id": {"a": 1}}, "It has no usable id."),
        ({"type": "post", "id": True}, "It has no usable id."),
        ({**FIRST}, "An earlier line has the same type and id."),
        ({**FIRST, "id": "x", "topic": "t9"}, "Its topic is not in the file, or was refused."),
        ({**FIRST, "id": "x", "text": None}, "The post needs a topic and a text."),
        ({**FIRST, "id": "x", "text": " \u200b\n"}, "The post needs a topic and a text."),
        ({**TOPIC, "id": "t2", "board": "b9"}, "Its board is not in the file."),
        ({**TOPIC, "id": "t2"}, "The topic has no post."),
        ({**TOPIC, "id": "t2", "title": 5}, "The topic needs a board and a title."),
        ({**BOARD, "id": "b2", "name": ""}, "The board has no name."),
    ],
)
def test_a_row_that_cannot_be_used_is_told_and_the_rest_comes_in(
    app: Flask, circle: Circle, tmp_path: Path, row: Any, reason: str
) -> None:
    lines = brought_in(app, a_forum(tmp_path, *ROWS, row), circle.slug)
    assert (lines[0], lines[3]) == (counts(2, added=2, refused=1), f"Line {LAST}: {reason}")


@pytest.mark.parametrize(
    "at",
    [
        None, "0000-00-00", "0001-01-01T00:00:00+14:00", "0000-01-01T00:00:00Z", "1969-12-31T23:59:59Z",
        "2999-01-01", "soon", -5, 1e300, float("nan"), float("inf"), 10**400, [], {}, True,
    ],
)  # fmt: skip
def test_a_date_that_cannot_be_is_taken_from_its_neighbour(
    app: Flask, circle: Circle, tmp_path: Path, at: Any
) -> None:
    third = {**SECOND, "id": "p3", "at": at}
    lines = brought_in(app, a_forum(tmp_path, *ROWS, third), circle.slug)
    assert (lines[0], lines[3]) == (counts(3, added=3), f"Line {LAST}: {DATE}")
    assert f"{the_topic().last_at:%Y-%m-%d %H:%M}" == "2019-03-01 20:00"


def test_where_no_date_is_usable_nothing_is_made_up(
    app: Flask, circle: Circle, tmp_path: Path
) -> None:
    topic, post = {**TOPIC, "at": "0000-00-00"}, {**FIRST, "at": "0000-00-00"}
    lines = brought_in(app, a_forum(tmp_path, BOARD, topic, post), circle.slug)
    assert lines[0] == counts(0, refused=1)
    assert "Line 3: There is no usable date in its topic." in lines


def test_answers_in_a_circle_are_told_and_come_in_as_none(
    app: Flask, circle: Circle, tmp_path: Path
) -> None:
    one, two = {**FIRST, "reply_to": "p2"}, {**SECOND, "reply_to": "p1"}
    itself = {**SECOND, "id": "p3", "reply_to": "p3"}
    lines = brought_in(app, a_forum(tmp_path, *PEOPLE, BOARD, TOPIC, one, two, itself), circle.slug)
    assert lines[0] == counts(3, added=3)
    assert (
        "2 lines (6, 8): What it answers comes later, or answers it: it stands as no answer."
        in lines
    )
    assert [answers for _who, _words, answers in words_in(the_topic().id)] == [None, 1, None]


def test_an_answer_to_another_topic_stands_as_none(
    app: Flask, circle: Circle, tmp_path: Path
) -> None:
    lines = brought_in(
        app, a_forum(tmp_path, *ROWS, {**FIRST, "id": "p3", "reply_to": "p99"}), circle.slug
    )
    assert f"Line {LAST}: What it answers is not in its topic: it stands as no answer." in lines


def test_missing_authors_are_told_and_keep_their_words(
    app: Flask, circle: Circle, tmp_path: Path
) -> None:
    nameless = [
        {**FIRST, "author": None},
        {**SECOND, "author": ["x"]},
        {**SECOND, "id": "p3", "author": "gone"},
    ]
    lines = brought_in(app, a_forum(tmp_path, BOARD, TOPIC, *nameless), circle.slug)
    assert lines[0] == counts(3, added=3)
    assert "3 lines (3-5): Its author is not in the file." in lines
    handles = [who for who, _words, _answers in words_in(the_topic().id)]
    assert handles[0] == handles[1] != handles[2]


def test_what_is_written_cannot_break_out_of_its_words(
    app: Flask, circle: Circle, tmp_path: Path
) -> None:
    wild = "<script>alert(1)</script> \u202egnihtyna\u202c \x00\ud800 [x](javascript:alert(1))"
    long = {**SECOND, "text": "word " * 20_000}
    lines = brought_in(
        app, a_forum(tmp_path, *PEOPLE, BOARD, TOPIC, {**FIRST, "text": wild}, long), circle.slug
    )
    assert "Line 7: It was cut to 40000 characters." in lines
    first, second = (words for _who, words, _answers in words_in(the_topic().id))
    assert not {"\x00", "\ud800", "\u202e", "\u202c"} & set(first)
    assert len(second) <= 40_000


def test_an_address_that_cannot_be_written_down_is_none(
    app: Flask, circle: Circle, tmp_path: Path
) -> None:
    broken = "\ud800@old.example"
    forum = a_forum(tmp_path, {**PEOPLE[0], "address": broken}, *ROWS[1:])
    assert brought_in(app, forum, circle.slug)[0] == counts(2, added=2)
    users = [{**USERS[0], "profile": {"email": broken}}, USERS[1]]
    slack = a_workspace(tmp_path, **{"users.json": users})
    assert brought_in(app, slack, circle.slug)[0] == counts(2, added=2)
    assert {claim.address_hash for claim in db.session.query(Claim)} == {None}


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xff\xfe\x00", b"PK\x03\x04", b"{}"])
def test_a_file_of_nothing_is_refused_whole(
    app: Flask, circle: Circle, tmp_path: Path, data: bytes
) -> None:
    (tmp_path / "x.jsonl").write_bytes(data)
    before = everything()
    code, lines = run(app, "import-forum", tmp_path / "x.jsonl", "--group", circle.slug)
    assert (code, lines) == (1, ["There is no board, topic or post in this file."])
    assert everything() == before


def test_lines_of_any_bytes_never_stop_an_import(
    app: Flask, circle: Circle, tmp_path: Path
) -> None:
    path = tmp_path / "x.jsonl"
    whole = b"\xef\xbb\xbf" + b"\r\n".join(json.dumps(row).encode() for row in ROWS)
    path.write_bytes(whole + b"\r\n\xff\xfe{}\n" + bytes(range(1, 256)) + b"\n")
    lines = brought_in(app, path, circle.slug)
    assert lines[0] == counts(2, added=2, refused=3)

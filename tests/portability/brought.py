"""Communities from elsewhere for tests, and what there is to see of them here."""

import io
import json
import random
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask

from community.cli import perform
from community.extensions import db
from community.forums.models import Board, Topic
from community.groups.models import Membership
from community.portability.importing.models import Import
from community.rooms.models import Message, Room

PEOPLE: list[dict[str, Any]] = [
    {"type": "user", "id": "u1", "name": "Rosalind", "address": "rosalind@old.example"},
    {"type": "user", "id": 2, "name": "tobias.k"},
    {"type": "user", "id": "silent", "name": "Silent Sam", "address": "sam@old.example"},
]
BOARD = {"type": "board", "id": "b1", "name": "Evenings", "about": "When it is hard."}
TOPIC = {
    "type": "topic", "id": "t1", "board": "b1", "author": "u1", "title": "The first week",
    "at": "2019-03-01T19:30:00Z",
}  # fmt: skip
FIRST = {
    "type": "post", "id": "p1", "topic": "t1", "author": "u1", "at": "2019-03-01T19:30:00Z",
    "text": "It is *hard*.",
}  # fmt: skip
SECOND = {
    "type": "post", "id": "p2", "topic": "t1", "author": 2, "at": "2019-03-01T21:00:00+01:00",
    "text": "It was for me too, @Rosalind.", "reply_to": "p1",
}  # fmt: skip
ROWS = [*PEOPLE, BOARD, TOPIC, FIRST, SECOND]

USERS: list[dict[str, Any]] = [
    {"id": "U1", "team_id": "T1", "name": "ros", "real_name": "Rosalind Franklin",
     "profile": {"email": "rosalind@old.example"}},
    {"id": "U2", "team_id": "T1", "name": "tobias", "profile": {}},
    {"id": "UB", "team_id": "T1", "name": "reminder", "is_bot": True, "profile": {}},
]  # fmt: skip
CHANNEL = {"id": "C1", "name": "evenings", "purpose": {"value": "Ask <@U1> &amp; others"}}


def said(ts: str, user: str = "U1", text: str = "Good evening.", **more: Any) -> dict[str, Any]:
    """A message of Slack."""
    return {"type": "message", "ts": ts, "user": user, "text": text, **more}


DAY = [
    said("1550000000.000100"),
    said("1550000060.000200", "U2", "It was *hard* today, <@U1>.", thread_ts="1550000000.000100"),
    {"type": "message", "subtype": "channel_join", "ts": "1550000070.1", "user": "U2", "text": "<@U2> has joined"},
]  # fmt: skip


def a_forum(folder: Path, *rows: Any, name: str = "old.jsonl") -> Path:
    """A file of the neutral format with these rows; text goes in as it is."""
    path = folder / name
    lines = (row if isinstance(row, str) else json.dumps(row) for row in rows)
    path.write_text("".join(f"{line}\n" for line in lines))
    return path


def many(posts: int) -> list[dict[str, object]]:
    """A community of that size, of people who answer each other."""
    chance, topics = random.Random(5), max(1, posts // 12)
    rows: list[dict[str, object]] = [
        {"type": "user", "id": f"w{n}", "name": f"name-{n}"} for n in range(posts // 50)
    ]
    rows += ({**ROWS[len(PEOPLE)], "id": f"b{n}"} for n in range(8))
    rows += (
        {"type": "topic", "id": f"t{n}", "board": f"b{n % 8}", "author": "w0", "title": f"Topic {n}",
         "at": 1_500_000_000 + n}
        for n in range(topics)
    )  # fmt: skip
    for n in range(posts):
        row: dict[str, object] = {
            "type": "post", "id": f"p{n}", "topic": f"t{n % topics}", "at": 1_510_000_000 + 60 * n,
            "author": f"w{chance.randrange(posts // 50)}",
            "text": "Some words that *help* when it is hard, @name-1. " * chance.randrange(1, 12),
        }  # fmt: skip
        rows.append(row | ({"reply_to": f"p{n - topics}"} if n >= topics and n % 3 == 0 else {}))
    return rows


def a_zip(folder: Path, files: Mapping[str, Any], name: str = "export.zip") -> Path:
    """A zip of JSON files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in files.items():
            archive.writestr(path, data if isinstance(data, str | bytes) else json.dumps(data))
    path = folder / name
    path.write_bytes(packed.getvalue())
    return path


def a_workspace(folder: Path, *day: Any, **files: Any) -> Path:
    """An export with one channel in which that was said in a day."""
    whole = {"users.json": USERS, "channels.json": [CHANNEL]}
    whole["evenings/2019-02-12.json"] = list(day or DAY)
    return a_zip(folder, whole | files)


def run(app: Flask, *words: object) -> tuple[int, list[str]]:
    """Run a command; its exit code and the lines of its report."""
    code, told = perform(app, list(map(str, words)), lambda: "")
    db.session.rollback()
    return code, told.splitlines()


def brought_in(app: Flask, path: Path, slug: str, *more: object) -> list[str]:
    """Run the import that fits the file, which succeeds; its report."""
    command = "import-slack" if path.suffix == ".zip" else "import-forum"
    code, lines = run(app, command, path, "--group", slug, *more)
    assert code == 0, lines
    return lines


def counts(posts: int, added: int = 0, known: int = 0, out: int = 0, refused: int = 0) -> str:
    """The first line of a report."""
    return f"{posts} posts: {added} added, {known} known, {out} left out, {refused} rows refused"


def the_import() -> Import:
    """The one that there is."""
    return db.session.query(Import).one()


def the_topic() -> Topic:
    """The one that came in."""
    return db.session.query(Topic).filter(Topic.name != "Tea or coffee").one()


def the_board() -> Board:
    """The one that came in."""
    return db.session.query(Board).filter_by(name="Evenings").one()


def the_room() -> Room:
    """The one that came in."""
    return db.session.query(Room).filter_by(name="evenings").one()


def words_in(stream_id: int) -> list[tuple[str, str, int | None]]:
    """Handle, words and what they answer, in order."""
    rows = db.session.execute(
        sa.select(Membership.handle, Message.body, Message.reply_to)
        .join(Message, Message.author_id == Membership.id)
        .where(Message.stream_id == stream_id)
        .order_by(Message.seq)
    )
    return [(row.handle, row.body, row.reply_to) for row in rows]


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    with db.engine.connect() as connection:
        names = sa.inspect(connection).get_table_names()
        return {
            name: sorted(
                map(tuple, connection.execute(sa.text(f'SELECT * FROM "{name}"'))), key=str
            )
            for name in names
        }

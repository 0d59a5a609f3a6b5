"""The rows of the neutral format: read one by one, and sorted into what they are (docs/imports.md)."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from flask_babel import gettext as _

from community.clock import now
from community.portability.importing.shapes import (
    LONGEST_ABOUT,
    LONGEST_NAME,
    LONGEST_TEXT,
    LONGEST_TITLE,
    Notes,
    Place,
    Unreadable,
    Writer,
    address_of,
    id_of,
    line_of,
    moment_of,
    says_something,
    too_long,
)
from community.turns import in_turns

LONGEST_LINE = 256 * 1024
MOST_LINES = 1_000_000
TYPES = ("user", "board", "topic", "post")


class Row(NamedTuple):
    """One line of the file, and where it stands there."""

    number: int
    start: int
    end: int
    said: Mapping[str, Any]


class TopicRow(NamedTuple):
    number: int
    board: str
    author: str
    name: str
    at: datetime | None


class PostRow(NamedTuple):
    number: int
    id: str
    author: str
    at: datetime | None
    reply_to: str | None
    span: tuple[int, int]


class Rows:
    """What the rows of a file say, by type and id. What cannot be used is noted, and stops nothing."""

    def __init__(self, data: bytes) -> None:
        self._data, self._latest = data, now()
        self.notes, self.refused = Notes(), 0
        self.users: dict[str, Writer] = {}
        self.boards: dict[str, Place] = {}
        self.topics: dict[str, TopicRow] = {}
        self.posts: dict[str, list[PostRow]] = {}
        self.topic_of: dict[str, str] = {}
        for row in in_turns(self._rows()):
            self._take(row)

    def refuse(self, sentence: str, number: int) -> None:
        """A row is not used."""
        self.refused += 1
        self.notes.add(sentence, number)

    def _rows(self) -> Iterator[Row]:
        start = 3 if self._data.startswith(b"\xef\xbb\xbf") else 0
        number = 0
        while start < len(self._data):
            end = self._data.find(b"\n", start)
            end = len(self._data) if end < 0 else end
            number += 1
            if number > MOST_LINES:
                raise Unreadable(_("There are more than %(most)d lines.", most=MOST_LINES))
            said = self._object(number, start, end)
            if said is not None:
                yield Row(number, start, end, said)
            start = end + 1

    def _object(self, number: int, start: int, end: int) -> Mapping[str, Any] | None:
        if end - start > LONGEST_LINE:
            self.refuse(_("A line has at most %(most)d bytes.", most=LONGEST_LINE), number)
            return None
        if not self._data[start:end].strip():
            return None
        try:
            said = json.loads(self._data[start:end].decode())
        except (ValueError, RecursionError):
            self.refuse(_("This is no JSON object."), number)
            return None
        if not isinstance(said, dict):
            self.refuse(_("This is no JSON object."), number)
            return None
        return said

    def _take(self, row: Row) -> None:
        kind, own = row.said.get("type"), id_of(row.said.get("id"))
        if kind not in TYPES:
            self.refuse(_("Its type is none of user, board, topic, post."), row.number)
        elif own is None:
            self.refuse(_("It has no usable id."), row.number)
        else:
            getattr(self, f"_take_{kind}")(row, own)

    def _take_user(self, row: Row, own: str) -> None:
        if self._is_new(own, self.users, row):
            name, address = row.said.get("name"), row.said.get("address")
            self.users[own] = Writer(own, line_of(name, LONGEST_NAME), address_of(address))

    def _take_board(self, row: Row, own: str) -> None:
        name = line_of(row.said.get("name"), LONGEST_NAME)
        if not name:
            self.refuse(_("The board has no name."), row.number)
        elif self._is_new(own, self.boards, row):
            self.boards[own] = Place(own, name, line_of(row.said.get("about"), LONGEST_ABOUT))

    def _take_topic(self, row: Row, own: str) -> None:
        board, name = id_of(row.said.get("board")), line_of(row.said.get("title"), LONGEST_TITLE)
        if board is None or not name:
            self.refuse(_("The topic needs a board and a title."), row.number)
        elif self._is_new(own, self.topics, row):
            at = moment_of(row.said.get("at"), self._latest)
            self.topics[own] = TopicRow(
                row.number, board, id_of(row.said.get("author")) or "", name, at
            )

    def _take_post(self, row: Row, own: str) -> None:
        topic, text = id_of(row.said.get("topic")), row.said.get("text")
        if topic is None or not isinstance(text, str) or not says_something(text):
            self.refuse(_("The post needs a topic and a text."), row.number)
        elif self._is_new(own, self.topic_of, row):
            if len(text) > LONGEST_TEXT:
                self.notes.add(too_long(), row.number)
            self.topic_of[own] = topic
            self.posts.setdefault(topic, []).append(self._post(row, own))

    def _post(self, row: Row, own: str) -> PostRow:
        at = moment_of(row.said.get("at"), self._latest)
        author = id_of(row.said.get("author")) or ""
        answered = row.said.get("reply_to")
        return PostRow(
            row.number, own, author, at, id_of(answered) or ("" if answered is not None else None),
            (row.start, row.end),
        )  # fmt: skip

    def _is_new(self, own: str, known: Mapping[str, Any], row: Row) -> bool:
        if own in known:
            self.refuse(_("An earlier line has the same type and id."), row.number)
        return own not in known

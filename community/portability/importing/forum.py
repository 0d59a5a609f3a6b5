"""The neutral format: a file of JSON objects, one a line, in any order (docs/imports.md)."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from unicodedata import normalize

from flask_babel import gettext as _

from community.portability.importing.models import FORUM
from community.portability.importing.rows import PostRow, Rows
from community.portability.importing.shapes import (
    Line,
    Notes,
    Place,
    Thread,
    Unreadable,
    Writer,
    body_of,
)
from community.turns import in_turns

MENTION = re.compile(r"""(?<![^\W_])(?<![@/])@(["'“„«\[({*]{0,3})([^\n@]+)""")


@dataclass
class Forum:
    """A community as the file tells it, in order."""

    source: str
    writers: dict[str, Writer]
    places: list[Place]
    threads: list[Thread]
    notes: Notes
    refused: int
    data: bytes
    lines: dict[str, list[Line]]
    names: Mapping[str, str]
    """Whoever has a name in the file, also if they wrote nothing: their ids, by the name in small letters."""

    kind: str = FORUM

    def __post_init__(self) -> None:
        self._longest_name = max(map(len, self.names), default=0)

    @property
    def streams(self) -> Sequence[str]:
        """Its topics."""
        return list(self.lines)

    @property
    def total(self) -> int:
        """Its posts."""
        return sum(map(len, self.lines.values()))

    def lines_of(self, stream: str) -> Sequence[Line]:
        """A topic's posts."""
        return self.lines[stream]

    def words_of(self, line: Line, pseudonyms: Mapping[str, str]) -> str:
        """A post's Markdown; whoever is called by @name in it goes by their pseudonym."""
        start, end = line.raw
        said = json.loads(self.data[start:end])["text"]
        return body_of(self.named_anew(said, pseudonyms))

    def named_anew(self, said: str, pseudonyms: Mapping[str, str]) -> str:
        """A text in which whoever is called by @name goes by their pseudonym; who wrote nothing is someone."""
        return MENTION.sub(lambda found: self._renamed(found, pseudonyms), normalize("NFC", said))

    def _renamed(self, found: re.Match[str], pseudonyms: Mapping[str, str]) -> str:
        opening, words = found[1], found[2]
        for end in range(min(len(words), self._longest_name), 0, -1):
            goes_on = words[end : end + 3].lstrip("_")[:1].isalnum()
            who = None if goes_on else self.names.get(words[:end].casefold())
            if who is not None:
                return opening + pseudonyms.get(who, _("someone")) + words[end:]
        return found[0]


def read_forum(data: bytes, file: str, source: str = "") -> Forum:
    """Read a whole file. Rows that cannot be used are told of; nothing in one stops the rest. Raises Unreadable."""
    return _Ordering(data, source or file).done()


class _Ordering:
    """Rows that become a community: what hangs nowhere is dropped, what is undated gets a date."""

    def __init__(self, data: bytes, source: str) -> None:
        self._data, self._source, self._rows = data, source, Rows(data)

    def done(self) -> Forum:
        """All of it."""
        if not (self._rows.boards or self._rows.topics or self._rows.topic_of):
            raise Unreadable(_("There is no board, topic or post in this file."))
        self._drop_what_hangs_nowhere()
        lines = {
            topic: self._ordered(topic, posts)
            for topic, posts in in_turns(self._rows.posts.items())
        }
        lines = {topic: found for topic, found in lines.items() if found}
        return Forum(
            self._source, self._writing(lines), list(self._rows.boards.values()),
            [self._thread(topic, found[0]) for topic, found in lines.items()],
            self._rows.notes, self._rows.refused, self._data, lines, self._names(),
        )  # fmt: skip

    def _drop_what_hangs_nowhere(self) -> None:
        for own, topic in list(self._rows.topics.items()):
            if topic.board not in self._rows.boards:
                self._rows.refuse(_("Its board is not in the file."), topic.number)
                del self._rows.topics[own]
        for own in [own for own in self._rows.posts if own not in self._rows.topics]:
            for post in self._rows.posts.pop(own):
                self._rows.refuse(_("Its topic is not in the file, or was refused."), post.number)
        for own in self._rows.topics.keys() - self._rows.posts.keys():
            self._rows.refuse(_("The topic has no post."), self._rows.topics[own].number)

    def _ordered(self, own: str, posts: list[PostRow]) -> list[Line]:
        dated = self._dated(own, posts)
        dated.sort(key=lambda pair: (pair[0], pair[1].number))
        lines: list[Line] = []
        before: set[str] = set()
        for at, post in dated:
            reply = post.reply_to if self._may_answer(post, own, before) else None
            lines.append(Line(post.id, own, self._author(post), at, reply, post.span))
            before.add(post.id)
        return lines

    def _dated(self, own: str, posts: list[PostRow]) -> list[tuple[datetime, PostRow]]:
        """Every post with a time; one that names none takes that of the line before it in its topic."""
        known = (post.at for post in posts if post.at is not None)
        last = self._rows.topics[own].at or next(known, None)
        dated = []
        for post in posts:
            if post.at is None:
                self._note_date(post.number, last)
            last = post.at or last
            if last is not None:
                dated.append((last, post))
        return dated

    def _note_date(self, number: int, instead: datetime | None) -> None:
        if instead is None:
            self._rows.refuse(_("There is no usable date in its topic."), number)
        else:
            said = _("It has no date between 1970 and now; it takes its neighbour's.")
            self._rows.notes.add(said, number)

    def _may_answer(self, post: PostRow, own: str, before: set[str]) -> bool:
        if post.reply_to is None or post.reply_to in before:
            return post.reply_to is not None
        here = self._rows.topic_of.get(post.reply_to) == own
        self._rows.notes.add(
            _("What it answers comes later, or answers it: it stands as no answer.")
            if here
            else _("What it answers is not in its topic: it stands as no answer."),
            post.number,
        )
        return False

    def _author(self, post: PostRow) -> str:
        if post.author not in self._rows.users:
            self._rows.notes.add(_("Its author is not in the file."), post.number)
        return post.author

    def _thread(self, own: str, first: Line) -> Thread:
        topic = self._rows.topics[own]
        return Thread(
            own, topic.board, topic.author or first.author, topic.name, topic.at or first.at
        )

    def _names(self) -> dict[str, str]:
        return {who.name.casefold(): who.id for who in self._rows.users.values() if who.name}

    def _writing(self, lines: Mapping[str, list[Line]]) -> dict[str, Writer]:
        """Only whoever wrote something: of the others nothing is kept."""
        ids = {line.author for found in lines.values() for line in found}
        ids |= {self._rows.topics[own].author for own in lines if self._rows.topics[own].author}
        return {own: self._rows.users.get(own, Writer(own)) for own in sorted(ids)}

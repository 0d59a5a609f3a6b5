"""What an import reads, whatever it was written as: writers, places, threads, lines; and what is to be told of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, NamedTuple, Protocol

from flask_babel import gettext as _

from community.text import LINE_ENDS, TURNS_WRITING_AROUND, UNWRITABLE, clean_body, clean_line

LONGEST_TEXT = 40_000
"""Characters of a post; what is longer is cut, and told."""

LONGEST_ID = 100
LONGEST_NAME, LONGEST_ABOUT, LONGEST_TITLE = 80, 300, 120
"""Characters of what a place is called, of what it says of itself, and of a topic's title."""

EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)


class Unreadable(Exception):
    """A file of which nothing can be imported; the sentence says why."""


class Writer(NamedTuple):
    """Somebody who wrote there. Their name is only used to find them in other people's words."""

    id: str
    name: str = ""
    address: str = ""


class Place(NamedTuple):
    """A board or a channel."""

    id: str
    name: str
    about: str = ""


class Thread(NamedTuple):
    """A topic on a board."""

    id: str
    place: str
    author: str
    name: str
    at: datetime


class Line(NamedTuple):
    """Something that was written; `raw` is what its reader makes words of when their turn comes."""

    id: str
    thread: str
    author: str
    at: datetime
    reply_to: str | None
    raw: Any


@dataclass
class Notes:
    """What the operator should know, and of which rows."""

    found: dict[str, list[int | str]] = field(default_factory=dict)

    def add(self, sentence: str, where: int | str) -> None:
        """Something to tell of one row."""
        self.found.setdefault(sentence, []).append(where)


class Community(Protocol):
    """A community elsewhere, read and put in order. `threads` is empty where its places are streams themselves."""

    @property
    def kind(self) -> str:
        """Forum or Slack."""
        ...

    @property
    def source(self) -> str:
        """What it is called."""
        ...

    @property
    def writers(self) -> Mapping[str, Writer]:
        """Whoever wrote something."""
        ...

    @property
    def places(self) -> Sequence[Place]:
        """Boards, or channels."""
        ...

    @property
    def threads(self) -> Sequence[Thread]:
        """Topics."""
        ...

    @property
    def notes(self) -> Notes:
        """What is to be told."""
        ...

    @property
    def refused(self) -> int:
        """How many rows could not be used."""
        ...

    @property
    def streams(self) -> Sequence[str]:
        """The ids of what becomes a stream here, in order."""
        ...

    @property
    def total(self) -> int:
        """How many lines there are in all."""
        ...

    def lines_of(self, stream: str) -> Sequence[Line]:
        """The lines of one stream, the earliest first; an answer stands after what it answers."""
        ...

    def words_of(self, line: Line, pseudonyms: Mapping[str, str]) -> str:
        """The words of a line as Markdown, in which writers are called by their pseudonyms."""
        ...

    def named_anew(self, said: str, pseudonyms: Mapping[str, str]) -> str:
        """A title, or what a place says of itself, in which people are called by their pseudonyms."""
        ...


def moment_of(said: object, latest: datetime) -> datetime | None:
    """A time as ISO 8601 (without a zone it is UTC) or seconds since 1970; None for what is none in that span."""
    try:
        if isinstance(said, str):
            found = datetime.fromisoformat(said.strip())
            found = found if found.tzinfo else found.replace(tzinfo=UTC)
            found = found.astimezone(UTC)
        elif isinstance(said, int | float) and not isinstance(said, bool):
            found = datetime.fromtimestamp(said, UTC)
        else:
            return None
    except (ValueError, OverflowError, OSError):
        return None
    return found if EARLIEST <= found <= latest else None


def id_of(said: object) -> str | None:
    """An id elsewhere: a short text, or a whole number."""
    if isinstance(said, int) and not isinstance(said, bool):
        said = str(said) if abs(said) < 10**30 else ""
    if not isinstance(said, str) or not 0 < len(said) <= LONGEST_ID or UNWRITABLE.search(said):
        return None
    return said


def address_of(said: object) -> str:
    """A mail address as it is told there, to be hashed; empty for what is no text that can be written down."""
    return said if isinstance(said, str) and not UNWRITABLE.search(said) else ""


def line_of(said: object, longest: int) -> str:
    """One line that can be shown, cut where it is too long; empty for what is no text."""
    if not isinstance(said, str):
        return ""
    return clean_line(_writable(said[: 2 * longest])[:longest], longest, required=False)


def body_of(said: str) -> str:
    """Several lines that can be shown."""
    whole = _writable(said)
    if len(whole) > LONGEST_TEXT:
        whole = whole[: LONGEST_TEXT - 1] + "…"
    return _fitting(whole)


def says_something(said: str) -> bool:
    """Whether there is anything to read in it, near its beginning."""
    try:
        return bool(clean_body(_writable(said[:1_000]), LONGEST_TEXT))
    except ValueError:
        return False


def _fitting(whole: str) -> str:
    try:
        return clean_body(whole, LONGEST_TEXT, required=False).strip()
    except ValueError:  # NFC makes some signs longer
        return clean_body(whole[: LONGEST_TEXT // 4], LONGEST_TEXT, required=False).strip()


def _writable(said: str) -> str:
    return TURNS_WRITING_AROUND.sub("", UNWRITABLE.sub("", LINE_ENDS.sub("\n", said)))


def too_long() -> str:
    """What is told of a post that was cut."""
    sentence: str = _("It was cut to %(most)d characters.", most=LONGEST_TEXT)
    return sentence

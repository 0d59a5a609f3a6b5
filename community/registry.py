"""What features declare about themselves, so that the kernel and earlier features can reach later ones.

One of the three ways upward (docs/house.md). Declaring twice under one name replaces the first.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol


class Happening(StrEnum):
    """What can happen to a person or a membership that later features must hear of inside the same unit."""

    JOINED_SITE = "joined_site"
    GROUP_CREATED = "group_created"
    ADMITTED = "admitted"
    LEFT = "left"
    REMOVED = "removed"
    BANNED = "banned"
    QUIETENED = "quietened"
    SUSPENDED = "suspended"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    ROLE_CHANGED = "role_changed"
    GROUP_CHANGED = "group_changed"


@dataclass(frozen=True)
class Listener:
    """What a member may do with a stream: the answer of the stream's door."""

    stream_id: int
    member_id: int
    membership_id: int | None
    handle: str
    quiet: bool = False
    state: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class EntryFacts:
    """A row of a stream's log, as the payload builders receive it."""

    stream_id: int
    seq: int
    kind: str
    at: Any
    actor_id: int | None
    ref: int | None
    data: Mapping[str, Any]


class PayloadBuilder(Protocol):
    """Builds today's payloads of entries of one kind; a payload of None is hidden."""

    def __call__(
        self, entries: Sequence[EntryFacts], hidden: frozenset[int]
    ) -> Mapping[int, Mapping[str, Any] | None]:
        """By seq, what a reader sees to whom the memberships `hidden` are hidden."""
        ...


@dataclass(frozen=True)
class EntryKind:
    """A kind of entry: how its payload is built, and whether a block hides it (only words are ever hidden)."""

    name: str
    build: PayloadBuilder
    hideable: bool


@dataclass(frozen=True)
class StreamDoor:
    """How a kind of stream is entered: `find(member_id, stream_id)` answers a Listener or raises NotFound."""

    kind: str
    find: Callable[[int, int], Listener]
    may_still_hear: Callable[[Iterable[tuple[int, int]]], set[tuple[int, int]]]


@dataclass(frozen=True)
class VenueKind:
    """What is the conversation of a kind of stream.

    `find(member_id, stream_id)` answers the member's seat or raises NotFound. `lines` is the word for what is said
    there in addresses; `line_at(stream_id, seq)` the page on which a line is read with those around it.
    """

    find: Callable[[int, int], Any]
    lines: str
    line_at: Callable[[int, int], str]


@dataclass(frozen=True)
class Signal:
    """Words that were no words but an act: the entry it became, and one's place in the queue."""

    seq: int
    position: int


@dataclass(frozen=True)
class RoomLine:
    """A line of the log that nobody wrote: what happened, or (with `html`) words that were read out under a title."""

    seq: int
    at: Any
    sentence: str
    html: Any = ""
    marks: str = ""


def _enters(member_id: int, room_id: int) -> Mapping[str, Any]:
    return {}


def _only_words(member_id: int, room_id: int, body: str) -> Signal | None:
    return None


def _goes_on(room_id: int, membership_id: int, seq: int) -> None:
    pass


def _no_reason(room_id: int) -> str:
    return ""


def _no_lines(room_id: int, member_id: int, after: int, before: int | None) -> list[RoomLine]:
    return []


@dataclass(frozen=True)
class RoomKind:
    """What a later feature makes of a kind of room.

    `enter(member_id, room_id)`: what joining adds to the answer; raises Forbidden where the door is locked.
    `signal(member_id, room_id, body)`: inside the unit, whether words that could not be posted are an act.
    `posted(room_id, membership_id, seq)`: inside the unit, after a message. `hush(room_id)`: why nobody may speak.
    `audience`: who reads what is written there, in a sentence.
    `ended(room_id)`: why nothing more is written there at all, where the feature has its own words for it.
    `lines(room_id, member_id, after, before)`: what happened between two seqs, told between what was said.
    """

    enter: Callable[[int, int], Mapping[str, Any]] = _enters
    signal: Callable[[int, int, str], Signal | None] = _only_words
    posted: Callable[[int, int, int], None] = _goes_on
    hush: Callable[[int], str] = _no_reason
    ended: Callable[[int], str] = _no_reason
    audience: Callable[[], str] = str
    lines: Callable[[int, int, int, int | None], list[RoomLine]] = _no_lines


@dataclass(frozen=True)
class Panel:
    """A query and a partial that a later feature puts on an earlier page, above what is there if it is `first`."""

    page: str
    template: str
    query: Callable[..., Mapping[str, Any]]
    first: bool = False


@dataclass(frozen=True)
class PermissionRow:
    """One line of the permission matrix: a door, the law it follows, and who passes it."""

    door: str
    law: str
    allowed: frozenset[str]


Consequence = Callable[..., None]


class Registry:
    """Everything that was declared."""

    def __init__(self) -> None:
        self.doors: dict[str, StreamDoor] = {}
        self.entry_kinds: dict[str, EntryKind] = {}
        self.consequences: dict[Happening, dict[str, Consequence]] = {}
        self.panels: dict[str, Panel] = {}
        self.permissions: dict[str, PermissionRow] = {}
        self.jobs: dict[str, Callable[[Mapping[str, Any]], None]] = {}
        self.rhythms: dict[str, int] = {}
        self.slow_jobs: set[str] = set()
        self.notice_kinds: dict[str, Callable[[Mapping[str, Any]], tuple[str, str]]] = {}
        self.notice_concerns: dict[str, str] = {}
        self.breaks_through: set[str] = set()
        self.deliver: Callable[[int, str, dict[str, Any], int | None], None] = _undelivered
        self.venues: dict[str, VenueKind] = {}
        self.room_kinds: dict[str, RoomKind] = {}
        self.chair_of: Callable[[int], int | None] = _no_chair
        self.hidden_from: Callable[[int], frozenset[int]] = _nobody
        self.kept_from: Callable[[int], frozenset[int]] = _nobody
        self.hiding: Callable[[Iterable[int]], Mapping[int, frozenset[int]]] = _no_blocks
        self.who_by_token: Callable[[str], Any] = _nobody_known
        self.who_by_session: Callable[[], Any] = _nobody_signed_in
        self.still_valid: Callable[[set[Any]], set[Any]] = set
        self.starts: dict[str, Callable[[str], str]] = {}
        self.beats: dict[str, Callable[[], None]] = {}
        self.context: dict[str, Callable[[], Mapping[str, Any]]] = {}

    def when(self, happening: Happening, feature: str, consequence: Consequence) -> None:
        """Run `consequence` inside every unit in which `happening` happens, in the order of features."""
        self.consequences.setdefault(happening, {})[feature] = consequence

    def happened(self, happening: Happening, **facts: Any) -> None:
        """Tell everyone who declared a consequence, inside the unit under way."""
        for consequence in self.consequences.get(happening, {}).values():
            consequence(**facts)

    def job(
        self,
        kind: str,
        handler: Callable[[Mapping[str, Any]], None],
        every: int | None = None,
        slow: bool = False,
    ) -> None:
        """Declare the handler of a kind of job; with `every` (seconds) it recurs by itself.

        A `slow` one waits for other machines: it has a worker of its own, so that nothing else waits for it.
        """
        self.jobs[kind] = handler
        if slow:
            self.slow_jobs.add(kind)
        if every is not None:
            self.rhythms[kind] = every

    def notice_kind(
        self,
        kind: str,
        words: Callable[[Mapping[str, Any]], tuple[str, str]],
        concerns: str = "office",
        breaks_through: bool = False,
    ) -> None:
        """Declare a kind of notice: its words, and among which of the categories of notices people choose it.

        What is declared under no category is office's: it cannot be switched off. `breaks_through` quiet hours.
        """
        self.notice_kinds[kind], self.notice_concerns[kind] = words, concerns
        if breaks_through:
            self.breaks_through.add(kind)

    def room_kind(self, kind: str) -> RoomKind:
        """What was declared for that kind of room; an ordinary room where nothing was."""
        return self.room_kinds.get(kind, RoomKind())

    def panels_of(self, page: str) -> list[Panel]:
        """What later features show on `page`: what is to come first, then in the order of features."""
        found = [panel for panel in self.panels.values() if panel.page == page]
        return sorted(found, key=lambda panel: not panel.first)


def _undelivered(member_id: int, kind: str, subject: dict[str, Any], by: int | None) -> None:
    raise RuntimeError("no feature delivers notices")


def _no_chair(stream_id: int) -> int | None:
    return None


def _nobody(member_id: int) -> frozenset[int]:
    return frozenset()


def _nobody_known(token: str) -> None:
    return None


def _nobody_signed_in() -> None:
    return None


def _no_blocks(memberships: Iterable[int]) -> Mapping[int, frozenset[int]]:
    return {}


registry = Registry()

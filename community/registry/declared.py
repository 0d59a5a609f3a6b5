"""The registry itself."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from community.personal import Personal
from community.registry.holding import HoldingPlace
from community.registry.reporting import Reportable
from community.registry.retention import Kept, Purgeable, SetAside
from community.registry.rooms import RoomKind
from community.registry.streams import EntryKind, StreamDoor, VenueKind


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
    GROUP_GUARDED = "group_guarded"
    OFFICE_CHANGED = "office_changed"
    ZONE_CHANGING = "zone_changing"


@dataclass(frozen=True)
class Panel:
    """A query and a partial that a later feature puts on an earlier page, above what is there if it is `first`.

    Of those that are first, or are not, the one with the lowest `place` stands on top.
    """

    page: str
    template: str
    query: Callable[..., Mapping[str, Any]]
    first: bool = False
    place: int = 0


@dataclass(frozen=True)
class PublicCount:
    """Numbers that a later feature puts on the transparency page: their title, each one's words, and how many (R4).

    `between(begins, ends)` counts by name; small numbers are not told, as everywhere on that page.
    """

    title: Any
    words: Mapping[str, Any]
    between: Callable[[datetime, datetime], Mapping[str, int]]


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
        self.public_counts: dict[str, PublicCount] = {}
        self.permissions: dict[str, PermissionRow] = {}
        self.jobs: dict[str, Callable[[Mapping[str, Any]], None]] = {}
        self.rhythms: dict[str, int] = {}
        self.slow_jobs: set[str] = set()
        self.notice_kinds: dict[str, Callable[[Mapping[str, Any]], tuple[str, str]]] = {}
        self.notice_concerns: dict[str, str] = {}
        self.breaks_through: set[str] = set()
        self.deliver: Callable[[int, str, dict[str, Any], int | None], None] = _undelivered
        self.reportables: dict[str, Reportable] = {}
        self.sealed: set[tuple[type[Any], str]] = set()
        self.seals: dict[str, Callable[[], int | None]] = {}
        self.venues: dict[str, VenueKind] = {}
        self.room_kinds: dict[str, RoomKind] = {}
        self.holding: dict[str, HoldingPlace] = {}
        self.chair_of: Callable[[int], int | None] = _no_chair
        self.mentored_by: Callable[[int, int], bool] = _no_mentor
        self.belongs_anywhere: Callable[[int], bool] = _nowhere
        self.statement_of: Callable[[int], str] = _no_statement
        self.hidden_from: Callable[[int], frozenset[int]] = _nobody
        self.kept_from: Callable[[int], frozenset[int]] = _nobody
        self.hiding: Callable[[Iterable[int]], Mapping[int, frozenset[int]]] = _no_blocks
        self.who_by_token: Callable[[str], Any] = _nobody_known
        self.who_by_session: Callable[[], Any] = _nobody_signed_in
        self.still_valid: Callable[[set[Any]], set[Any]] = set
        self.starts: dict[str, Callable[[str], str]] = {}
        self.beats: dict[str, Callable[[], None]] = {}
        self.context: dict[str, Callable[[], Mapping[str, Any]]] = {}
        self.personal: dict[tuple[type[Any], tuple[str, ...]], Personal] = {}
        self.forgets_words: dict[str, Callable[[int, bool], Iterator[None]]] = {}
        self.purgeable: dict[str, Purgeable] = {}
        self.kept: dict[type[Any], str] = {}
        self.kept_for: Callable[[], Iterable[tuple[Purgeable, int | None]]] = tuple
        self.sets_aside: dict[str, SetAside] = {}

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

    def keeps(self, *declared: Personal) -> None:
        """Declare what a feature keeps about people; what refers to a row is declared after it."""
        self.personal |= {(kept.table, kept.columns): kept for kept in declared}

    def purges(self, *declared: Purgeable) -> None:
        """Declare classes of data that are let go of after a time (L12.3)."""
        self.purgeable |= {each.name: each for each in declared}

    def keeps_always(self, *declared: Kept) -> None:
        """Declare tables that no time lets go of, with the reason."""
        self.kept |= {table: kept.because for kept in declared for table in kept.tables}

    def room_kind(self, kind: str) -> RoomKind:
        """What was declared for that kind of room; an ordinary room where nothing was."""
        return self.room_kinds.get(kind, RoomKind())

    def panels_of(self, page: str) -> list[Panel]:
        """What later features show on `page`: what is to come first, then by place, then in the order of features."""
        found = [panel for panel in self.panels.values() if panel.page == page]
        return sorted(found, key=lambda panel: (not panel.first, panel.place))


def _undelivered(member_id: int, kind: str, subject: dict[str, Any], by: int | None) -> None:
    raise RuntimeError("no feature delivers notices")


def _no_chair(stream_id: int) -> int | None:
    return None


def _no_mentor(mentee_id: int, mentor_id: int) -> bool:
    return False


def _nowhere(member_id: int) -> bool:
    return False


def _no_statement(member_id: int) -> str:
    return ""


def _nobody(member_id: int) -> frozenset[int]:
    return frozenset()


def _nobody_known(token: str) -> None:
    return None


def _nobody_signed_in() -> None:
    return None


def _no_blocks(memberships: Iterable[int]) -> Mapping[int, frozenset[int]]:
    return {}


registry = Registry()

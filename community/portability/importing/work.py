"""One run of an import: what is new is brought in, a few hundred rows a unit; what is known stays as it is."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from secrets import SystemRandom
from time import monotonic
from typing import TypeVar

from flask_babel import gettext as _

from community.portability.importing import operations, queries
from community.portability.importing.models import BOARD, FORUM, POST, ROOM, TOPIC, USER, Import
from community.portability.importing.operations import Landing, Opening
from community.portability.importing.queries import Known
from community.portability.importing.shapes import (
    LONGEST_ABOUT,
    LONGEST_NAME,
    LONGEST_TITLE,
    Community,
    Line,
    Place,
    Thread,
    line_of,
)
from community.rooms.operations.landing import Said
from community.turns import in_turns, let_others

T = TypeVar("T")

AT_ONCE, PEOPLE_AT_ONCE = 300, 50
"""Rows of one unit: it holds up the server for some hundredths of a second. A name that is free takes longer."""

EVERY = 2.0
"""Seconds between two lines of progress."""


@dataclass
class Tally:
    """What a run added, by kind; what was here; and what stays out, since its stream is seen already."""

    added: dict[str, int] = field(default_factory=dict)
    known: int = 0
    kept_out: int = 0

    @property
    def anything(self) -> bool:
        """Whether anything is new."""
        return any(self.added.values())


def bring_in(
    community: Community, group_id: int, tell: Callable[[str], None], dry: bool = False
) -> tuple[Tally, int | None]:
    """Add what is new; what was added, and the import. A dry run counts the same and writes nothing."""
    found = queries.import_of(group_id, community.kind, community.source)
    run = _Run(community, group_id, found, dry, tell)
    run.add_writers()
    run.add_places()
    run.add_threads()
    run.add_lines()
    return run.done()


class _Run:
    """A run under way."""

    def __init__(
        self,
        community: Community,
        group_id: int,
        found: Import | None,
        dry: bool,
        tell: Callable[[str], None],
    ) -> None:
        import_id = found.id if found is not None else None
        self._all, self._group_id, self._import_id = community, group_id, import_id
        self._was_cut_off = found is not None and found.landing_since is not None
        self._dry, self._tell, self._told_at = dry, tell, monotonic()
        self._tally = Tally()
        self._place = BOARD if community.kind == FORUM else ROOM
        self._writers, self._places = self._known(USER), self._known(self._place)
        self._topics, self._lines = self._known(TOPIC), self._known(POST)
        self._called = queries.pseudonyms_of(import_id) if import_id is not None else {}
        self._heads = queries.heads_of(import_id) if import_id is not None else {}

    def add_writers(self) -> None:
        """A stand-in for whoever has none, in no order that tells anything."""
        new = [who for own, who in self._all.writers.items() if own not in self._writers]
        SystemRandom().shuffle(new)
        for some in self._units(USER, new, PEOPLE_AT_ONCE):
            made = operations.add_writers(self._id, some)
            self._writers |= {own: Known(each.membership_id, None) for own, each in made.items()}
            self._called |= {own: each.handle for own, each in made.items()}

    def add_places(self) -> None:
        """Boards, or rooms."""
        new = [place for place in self._all.places if place.id not in self._places]
        for some in self._units(self._place, new):
            made = operations.add_places(self._id, [self._place_anew(place) for place in some])
            self._places |= {own: Known(found, None) for own, found in made.items()}
            self._heads |= dict.fromkeys(made.values(), 0)

    def add_threads(self) -> None:
        """Topics."""
        new = [thread for thread in self._all.threads if thread.id not in self._topics]
        for some in self._units(TOPIC, new):
            openings = [
                Opening(
                    self._thread_anew(each), self._places[each.place].local_id,
                    self._writers[each.author].local_id,
                )
                for each in some
            ]  # fmt: skip
            made = operations.add_threads(self._id, openings)
            self._topics |= {own: Known(found, None) for own, found in made.items()}
            self._heads |= dict.fromkeys(made.values(), 0)

    def add_lines(self) -> None:
        """What was written."""
        self._tally.added[POST] = 0
        for some in chunks(self._new_lines(), AT_ONCE):
            self._tally.added[POST] += len(some)
            if not self._dry:
                operations.add_lines(self._id, [self._landing(line) for line in in_turns(some)])
            self._say_how_far()

    def done(self) -> tuple[Tally, int | None]:
        """What came of it."""
        if (self._tally.anything or self._was_cut_off) and not self._dry:
            operations.note_import(self._id, self._tally.added)
        return self._tally, self._import_id

    @property
    def _id(self) -> int:
        """The import, begun as soon as there is anything to add."""
        if self._import_id is None:
            self._import_id = operations.begin_import(
                self._group_id, self._all.kind, self._all.source
            )
        return self._import_id

    def _known(self, kind: str) -> dict[str, Known]:
        return {} if self._import_id is None else queries.origins_of(self._import_id, kind)

    def _units(self, kind: str, new: Sequence[T], size: int = AT_ONCE) -> Iterator[list[T]]:
        self._tally.added[kind] = len(new)
        for some in chunks(new, size):
            if not self._dry:
                yield some
                let_others()

    def _new_lines(self) -> Iterator[Line]:
        for stream in self._all.streams:
            here = self._stream_of(stream)
            open_to_us = here is None or here in self._heads
            for line in in_turns(self._all.lines_of(stream)):
                if line.id in self._lines:
                    self._tally.known += 1
                elif open_to_us:
                    yield line
                else:
                    self._tally.kept_out += 1

    def _stream_of(self, stream: str) -> int | None:
        """The stream here; None where a dry run has not begun it."""
        known = (self._topics if self._all.kind == FORUM else self._places).get(stream)
        return known.local_id if known else None

    def _place_anew(self, place: Place) -> Place:
        name, about = (
            self._all.named_anew(said, self._called) for said in (place.name, place.about)
        )
        return place._replace(name=line_of(name, LONGEST_NAME), about=line_of(about, LONGEST_ABOUT))

    def _thread_anew(self, thread: Thread) -> Thread:
        name = self._all.named_anew(thread.name, self._called)
        return thread._replace(name=line_of(name, LONGEST_TITLE))

    def _landing(self, line: Line) -> Landing:
        here = self._stream_of(line.thread)
        assert here is not None
        self._heads[here] += 1
        answered = self._lines.get(line.reply_to) if line.reply_to is not None else None
        reply_to = answered.seq if answered and answered.local_id == here else None
        self._lines[line.id] = Known(here, self._heads[here])
        said = Said(
            here, self._heads[here], self._writers[line.author].local_id,
            self._all.words_of(line, self._called) or "…", line.at, reply_to,
        )  # fmt: skip
        return Landing(line.id, said)

    def _say_how_far(self) -> None:
        let_others()
        if monotonic() - self._told_at > EVERY:
            self._told_at = monotonic()
            done = self._tally.added[POST] + self._tally.known + self._tally.kept_out
            self._tell(_("%(done)d of %(all)d posts …", done=done, all=self._all.total))


def chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in handfuls."""
    some: list[T] = []
    for item in items:
        some.append(item)
        if len(some) == size:
            yield some
            some = []
    if some:
        yield some

"""Bringing a community in, a few hundred rows a unit. Each unit is whole, so a run that is cut off is taken up again.

Acts of OPERATOR, on the command line only. Nothing of it can be seen, and nobody is told anything.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, cast

import sqlalchemy as sa
from flask_babel import gettext as _

from community.actors import OPERATOR
from community.clock import now
from community.errors import Conflict
from community.extensions import db
from community.forums.operations import landing as forums
from community.forums.operations.landing import Heading, Shelf
from community.groups.operations.attendance import hold_group
from community.groups.operations.standing_in import StandIn, add_stand_ins
from community.journal import record
from community.operations import operation
from community.portability.importing import queries
from community.portability.importing.models import (
    BOARD,
    FORUM,
    POST,
    ROOM,
    TOPIC,
    USER,
    Claim,
    Import,
    Origin,
)
from community.portability.importing.operations.claiming import address_fingerprint
from community.portability.importing.shapes import Place, Thread, Writer
from community.rooms.operations import landing as rooms
from community.rooms.operations.landing import Archive, Said

AFTER_OURS = 100
"""Places from elsewhere stand below the group's own."""


class Opening(NamedTuple):
    """A topic to begin, where, and by whom."""

    thread: Thread
    board_id: int
    starter_id: int


class Landing(NamedTuple):
    """A line to write, by its id there."""

    external_id: str
    said: Said


@operation
def begin_import(group_id: int, kind: str, source: str) -> int:
    """The import of that source into that group, begun now or before."""
    hold_group(group_id)
    found = queries.import_of(group_id, kind, source)
    if found is None:
        found = Import(group_id=group_id, kind=kind, source=source, began_at=now())
        db.session.add(found)
        db.session.flush()
        record(OPERATOR, "portability:import:begun", f"import:{found.id}", {"group": group_id})
    return found.id


@operation
def add_writers(import_id: int, writers: Sequence[Writer]) -> dict[str, StandIn]:
    """A stand-in for each, by their id there. Of a mail address only a keyed hash is kept, of a name nothing."""
    import_ = _held(import_id)
    added = add_stand_ins(import_.group_id, len(writers))
    made = dict(zip((writer.id for writer in writers), added, strict=True))
    claims = [
        {
            "membership_id": made[writer.id].membership_id, "import_id": import_id, "made_at": now(),
            "address_hash": address_fingerprint(writer.address) if writer.address.strip() else None,
        }
        for writer in writers
    ]  # fmt: skip
    _insert(Claim, claims)
    _keep(import_id, USER, {own: (found.membership_id, None) for own, found in made.items()})
    return made


@operation
def add_places(import_id: int, places: Sequence[Place]) -> dict[str, int]:
    """A board for each, or (of Slack) a room to read; their ids here by those there."""
    import_ = _held(import_id)
    numbered = [(place, AFTER_OURS + number) for number, place in enumerate(places)]
    if import_.kind == FORUM:
        boards = [Shelf(place.name, place.about, number) for place, number in numbered]
        kind, ids = BOARD, forums.land_boards(import_.group_id, boards)
    else:
        archives = [Archive(place.name, place.about, number) for place, number in numbered]
        kind, ids = ROOM, rooms.open_archives(import_.group_id, archives)
    made = dict(zip((place.id for place in places), ids, strict=True))
    _keep(import_id, kind, {own: (found, None) for own, found in made.items()})
    return made


@operation
def add_threads(import_id: int, openings: Sequence[Opening]) -> dict[str, int]:
    """A topic for each; their ids here by those there."""
    import_ = _held(import_id)
    headings = [
        Heading(each.board_id, each.starter_id, each.thread.name, each.thread.at)
        for each in openings
    ]
    ids = forums.land_topics(import_.group_id, headings)
    made = dict(zip((each.thread.id for each in openings), ids, strict=True))
    _keep(import_id, TOPIC, {own: (found, None) for own, found in made.items()})
    return made


@operation
def add_lines(import_id: int, landings: Sequence[Landing]) -> None:
    """Write lines at the end of their streams, in this order. Raises Conflict where another run does the same."""
    import_, said = _held(import_id), [each.said for each in landings]
    if import_.kind == FORUM:
        forums.land_posts(said)
    else:
        rooms.land_messages(said)
    _keep(
        import_id,
        POST,
        {each.external_id: (each.said.stream_id, each.said.seq) for each in landings},
    )


@operation
def note_import(import_id: int, facts: Mapping[str, int]) -> None:
    """A run is through: record what it added. From now on it can be confirmed."""
    _held(import_id).landing_since = None
    record(OPERATOR, "portability:import:landed", f"import:{import_id}", dict(facts))


def _held(import_id: int) -> Import:
    """The import, with its group held; from now on it waits for a yes. Raises Conflict where it was taken away."""
    group_id = db.session.scalar(sa.select(Import.group_id).where(Import.id == import_id))
    if group_id is not None:
        hold_group(group_id)
    import_ = db.session.get(Import, import_id)
    if import_ is None:
        raise Conflict(_("What came in was taken away meanwhile. Begin again."))
    import_.awaiting_since = import_.awaiting_since or now()
    import_.landing_since = import_.landing_since or now()
    db.session.flush()
    return import_


def _keep(import_id: int, kind: str, made: Mapping[str, tuple[int, int | None]]) -> None:
    rows = [
        {
            "import_id": import_id, "kind": kind, "external_id": own, "local_id": local_id, "seq": seq,
        }
        for own, (local_id, seq) in made.items()
    ]  # fmt: skip
    _insert(Origin, rows)


def _insert(table: type[Any], rows: list[dict[str, Any]]) -> None:
    if rows:
        db.session.execute(sa.insert(cast(sa.Table, table.__table__)), rows)

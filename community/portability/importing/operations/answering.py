"""An administrator answers for what came in: it may be seen, or it goes (an act of office, L1.5)."""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from flask_babel import gettext as _

from community.clock import now
from community.errors import Conflict
from community.extensions import db
from community.forums.operations.landing import confirm_topics, forget_topics
from community.groups.operations.attendance import hold_group
from community.groups.operations.standing_in import forget_stand_ins
from community.journal import record
from community.operations import operation
from community.portability.importing import queries
from community.portability.importing.models import (
    BOARD,
    POST,
    ROOM,
    TOPIC,
    USER,
    Claim,
    Import,
    Origin,
)
from community.rooms.operations.landing import confirm_rooms, forget_rooms
from community.turns import in_turns

AT_ONCE = 100
"""Rows that one statement names."""


@operation
def confirm_import(member_id: int, import_id: int) -> None:
    """Let everything that waits be seen, after the notice about it was read. Raises NotFound, Conflict."""
    import_ = _waiting(member_id, import_id)
    if import_.landing_since is not None:
        raise Conflict(
            _("It is still coming in, or was cut off. Let the import run to its end first.")
        )
    waiting = queries.waiting_of(import_id)
    for boards in _some(waiting.boards):
        confirm_topics(boards, ())
    for topics in in_turns(_some(waiting.topics)):
        confirm_topics((), topics)
    for found in _some(waiting.rooms):
        confirm_rooms(import_.group_id, found)
    import_.awaiting_since, import_.confirmed_at, import_.confirmed_by = None, now(), member_id
    record(member_id, "portability:import:confirmed", f"import:{import_id}")


@operation
def discard_import(member_id: int, import_id: int) -> None:
    """Take everything away that waits, as if it had never come. Raises NotFound, Conflict."""
    import_ = _waiting(member_id, import_id)
    waiting = queries.waiting_of(import_id)
    for topics in in_turns(_some(waiting.topics)):
        _forget_origins(import_id, (TOPIC, POST), topics)
        forget_topics((), topics)
    for boards in _some(waiting.boards):
        _forget_origins(import_id, (BOARD,), boards)
        forget_topics(boards, ())
    for found in in_turns(_some(waiting.rooms)):
        _forget_origins(import_id, (ROOM, POST), found)
        forget_rooms(found)
    for people in _some(queries.unused_stand_ins(import_)):
        _forget_origins(import_id, (USER,), people)
        db.session.execute(sa.delete(Claim).where(Claim.membership_id.in_(people)))
        forget_stand_ins(people)
    import_.awaiting_since = import_.landing_since = None
    if import_.confirmed_at is None:
        db.session.delete(import_)
    record(member_id, "portability:import:discarded", f"import:{import_id}")


def _waiting(member_id: int, import_id: int) -> Import:
    hold_group(queries.import_for(member_id, import_id).group_id)
    db.session.expire_all()  # what was read before the turn came is old
    import_ = queries.import_for(member_id, import_id)
    if import_.awaiting_since is None:
        raise Conflict(_("Nothing of this waits for an answer any more."))
    return import_


def _forget_origins(import_id: int, kinds: Sequence[str], local_ids: Sequence[int]) -> None:
    gone = sa.delete(Origin).where(
        Origin.import_id == import_id, Origin.kind.in_(kinds), Origin.local_id.in_(local_ids)
    )
    db.session.execute(gone)


def _some(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for at in range(0, len(ids), AT_ONCE):
        yield ids[at : at + AT_ONCE]

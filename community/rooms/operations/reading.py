"""How far somebody has read: one's own affair, written in handfuls (L4.5)."""

from collections.abc import Mapping

from community.extensions import db
from community.operations import operation
from community.realtime.streams import kinds_of
from community.registry import registry
from community.rooms import queries
from community.rooms.models import ReadPosition

Where = tuple[int, int]
"""A member and a stream."""


@operation
def mark_read(positions: Mapping[Where, int]) -> None:
    """Move positions forward, never back; what the member cannot read is passed over."""
    allowed = _readable(positions)
    heads = queries.heads_of({stream_id for _member, stream_id in allowed})
    for member_id, stream_id in sorted(allowed):
        seq = min(positions[member_id, stream_id], heads.get(stream_id, 0))
        known = db.session.get(ReadPosition, (member_id, stream_id))
        if known is None:
            db.session.add(ReadPosition(member_id=member_id, stream_id=stream_id, seq=seq))
        elif known.seq < seq:
            known.seq = seq


def _readable(positions: Mapping[Where, int]) -> set[Where]:
    kinds = kinds_of({stream_id for _member, stream_id in positions})
    by_kind: dict[str, set[Where]] = {}
    for member_id, stream_id in positions:
        if stream_id in kinds:
            by_kind.setdefault(kinds[stream_id], set()).add((member_id, stream_id))
    found = (registry.doors[kind].may_still_hear(pairs) for kind, pairs in by_kind.items())
    return set().union(*found)

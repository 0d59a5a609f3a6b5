"""How far somebody has read, and what they wish to see: one's own affair (L3.4, L4.5)."""

from collections.abc import Mapping

from community.extensions import db
from community.members.models import Member
from community.notices import operations as notices
from community.operations import operation
from community.realtime.streams import kind_of, kinds_of, stream_name
from community.registry import registry
from community.rooms import queries
from community.rooms.forms import NotesForm
from community.rooms.models import ReadPosition

Where = tuple[int, int]
"""A member and a stream."""


@operation
def mark_read(positions: Mapping[Where, int]) -> None:
    """Move positions forward, never back, many at once; what the member cannot read is passed over."""
    allowed = _readable(positions)
    heads = queries.heads_of({stream_id for _member, stream_id in allowed})
    to_the_end: dict[str, list[int]] = {}
    for member_id, stream_id in sorted(allowed):
        seq = min(positions[member_id, stream_id], heads.get(stream_id, 0))
        known = db.session.get(ReadPosition, (member_id, stream_id))
        if known is None:
            db.session.add(ReadPosition(member_id=member_id, stream_id=stream_id, seq=seq))
        elif known.seq < seq:
            known.seq = seq
        if seq == heads.get(stream_id, 0):
            name = stream_name(kind_of(stream_id), stream_id)
            to_the_end.setdefault(name, []).append(member_id)
    notices.read_about(to_the_end)


@operation
def choose_notes(member_id: int, form: NotesForm) -> None:
    """What the member wants to see of words under each content note (L3.4)."""
    db.session.get_one(Member, member_id).content_notes = dict(form.chosen)


def _readable(positions: Mapping[Where, int]) -> set[Where]:
    kinds = kinds_of({stream_id for _member, stream_id in positions})
    by_kind: dict[str, set[Where]] = {}
    for member_id, stream_id in positions:
        if stream_id in kinds:
            by_kind.setdefault(kinds[stream_id], set()).add((member_id, stream_id))
    found = (registry.doors[kind].may_still_hear(pairs) for kind, pairs in by_kind.items())
    return set().union(*found)

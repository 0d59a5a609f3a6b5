"""Reads about imports: what is known of one, what waits, and who may still claim their words."""

from dataclasses import dataclass
from typing import NamedTuple

import sqlalchemy as sa

from community.errors import NotFound
from community.extensions import db
from community.forums.models import Board, Topic
from community.groups.models import Membership
from community.members.models import Member
from community.members.policies import can_run_site
from community.members.queries import member_for
from community.notices.models import Mailbox
from community.portability.importing.models import BOARD, ROOM, TOPIC, USER, Claim, Import, Origin
from community.realtime.streams import Stream
from community.rooms.models import Room
from community.turns import in_turns


class Known(NamedTuple):
    """What something elsewhere became here."""

    local_id: int
    seq: int | None


@dataclass(frozen=True)
class Waiting:
    """What of an import waits for a yes."""

    boards: list[int]
    topics: list[int]
    rooms: list[int]


@dataclass(frozen=True)
class Summary:
    """An import as the notice about it tells it: in numbers and in names of places, never in words."""

    kind: str
    places: list[str]
    topics: int
    lines: int
    people: int


def import_of(group_id: int, kind: str, source: str) -> Import | None:
    """What came from there before."""
    return db.session.scalar(
        sa.select(Import).where(
            Import.group_id == group_id, Import.kind == kind, Import.source == source
        )
    )


def groups_of(kind: str, source: str) -> list[int]:
    """The groups into which something came from there."""
    rows = sa.select(Import.group_id).where(Import.kind == kind, Import.source == source)
    return list(db.session.scalars(rows))


def import_for(member_id: int, import_id: int) -> Import:
    """An import, for who runs the site. Raises NotFound."""
    found = db.session.get(Import, import_id)
    if found is None or not can_run_site(member_for(member_id)):
        raise NotFound
    return found


def imports_for(member_id: int) -> list[Import]:
    """All imports, those that wait first, for who runs the site. Raises NotFound."""
    if not can_run_site(member_for(member_id)):
        raise NotFound
    rows = sa.select(Import).order_by(Import.awaiting_since.is_(None), Import.began_at.desc())
    return list(db.session.scalars(rows))


def origins_of(import_id: int, kind: str) -> dict[str, Known]:
    """Everything of a kind that came in, by its id there."""
    rows = db.session.execute(
        sa.select(Origin.external_id, Origin.local_id, Origin.seq).where(
            Origin.import_id == import_id, Origin.kind == kind
        )
    )
    return {row.external_id: Known(row.local_id, row.seq) for row in in_turns(rows)}


def pseudonyms_of(import_id: int) -> dict[str, str]:
    """How each writer is called here, by their id there."""
    rows = db.session.execute(
        sa.select(Origin.external_id, Membership.handle)
        .join(Membership, Membership.id == Origin.local_id)
        .where(Origin.import_id == import_id, Origin.kind == USER)
    )
    return {row.external_id: row.handle for row in rows}


def heads_of(import_id: int) -> dict[int, int]:
    """The last seq of each stream of an import that nobody sees yet: only those are written to."""
    waiting = waiting_of(import_id)
    found: dict[int, int] = {}
    for some in _chunks(waiting.topics + waiting.rooms):
        rows = db.session.execute(sa.select(Stream.id, Stream.seq).where(Stream.id.in_(some)))
        found |= {row.id: row.seq for row in rows}
    return found


def waiting_of(import_id: int) -> Waiting:
    """What of it waits."""
    return Waiting(
        _ids(import_id, BOARD, Board), _ids(import_id, TOPIC, Topic), _ids(import_id, ROOM, Room)
    )


def summary_of(import_: Import) -> Summary:
    """What waits of an import, or where nothing does, what came in."""
    waits = import_.awaiting_since is not None
    boards, topics = _of(import_.id, BOARD, Board, waits), _of(import_.id, TOPIC, Topic, waits)
    rooms = _of(import_.id, ROOM, Room, waits)
    places = [
        *db.session.scalars(boards.with_only_columns(Board.name)),
        *db.session.scalars(rooms.with_only_columns(Room.name)),
    ]
    people = sa.select(sa.func.count()).select_from(Claim).where(Claim.import_id == import_.id)
    return Summary(
        import_.kind,
        sorted(places),
        topics=db.session.scalar(topics.with_only_columns(sa.func.count())) or 0,
        lines=_lines_in(topics) + _lines_in(rooms),
        people=db.session.scalar(people) or 0,
    )


def uncoded_of(import_id: int) -> dict[str, int]:
    """Writers, by their ids there, who have no code yet and claimed nothing: their memberships."""
    rows = db.session.execute(
        sa.select(Origin.external_id, Claim.membership_id)
        .join(Claim, Claim.membership_id == Origin.local_id)
        .where(
            Origin.import_id == import_id,
            Origin.kind == USER,
            Claim.import_id == import_id,
            Claim.code_hash.is_(None),
            Claim.claimed_at.is_(None),
        )
        .order_by(Origin.external_id)
    )
    return {row.external_id: row.membership_id for row in rows}


def unused_stand_ins(import_: Import) -> list[int]:
    """Stand-ins whose words nobody has seen yet: those that came since the last yes, and claimed nothing."""
    rows = sa.select(Claim.membership_id).where(
        Claim.import_id == import_.id, Claim.claimed_at.is_(None)
    )
    if import_.confirmed_at is not None:
        rows = rows.where(Claim.made_at > import_.confirmed_at)
    return list(db.session.scalars(rows))


def claim_by_code(group_id: int, code_hash: str) -> Claim | None:
    """What a code claims in that group, if it may be claimed now."""
    return db.session.scalar(_claimable(group_id).where(Claim.code_hash == code_hash))


def claim_by_address(group_id: int, address_hash: str) -> Claim | None:
    """What whoever had that address elsewhere may claim in that group."""
    return db.session.scalar(
        _claimable(group_id).where(Claim.address_hash == address_hash).limit(1)
    )


def confirmed_address(member_id: int) -> str | None:
    """The member's mail address, if they have proved that it is theirs and it still works."""
    return db.session.scalar(
        sa.select(Member.email)
        .join(Mailbox, Mailbox.member_id == Member.id)
        .where(
            Member.id == member_id, Mailbox.confirmed_at.is_not(None), Mailbox.bounced_at.is_(None)
        )
    )


def has_claimable(group_id: int) -> bool:
    """Whether anybody could still claim words in a group."""
    return db.session.scalar(_claimable(group_id).limit(1)) is not None


def _claimable(group_id: int) -> sa.Select[Claim]:
    confirmed = sa.and_(Import.confirmed_at.is_not(None), Claim.made_at <= Import.confirmed_at)
    return (
        sa.select(Claim)
        .join(Import, Import.id == Claim.import_id)
        .where(Import.group_id == group_id, Claim.claimed_at.is_(None), confirmed)
    )


def _of(
    import_id: int, kind: str, table: type[Board] | type[Topic] | type[Room], waits: bool
) -> sa.Select[int]:
    origin = sa.and_(Origin.import_id == import_id, Origin.kind == kind)
    rows = sa.select(table.id).join(Origin, sa.and_(origin, Origin.local_id == table.id))
    return rows.where(table.unconfirmed_since.is_not(None)) if waits else rows


def _lines_in(streams: sa.Select[int]) -> int:
    counted = sa.select(sa.func.sum(Stream.seq)).where(Stream.id.in_(streams))
    return int(db.session.scalar(counted) or 0)


def _ids(import_id: int, kind: str, table: type[Board] | type[Topic] | type[Room]) -> list[int]:
    return list(db.session.scalars(_of(import_id, kind, table, True)))


def _chunks(ids: list[int], size: int = 500) -> list[list[int]]:
    return [ids[at : at + size] for at in range(0, len(ids), size)]

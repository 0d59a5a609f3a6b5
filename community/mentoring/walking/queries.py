"""What two share, for the two, as long as they can read their channel: for anybody else there is nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

import sqlalchemy as sa

from community import vault
from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.mentoring.models import Mentorship
from community.mentoring.programmes.models import Programme, ProgrammeVersion
from community.mentoring.queries import mentorship_for
from community.mentoring.rhythms import day_begins
from community.mentoring.walking.length import over_at, paused_since
from community.mentoring.walking.models import Agreed, Item, ProgrammeWalk
from community.rooms import policies as speaking
from community.rooms.models import Message
from community.rooms.queries import poster_in, room_for
from community.wellbeing.days import day_in

Row = TypeVar("Row", bound=Agreed)


@dataclass(frozen=True)
class ItemView:
    """A goal, a task or a step as either of the two reads it."""

    id: int
    kind: str
    words: str
    by: str
    worded_by: str
    edition: int
    taken: bool
    done_at: datetime | None
    number: int
    """Among those of its kind that were taken up, from 1; 0 for a suggestion."""


def walk_for(member_id: int, mentorship_id: int) -> tuple[Mentorship, bool]:
    """The mentorship, for one of the two who can read their channel; whether they can write there. Raises NotFound."""
    mentorship = mentorship_for(member_id, mentorship_id)
    seat = room_for(member_id, mentorship.room_id)
    return mentorship, speaking.can_speak(seat.venue, poster_in(seat), now())


def items_of(mentorship_id: int) -> list[ItemView]:
    """In the order in which they were written."""
    rows = sa.select(Item).where(Item.mentorship_id == mentorship_id)
    found, counted = [], dict.fromkeys(("goal", "task", "step"), 0)
    for item in db.session.scalars(rows.order_by(Item.place, Item.id)):
        taken = item.taken_at is not None
        counted[item.kind] += taken
        found.append(
            ItemView(
                item.id, item.kind, words_of(item), item.author.handle, item.worder.handle, item.edition, taken,
                item.done_at, counted[item.kind] if taken else 0,
            )
        )  # fmt: skip
    return found


def item_in(mentorship_id: int, item_id: int) -> Item:
    """One of them, as it is now. Raises NotFound."""
    found = db.session.get(Item, item_id, populate_existing=True)
    if found is None or found.mentorship_id != mentorship_id:
        raise NotFound
    return found


def words_of(item: Item) -> str:
    """What it says."""
    return vault.read(item.words, item.about) or "…"


def count_items(mentorship_id: int) -> tuple[int, int]:
    """How many there are, and the highest place."""
    rows = sa.select(sa.func.count(), sa.func.max(Item.place)).where(
        Item.mentorship_id == mentorship_id
    )
    number, last = db.session.execute(rows).one()
    return number, last or 0


def standing(table: type[Row], mentorship_id: int) -> tuple[Row | None, Row | None]:
    """What holds between the two, and what waits for an answer."""
    rows = sa.select(table).where(table.mentorship_id == mentorship_id, table.ended_at.is_(None))
    found: Sequence[Row] = db.session.scalars(rows).all()
    return (
        next((one for one in found if one.agreed_at is not None), None),
        next((one for one in found if one.agreed_at is None), None),
    )


def agreed_in(table: type[Row], mentorship_id: int, number: int) -> Row:
    """One of them. Raises NotFound."""
    found = db.session.get(table, number, populate_existing=True)
    if found is None or found.mentorship_id != mentorship_id:
        raise NotFound
    return found


def walk_over_at(mentorship: Mentorship, walk: ProgrammeWalk) -> datetime | None:
    """When the programme of the two is over, as it looks now; None where it has no end of its own."""
    if walk.began_at is None:
        return None
    pauses = paused_since(walk.began_at, mentorship.steps, now())
    return over_at(walk.began_at, walk.weeks, pauses)


def newer_version(walk: ProgrammeWalk) -> ProgrammeVersion | None:
    """The version that the group offers now, where it is a later one than theirs."""
    programme = walk.version.programme
    if not programme.is_offered or programme.version <= walk.version.number:
        return None
    rows = sa.select(ProgrammeVersion).where(ProgrammeVersion.programme_id == programme.id)
    return db.session.scalar(rows.where(ProgrammeVersion.number == programme.version))


def offered_version(mentorship: Mentorship, version_id: int) -> ProgrammeVersion:
    """A version that the group of the two offers now. Raises NotFound."""
    found = db.session.get(ProgrammeVersion, version_id)
    if found is None or not _is_offered(found, mentorship.group_id):
        raise NotFound
    return found


def last_written(mentorship: Mentorship) -> datetime | None:
    """When the mentee wrote last in the channel: a check-in is any line of theirs, whatever it says."""
    rows = sa.select(Message.posted_at).where(
        Message.stream_id == mentorship.room_id, Message.author_id == mentorship.mentee_id
    )
    return db.session.scalar(rows.order_by(Message.seq.desc()).limit(1))


def has_checked_in(mentorship: Mentorship) -> bool:
    """Whether the mentee wrote a line today, by their own day."""
    zone, last = mentorship.mentee.member.zone, last_written(mentorship)
    return last is not None and last >= day_begins(day_in(zone, now()), zone)


def _is_offered(version: ProgrammeVersion, group_id: int) -> bool:
    programme: Programme = version.programme
    here = programme.group_id == group_id and programme.is_offered
    return here and version.number == programme.version

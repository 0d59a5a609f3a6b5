"""A group's formats and their versions, for whom the group's inside is open."""

from dataclasses import dataclass

import sqlalchemy as sa

from community.errors import NotFound
from community.extensions import db
from community.groups.models import Group, Membership, Place
from community.groups.policies import can_read
from community.groups.queries import place_in
from community.meetings.models import Format, FormatVersion


@dataclass(frozen=True)
class KeptFormat:
    """A format as a member finds it: with one of its versions, and how many there are."""

    format: Format
    place: Place
    version: FormatVersion
    newest: int


def formats_of(group_id: int, archived: bool = False) -> list[Format]:
    """The formats that a group offers, or those it has put away, by name."""
    away = Format.archived_at.is_not(None) if archived else Format.archived_at.is_(None)
    mine = sa.select(Format).where(Format.group_id == group_id, away)
    return list(db.session.scalars(mine.order_by(sa.func.lower(Format.name), Format.created_at)))


def format_for(member_id: int, format_id: int, number: int | None = None) -> KeptFormat:
    """A format in its newest version, or in one of its older ones. Raises NotFound."""
    format = db.session.get(Format, format_id)
    if format is None:
        raise NotFound
    place = place_in(member_id, db.session.get_one(Group, format.group_id))
    if not can_read(place):
        raise NotFound
    newest = newest_of(format_id)
    version = newest if number is None else _version(newest, number)
    return KeptFormat(format, place, version, newest.number)


def newest_of(format_id: int) -> FormatVersion:
    """What a format says now."""
    numbered = sa.select(FormatVersion).where(FormatVersion.format_id == format_id)
    return db.session.scalars(numbered.order_by(FormatVersion.number.desc()).limit(1)).one()


def versions_of(format_id: int) -> list[tuple[FormatVersion, int | None, str]]:
    """Every version with its author's membership and handle, newest first: none where OPERATOR adopted it."""
    # the columns, not the entity: what it loads beside itself would leave out the versions without an author
    asked = (
        sa.select(FormatVersion, Membership.id, Membership.handle)
        .outerjoin(Membership, Membership.id == FormatVersion.author_id)
        .where(FormatVersion.format_id == format_id)
        .order_by(FormatVersion.number.desc())
    )
    return [
        (version, author, handle or "") for version, author, handle in db.session.execute(asked)
    ]


def copy_of(group_id: int, shipped: str) -> Format | None:
    """The group's copy of a shipped format, put away or not."""
    mine = sa.select(Format).where(Format.group_id == group_id, Format.shipped == shipped)
    return db.session.scalar(mine.order_by(Format.created_at).limit(1))


def _version(newest: FormatVersion, number: int) -> FormatVersion:
    if not 1 <= number <= newest.number:  # what no column could hold is not asked for
        raise NotFound
    found = db.session.scalar(
        sa.select(FormatVersion).where(
            FormatVersion.format_id == newest.format_id, FormatVersion.number == number
        )
    )
    if found is None:
        raise NotFound
    return found

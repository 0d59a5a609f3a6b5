"""What import and public lists need to know of meetings. Plain rows: there may be very many."""

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from community.extensions import db
from community.groups.models import HIDDEN, Group
from community.meetings.feeds.weekly import chunks
from community.meetings.models import Meeting
from community.meetings.models.schedule import PUBLIC
from community.turns import in_turns

AT_ONCE = 500

SAID = (
    Meeting.name, Meeting.about, Meeting.starts, Meeting.rule, Meeting.zone, Meeting.minutes, Meeting.types,
    Meeting.languages, Meeting.attendance, Meeting.place, Meeting.elsewhere,
)  # fmt: skip


def imported_meetings(source: str) -> Iterator[Any]:
    """What that list said before, of every meeting that came from it, ended ones too."""
    kept = (Meeting.id, Meeting.group_id, Meeting.external_id, Meeting.imported, Meeting.ended_at)
    yield from _in_turns(sa.select(*kept, Meeting.sequence).where(Meeting.source == source))


def facts_of(ids: Sequence[int]) -> dict[int, Any]:
    """What is said here now of these meetings, by their ids."""
    found: dict[int, Any] = {}
    for some in in_turns(chunks(ids, AT_ONCE)):
        rows = db.session.execute(sa.select(Meeting.id, *SAID).where(Meeting.id.in_(some)))
        found |= {row.id: row for row in rows}
    return found


def taken_slugs() -> set[str]:
    """Every meeting's address."""
    return {row.slug for row in _in_turns(sa.select(Meeting.slug))}


def names_by_slug(slugs: set[str]) -> dict[str, tuple[str, str]]:
    """Name and zone of the meetings at these addresses."""
    if not slugs:
        return {}
    every = sa.select(Meeting.slug, Meeting.name, Meeting.zone).where(Meeting.ended_at.is_(None))
    return {slug: (name, zone) for slug, name, zone in _in_turns(every) if slug in slugs}


def published_rows() -> Sequence[Any]:
    """What public lists may say, of the meetings that policies.can_publish allows, by address."""
    about_group = (
        Group.name.label("group"),
        Group.purpose,
        Group.visibility.label("group_visibility"),
    )
    chosen = sa.select(Meeting.slug, Meeting.room_id, *SAID, *about_group).join(Meeting.group)
    return db.session.execute(
        chosen.where(
            Meeting.visibility == PUBLIC,
            Meeting.ended_at.is_(None),
            Group.visibility != HIDDEN,
            Group.archived_at.is_(None),
        ).order_by(Meeting.slug)
    ).all()


def _in_turns(asked: Any) -> Iterator[Any]:
    """The rows, fetched a few at a time: of many nobody is held up while they come."""
    rows = db.session.execute(asked, execution_options={"yield_per": AT_ONCE})
    return in_turns(rows)

"""What waits in a list, what got stale there, and what came out of files."""

from collections.abc import Iterable

import sqlalchemy as sa

from community.clock import now
from community.directory.models import FRESH, Listing
from community.extensions import db

AT_ONCE = 100
"""Entries that a page of keepers shows of one sort."""


def waiting_in(group_id: int | None) -> list[Listing]:
    """What was suggested for a list and nobody has decided, the oldest first; what came out of a file is in batches."""
    asked = in_list(group_id).where(Listing.decided_at.is_(None), Listing.came_as.is_(None))
    ordered = asked.order_by(Listing.suggested_at, Listing.id)
    return list(db.session.scalars(ordered.limit(AT_ONCE)))


def batches_waiting() -> list[tuple[str, str, int]]:
    """What came out of files and waits: kind, region, and how many."""
    of = sa.select(Listing.kind, Listing.batch, sa.func.count(Listing.id)).where(
        Listing.came_as.is_not(None), Listing.decided_at.is_(None)
    )
    grouped = of.group_by(Listing.kind, Listing.batch).order_by(Listing.batch, Listing.kind)
    return [(kind, batch, number) for kind, batch, number in db.session.execute(grouped)]


def in_batch(kind: str, batch: str) -> tuple[sa.ColumnElement[bool], ...]:
    """What holds for those of a batch that wait."""
    return (
        Listing.came_as.is_not(None), Listing.decided_at.is_(None), Listing.kind == kind, Listing.batch == batch,
    )  # fmt: skip


def first_of_batch(kind: str, batch: str) -> list[Listing]:
    """A look into a batch."""
    some = sa.select(Listing).where(*in_batch(kind, batch)).order_by(Listing.name, Listing.id)
    return list(db.session.scalars(some.limit(AT_ONCE)))


def came_before(names: Iterable[str]) -> frozenset[str]:
    """Which of these fingerprints an entry has already."""
    there = sa.select(Listing.came_as).where(Listing.came_as.in_(list(names)))
    return frozenset(name for name in db.session.scalars(there) if name)


def stale_in(group_id: int | None) -> list[Listing]:
    """What a list has that nobody made sure of for 90 days, the longest first."""
    ordered = _stale(group_id).order_by(Listing.verified_on, Listing.id)
    return list(db.session.scalars(ordered.limit(AT_ONCE)))


def untold_in(group_id: int | None) -> list[Listing]:
    """What got stale in a list without its keepers having been told."""
    return list(db.session.scalars(_stale(group_id).where(Listing.stale_told_at.is_(None))))


def lists_with_stale() -> list[int | None]:
    """The lists in which something got stale that nobody was told of."""
    asked = sa.select(Listing.group_id).where(*_got_stale(), Listing.stale_told_at.is_(None))
    return list(db.session.scalars(asked.distinct()))


def retired_in(group_id: int | None) -> list[Listing]:
    """What was taken off a list and has not gone yet, the last first."""
    asked = in_list(group_id).where(Listing.retired_at.is_not(None))
    return list(db.session.scalars(asked.order_by(Listing.retired_at.desc(), Listing.id)))


def in_list(group_id: int | None) -> sa.Select[Listing]:
    """Every entry of a list; None is the site's."""
    return sa.select(Listing).where(
        Listing.group_id.is_(None) if group_id is None else Listing.group_id == group_id
    )


def _stale(group_id: int | None) -> sa.Select[Listing]:
    return in_list(group_id).where(*_got_stale())


def _got_stale() -> tuple[sa.ColumnElement[bool], ...]:
    long_ago = Listing.verified_on <= now() - FRESH
    unchecked = sa.or_(Listing.verified_on.is_(None), long_ago)
    return Listing.accepted.is_(True), Listing.retired_at.is_(None), unchecked

"""What somebody shows of their clocks, and what the members of a group see of it: only by a consent in force now."""

from dataclasses import dataclass

import sqlalchemy as sa

from community.clock import now
from community.extensions import db
from community.groups.models import Group, Membership
from community.registry import registry
from community.wellbeing.counting import count, shown_days
from community.wellbeing.models import DAYS, SLIPS, Clock, ClockConsent, ClockSight
from community.wellbeing.models.grants import CLOCK
from community.wellbeing.queries.grants import grants_of


@dataclass(frozen=True)
class ShownDays:
    """A line that members of a group see: somebody's days, and how many of them were kept if they show that."""

    membership_id: int
    handle: str
    days: int
    kept: int | None


@dataclass(frozen=True)
class Shown:
    """For the owner of a clock: one of their groups, what is shown there since when, and how it would read."""

    membership_id: int
    handle: str
    group: str
    consent: ClockConsent | None
    days: ShownDays
    slips: ShownDays


@dataclass(frozen=True)
class CanTell:
    """By name: the groups and the mentors that can tell that something slipped."""

    groups: tuple[str, ...] = ()
    mentors: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.groups or self.mentors)


@dataclass(frozen=True)
class Reading:
    """For the owner of a clock: a mentor whom they let read it, with or without slips."""

    handle: str
    slips: bool


def shown_by(member_id: int, clock: Clock) -> list[Shown]:
    """What each of the member's groups sees of this clock of theirs, by name of the group."""
    mine = sa.select(Membership).join(Group, Group.id == Membership.group_id)
    rows = db.session.scalars(
        mine.where(Membership.member_id == member_id, Membership.left_at.is_(None)).order_by(
            Group.name
        )
    )
    given = {
        consent.membership_id: consent
        for consent in db.session.scalars(_in_force().where(ClockConsent.clock_id == clock.id))
    }
    return [
        Shown(
            each.id, each.handle, each.group.name, given.get(each.id),
            _line(clock, each, False), _line(clock, each, True),
        )
        for each in rows
    ]  # fmt: skip


def told_of_slips(member_id: int, clock_id: int) -> CanTell:
    """Who can tell, from what the member shows or lets be read, that something slipped."""
    mentors = tuple(one.handle for one in mentors_reading(member_id, clock_id) if one.slips)
    return CanTell(_groups_shown(member_id, clock_id, SLIPS), mentors)


def read_by(member_id: int, clock_id: int) -> tuple[str, ...]:
    """Who reads the days of this clock of the member's: groups and mentors, by name."""
    groups = _groups_shown(member_id, clock_id, DAYS, SLIPS)
    return groups + tuple(one.handle for one in mentors_reading(member_id, clock_id))


def mentors_reading(member_id: int, clock_id: int) -> list[Reading]:
    """Whom the member lets read this clock, and whether slips too: one after another, by handle."""
    items = {f"{CLOCK}:{clock_id}": False, f"{SLIPS}:{clock_id}": True}
    found: dict[str, bool] = {}
    for grant in grants_of(member_id):
        if grant.what in items:
            handle = grant.to.handle
            found[handle] = found.get(handle, False) or items[grant.what]
    return [Reading(handle, slips) for handle, slips in sorted(found.items())]


def _groups_shown(member_id: int, clock_id: int, *shows: str) -> tuple[str, ...]:
    rows = (
        sa.select(Group.name)
        .join(Membership, Membership.group_id == Group.id)
        .join(ClockConsent, ClockConsent.membership_id == Membership.id)
        .where(Membership.member_id == member_id, ClockConsent.clock_id == clock_id)
        .where(ClockConsent.shows.in_(shows), ClockConsent.withdrawn_at.is_(None))
    )
    return tuple(db.session.scalars(rows.order_by(Group.name)))


def shown_in(member_id: int, group: Group) -> list[ShownDays]:
    """What people of the group chose to show there, by name; without whom the reader has blocked.

    Counted by the group's own wall clock, so that nothing is told of where somebody lives (L1.10).
    """
    rows = db.session.scalars(
        _in_force()
        .join(Membership, Membership.id == ClockConsent.membership_id)
        .join(Clock, Clock.id == ClockConsent.clock_id)
        .where(
            Membership.group_id == group.id,
            Membership.left_at.is_(None),
            Membership.id.not_in(registry.hidden_from(member_id)),
            Clock.ended_at.is_(None),
        )
        .order_by(sa.func.lower(Membership.handle), ClockConsent.id)
    )
    return [_line(each.clock, each.membership, each.shows == SLIPS) for each in rows]


def wants_to_see(membership_id: int) -> bool:
    """Whether the member wants to see what others show in that group."""
    return db.session.get(ClockSight, membership_id) is not None


def _in_force() -> sa.Select[ClockConsent]:
    return sa.select(ClockConsent).where(ClockConsent.withdrawn_at.is_(None))


def _line(clock: Clock, membership: Membership, slips: bool) -> ShownDays:
    zone = membership.group.zone
    if not slips:
        return ShownDays(
            membership.id, membership.handle, shown_days(clock.course, zone, now()), None
        )
    said = count(clock.course, zone, now())
    return ShownDays(membership.id, membership.handle, said.total, said.kept)

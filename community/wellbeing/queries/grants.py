"""What somebody lets a mentor read: asked anew each time, by what holds at that moment (L6.1, L6.5, L7.8).

A mentor reads through these alone. Whoever was granted nothing, or is no mentor any more, finds nothing there.
"""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.groups.models import Membership
from community.groups.queries import place_in
from community.registry import registry
from community.wellbeing import policies
from community.wellbeing.counting import count, shown_days
from community.wellbeing.models import Clock
from community.wellbeing.models.grants import (
    HELPS,
    MOODS,
    PLAN,
    SLIPS,
    WARNINGS,
    Grant,
    WarningSent,
)
from community.wellbeing.queries.checkins import series_of
from community.wellbeing.queries.clocks import said_of
from community.wellbeing.queries.plans import PlanView, plan_of

DAYS = 30
"""So many days of moods a mentor sees."""


@dataclass(frozen=True)
class GrantedClock:
    """A clock as a mentor sees it; `kept` only where its owner lets slips be told from it."""

    id: int
    name: str
    days: int
    kept: int | None


@dataclass(frozen=True)
class Told:
    """A warning as a mentor was told of it: by which rule, of which day, and when."""

    rule: str
    day: date
    at: datetime


def grants_of(member_id: int) -> list[Grant]:
    """For their owner: all that is granted now, the first first."""
    mine = in_force().join(Membership, Membership.id == Grant.owner_id)
    return list(
        db.session.scalars(
            mine.where(Membership.member_id == member_id).order_by(Grant.since, Grant.id)
        )
    )


def granted_to(member_id: int, owner_id: int) -> frozenset[str]:
    """Which items of the person of that membership the member may read now; mostly none."""
    rows = (
        in_force()
        .join(Membership, Membership.id == Grant.to_id)
        .where(Grant.owner_id == owner_id, Membership.member_id == member_id)
    )
    return frozenset(grant.what for grant in db.session.scalars(rows) if may_read(grant))


def clocks_granted_to(member_id: int, owner_id: int) -> list[GrantedClock]:
    """The clocks of that person that the member may see, by the group's own wall clock (L1.10)."""
    granted, owner = granted_to(member_id, owner_id), db.session.get(Membership, owner_id)
    if owner is None:
        return []
    named = {int(what.partition(":")[2]) for what in granted if ":" in what}
    clocks = sa.select(Clock).where(
        Clock.id.in_(named), Clock.member_id == owner.member_id, Clock.ended_at.is_(None)
    )
    found = db.session.scalars(clocks.order_by(Clock.created_at, Clock.id))
    return [_seen(clock, owner.group.zone, f"{SLIPS}:{clock.id}" in granted) for clock in found]


def moods_granted_to(member_id: int, owner_id: int) -> list[tuple[date, int | None]]:
    """The moods of the last 30 days, day by day; no urge, no sleep, no mark and no line. Raises NotFound."""
    owner = _owner_of(member_id, owner_id, MOODS)
    return [(day.date, day.mood) for day in series_of(owner, DAYS)]


def plan_granted_to(member_id: int, owner_id: int) -> PlanView:
    """The plan. Raises NotFound."""
    return plan_of(_owner_of(member_id, owner_id, PLAN))


def helps_granted_to(member_id: int, owner_id: int) -> tuple[str, ...]:
    """What others can do on a hard day, as it stands in the plan, and nothing else of it. Raises NotFound."""
    return plan_of(_owner_of(member_id, owner_id, HELPS)).parts[HELPS]


def warnings_granted_to(member_id: int, owner_id: int) -> list[Told]:
    """Of which warnings the member was told, the newest first: never numbers or words. Raises NotFound."""
    _owner_of(member_id, owner_id, WARNINGS)
    rows = (
        sa.select(WarningSent)
        .join(Membership, Membership.id == WarningSent.to_id)
        .where(WarningSent.owner_id == owner_id, Membership.member_id == member_id)
    )
    found = db.session.scalars(rows.order_by(WarningSent.at.desc()))
    return [Told(sent.warning.rule, sent.warning.day, sent.at) for sent in found]


def told_with(member_id: int) -> list[Grant]:
    """Who is told when the member's days say something: one grant each, of mentors who are that now."""
    return [grant for grant in chosen_to_be_told(member_id) if may_read(grant)]


def chosen_to_be_told(member_id: int) -> list[Grant]:
    """For their owner: whom they chose to have told, also while that person cannot read it."""
    return [grant for grant in grants_of(member_id) if grant.what == WARNINGS]


def may_read_warnings(owner_id: int, to_id: int) -> bool:
    """Whether the one still lets the other be told, and the other may read it."""
    given = in_force().where(
        Grant.owner_id == owner_id, Grant.to_id == to_id, Grant.what == WARNINGS
    )
    grant = db.session.scalar(given)
    return grant is not None and may_read(grant)


def sent_of(warning_id: int) -> list[WarningSent]:
    """For the owner of a warning, found through them: who was told of it, the first first."""
    rows = sa.select(WarningSent).where(WarningSent.warning_id == warning_id)
    return list(db.session.scalars(rows.order_by(WarningSent.at, WarningSent.to_id)))


def handle_of(owner_id: int) -> str:
    """The name under which somebody is known in that group."""
    return db.session.get_one(Membership, owner_id).handle


def in_force() -> sa.Select[Grant]:
    """Grants that were not taken back."""
    return sa.select(Grant).where(Grant.withdrawn_at.is_(None))


def may_read(grant: Grant) -> bool:
    """Whether what was granted may be read now."""
    mentored = registry.mentored_by(grant.owner_id, grant.to_id)
    return policies.can_read_granted(grant.owner, grant.to, mentored, _is_let_in(grant.to))


def _is_let_in(person: Membership) -> bool:
    """Whether they may be on the site, and in that group, now."""
    is_inside = place_in(person.member_id, person.group).shut_out is None
    return is_inside and person.member.is_welcome(now())


def _owner_of(member_id: int, owner_id: int, what: str) -> int:
    """The member whose item it is. Raises NotFound."""
    if what not in granted_to(member_id, owner_id):
        raise NotFound
    return db.session.get_one(Membership, owner_id).member_id


def _seen(clock: Clock, zone: str, slips: bool) -> GrantedClock:
    name, _goal = said_of(clock)
    if not slips:
        return GrantedClock(clock.id, name, shown_days(clock.course, zone, now()), None)
    said = count(clock.course, zone, now())
    return GrantedClock(clock.id, name, said.total, said.kept)

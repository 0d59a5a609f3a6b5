"""Clocks, for their owner alone: to anybody else there is none."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa

from community import vault
from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.members.queries import member_for
from community.wellbeing.counting import Count, count
from community.wellbeing.milestones import RANK, Chip, today_in
from community.wellbeing.models import Clock, ClockChip, ClockSlip

OFFERED_FOR = timedelta(days=14)
"""So long a milestone is offered for celebration; then it is left in peace."""


@dataclass(frozen=True)
class Told:
    """A clock as its owner sees it. `offered` is the milestone that could be celebrated now, if any."""

    id: int
    kind: str
    name: str
    goal: str
    began_on: date
    ended: bool
    count: Count
    chips: tuple[Chip, ...]
    offered: Chip | None


@dataclass(frozen=True)
class Slipped:
    """A slip as its owner sees it."""

    id: int
    day: date
    note: str


def zone_of(member_id: int) -> str:
    """Where the member's day begins and ends."""
    return member_for(member_id).zone


def clock_for(member_id: int, clock_id: int) -> Clock:
    """A clock of the member's own. Raises NotFound."""
    clock = db.session.get(Clock, clock_id)
    if clock is None or clock.member_id != member_id:
        raise NotFound
    return clock


def count_of(clock: Clock, zone: str) -> Count:
    """What it says now."""
    return count(clock.course, zone, now())


def clock_of(member_id: int, clock_id: int) -> Told:
    """A clock as its owner sees it. Raises NotFound."""
    return _told(clock_for(member_id, clock_id), zone_of(member_id))


def clocks_of(member_id: int) -> list[Told]:
    """All the member's clocks: those that run first, in the order in which they were made."""
    zone = zone_of(member_id)
    mine = sa.select(Clock).where(Clock.member_id == member_id)
    found = db.session.scalars(
        mine.order_by(Clock.ended_at.is_not(None), Clock.created_at, Clock.id)
    )
    return [_told(clock, zone) for clock in found]


def offered_by(told: Iterable[Told]) -> list[tuple[Told, Chip]]:
    """What could be celebrated now, clock by clock."""
    return [(clock, clock.offered) for clock in told if clock.offered is not None]


def slips_of(member_id: int, clock_id: int) -> list[Slipped]:
    """What slipped, the latest first. Raises NotFound."""
    clock = clock_for(member_id, clock_id)
    return [Slipped(slip.id, slip.day, _note(slip)) for slip in clock.slips]


def said_of(clock: Clock) -> tuple[str, str]:
    """Its name, and its goal in words."""
    about = f"clock:{clock.id}"
    return vault.read(clock.name, f"{about}:name") or "…", vault.read(clock.goal, f"{about}:goal")


def _told(clock: Clock, zone: str) -> Told:
    said = count_of(clock, zone)
    name, goal = said_of(clock)
    answered = {(chip.code, chip.run_on) for chip in clock.chips if chip.answered_at is not None}
    last = said.chips[-1] if said.chips else None
    due = last is not None and today_in(zone, now()) - last.reached_on <= OFFERED_FOR
    offered = last if last and due and (last.code, last.run_on) not in answered else None
    return Told(
        clock.id, clock.kind, name, goal, clock.began_on, clock.ended_at is not None, said,
        _collected(clock.chips, said.chips), offered,
    )  # fmt: skip


def _collected(kept: Iterable[ClockChip], reached: Iterable[Chip]) -> tuple[Chip, ...]:
    """Each milestone that was ever reached, once, with the first day; the smallest first."""
    first: dict[str, Chip] = {}
    for chip in (*(Chip(each.code, each.run_on, each.reached_on) for each in kept), *reached):
        before = first.get(chip.code)
        if before is None or chip.reached_on < before.reached_on:
            first[chip.code] = chip
    return tuple(sorted(first.values(), key=lambda chip: RANK[chip.code]))


def _note(slip: ClockSlip) -> str:
    return vault.read(slip.note, f"clock_slip:{slip.id}")

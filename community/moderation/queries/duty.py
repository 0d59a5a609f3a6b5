"""Who is there when (L8.7): for those who share a roster, and `on_duty` for whatever has to reach somebody now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

import sqlalchemy as sa

from community.errors import NotFound
from community.extensions import db
from community.groups.models import Group, Membership
from community.groups.queries import is_in_good_standing, managed_for, moderators_of
from community.members.models import CONTACT as THE_CONTACT
from community.members.models import LEAD, Member
from community.members.queries import named_contacts, named_leads, officers
from community.moderation import policies
from community.moderation.hours import Hours, Span, gaps_in, holds_at, joined, spans_of, usual_hours
from community.moderation.models import GROUP, Absence, Shift
from community.moderation.policies import Office
from community.moderation.queries.offices import office_of, sitting_at

AHEAD = timedelta(days=7)
"""So far a roster is told in moments."""

Kept = TypeVar("Kept", Shift, Absence)
Rostered = int | None
"""A group's roster by the group's id, or the site's, which leads and the external contact share."""


@dataclass(frozen=True)
class Roster:
    """Those who look after a group together, or after the site."""

    group: Group | None

    @property
    def id(self) -> Rostered:
        """As rows name it."""
        return self.group.id if self.group is not None else None

    @property
    def slug(self) -> str:
        """As addresses name it; empty for the site's."""
        return self.group.slug if self.group is not None else ""

    @property
    def address(self) -> str:
        """Where its pages begin."""
        return f"/groups/{self.group.slug}" if self.group is not None else "/site"

    @property
    def scope(self) -> str:
        """As the journal names it."""
        return self.group.scope if self.group is not None else "site"


@dataclass(frozen=True)
class Watch:
    """Somebody is there from one moment until another."""

    member_id: int
    begins: datetime
    ends: datetime


def roster_for(member_id: int, slug: str) -> Roster:
    """A roster for one who shares it; the site's where `slug` is empty. Raises NotFound, Forbidden."""
    if slug:
        return Roster(managed_for(member_id, slug).group)
    if not policies.can_keep_roster(office_of(member_id), None):
        raise NotFound
    return Roster(None)


def roster_with(group_id: Rostered) -> Roster:
    """The roster of that group, or the site's."""
    return Roster(db.session.get_one(Group, group_id) if group_id is not None else None)


def rosters_of(office: Office) -> list[Roster]:
    """Every roster that somebody shares."""
    groups = sa.select(Group).where(Group.id.in_(office.moderates)).order_by(Group.name)
    found = [Roster(group) for group in db.session.scalars(groups)]
    return found + ([Roster(None)] if policies.can_keep_roster(office, None) else [])


def on_duty(group_id: Rostered, at: datetime) -> frozenset[int]:
    """The members on duty at that moment for a group, or without one for the site.

    Within hours of their own, not away, and able to act as moderator there, or as lead or contact: welcome on the
    site, in good standing, with an authenticator. Nothing about them says whether they are online.
    """
    able = _able(group_id)
    here = frozenset(
        shift.member_id for shift in _shifts_of(group_id, able) if holds_at(_hours(shift), at)
    )
    return here - _away(group_id, at)


def watches_of(roster: Roster, begin: datetime, end: datetime) -> list[Watch]:
    """Who is there when, between two moments, the first first; absences are left out."""
    absences: dict[int, list[Span]] = {}
    for absence in absences_in(roster.id, begin):
        until = absence.until or end
        absences.setdefault(absence.member_id, []).append((absence.since, until))
    spans: dict[int, list[Span]] = {}
    for shift in _shifts_of(roster.id, _able(roster.id)):
        spans.setdefault(shift.member_id, []).extend(spans_of(_hours(shift), begin, end))
    found = [
        Watch(member_id, starts, ends)
        for member_id, theirs in spans.items()
        for whole in joined(theirs)
        for starts, ends in gaps_in(absences.get(member_id, []), *whole)
    ]
    there = (watch for watch in found if watch.begins < end and watch.ends > begin)
    return sorted(there, key=lambda watch: (watch.begins, watch.ends, watch.member_id))


def uncovered(watches: Iterable[Watch], begin: datetime, end: datetime) -> list[Span]:
    """When nobody is there, between two moments."""
    return gaps_in(((watch.begins, watch.ends) for watch in watches), begin, end)


def usually_there(group: Group, moment: datetime) -> list[tuple[int, int]]:
    """From and until which minute of the group's day some moderator is there every day; for its members.

    Absences change nothing of it, so that nobody's being away is told.
    """
    shifts = _shifts_of(group.id, _able(group.id))
    return usual_hours([_hours(shift) for shift in shifts], group.zone, moment)


def own_shifts(roster: Roster, member_id: int) -> list[Shift]:
    """One's own hours on a roster, as one typed them."""
    mine = _on(Shift, roster.id).where(Shift.member_id == member_id)
    return list(db.session.scalars(mine.order_by(Shift.weekday, Shift.starts, Shift.id)))


def own_shift(member_id: int, shift_id: int) -> Shift:
    """One of one's own hours. Raises NotFound."""
    shift = db.session.get(Shift, shift_id)
    if shift is None or shift.member_id != member_id:
        raise NotFound
    return shift


def absences_in(group_id: Rostered, moment: datetime) -> list[Absence]:
    """Who is away from a roster at that moment or later."""
    still = sa.or_(Absence.until.is_(None), Absence.until > moment)
    return list(db.session.scalars(_on(Absence, group_id).where(still).order_by(Absence.since)))


def names_on(roster: Roster) -> dict[int, str]:
    """How those who share a roster are called there."""
    if roster.group is not None:
        return {one.member_id: one.handle for one in moderators_of(roster.group.id)}
    people = sa.select(Member.id, Member.handle).where(Member.id.in_(_able(None)))
    return {row.id: row.handle for row in db.session.execute(people)}


def name_on(roster: Roster, member_id: int) -> str:
    """How one of them is called there."""
    return names_on(roster).get(member_id, "")


def named_officers() -> frozenset[int]:
    """Whoever was named lead or contact and still is, able to act or not."""
    return named_leads() | named_contacts()


def _able(group_id: Rostered) -> frozenset[int]:
    if group_id is None:
        return officers(LEAD) | officers(THE_CONTACT)
    sitting = sitting_at(group_id)[GROUP]
    people = sa.select(Membership.id, Membership.member_id).where(
        Membership.group_id == group_id, Membership.member_id.in_(sitting)
    )
    return frozenset(
        row.member_id for row in db.session.execute(people) if is_in_good_standing(row.id)
    )


def _shifts_of(group_id: Rostered, people: frozenset[int]) -> Sequence[Shift]:
    chosen = _on(Shift, group_id).where(Shift.member_id.in_(people))
    return db.session.scalars(chosen).all()


def _away(group_id: Rostered, at: datetime) -> frozenset[int]:
    return frozenset(one.member_id for one in absences_in(group_id, at) if one.since <= at)


def _on(table: type[Kept], group_id: Rostered) -> sa.Select[Kept]:
    here = table.group_id.is_(None) if group_id is None else table.group_id == group_id
    return sa.select(table).where(here)


def _hours(shift: Shift) -> Hours:
    return Hours(shift.weekday, shift.starts, shift.ends, shift.zone)

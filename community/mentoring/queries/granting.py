"""What a mentee lets their mentor read, as either of the two sees it (L6.1, L7.8)."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from community.errors import NotFound
from community.extensions import db
from community.mentoring.models import Mentorship
from community.mentoring.queries.mentorships import mentorship_for
from community.wellbeing.models.grants import HELPS, MOODS, PLAN, WARNINGS
from community.wellbeing.queries import grants
from community.wellbeing.queries.clocks import Told, clocks_of
from community.wellbeing.queries.grants import GrantedClock
from community.wellbeing.queries.grants import Told as Warned
from community.wellbeing.queries.plans import PlanView


@dataclass(frozen=True)
class Granting:
    """For the mentee: their clocks, and which items their mentor can read now."""

    clocks: list[Told]
    given: frozenset[str]


@dataclass(frozen=True)
class Granted:
    """For the mentor: what they can read now; None where an item is not granted."""

    clocks: list[GrantedClock]
    moods: list[tuple[date, int | None]] | None
    plan: PlanView | None
    warnings: list[Warned] | None
    helps: tuple[str, ...] | None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing."""
        others = (self.moods, self.plan, self.warnings, self.helps)
        return not self.clocks and all(each is None for each in others)


def is_mentored_by(mentee_id: int, mentor_id: int) -> bool:
    """Whether two memberships are mentee and mentor now: what other features ask before they show anything."""
    open_one = sa.select(Mentorship.id).where(
        Mentorship.mentee_id == mentee_id,
        Mentorship.mentor_id == mentor_id,
        Mentorship.ended_at.is_(None),
    )
    return db.session.scalar(open_one) is not None


def mentored_in(member_id: int, mentorship_id: int) -> Mentorship:
    """The mentorship, if this member is its mentee. Raises NotFound."""
    found = mentorship_for(member_id, mentorship_id)
    if found.mentee.member_id != member_id:
        raise NotFound
    return found


def granting_of(member_id: int, mentorship: Mentorship) -> Granting:
    """For the mentee of it."""
    given = [g.what for g in grants.grants_of(member_id) if g.to_id == mentorship.mentor_id]
    return Granting(clocks_of(member_id), frozenset(given))


def granted_in(member_id: int, mentorship: Mentorship) -> Granted:
    """For the mentor of it: asked anew each time."""
    owner = mentorship.mentee_id
    items = grants.granted_to(member_id, owner)
    return Granted(
        grants.clocks_granted_to(member_id, owner),
        grants.moods_granted_to(member_id, owner) if MOODS in items else None,
        grants.plan_granted_to(member_id, owner) if PLAN in items else None,
        grants.warnings_granted_to(member_id, owner) if WARNINGS in items else None,
        grants.helps_granted_to(member_id, owner) if HELPS in items else None,
    )

"""Whose office works here now, and who is too near to the two to take part (L7.11)."""

import sqlalchemy as sa

from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.groups.models import Membership
from community.members.models import CONTACT, LEAD, Office
from community.members.queries import member_for, office_held, officers, offices
from community.mentoring.models import Mentorship
from community.mentoring.opening import policies
from community.mentoring.opening.policies import Official
from community.moderation.models import Case, CaseName


def official_of(member_id: int) -> Official | None:
    """The member as one whose office works here; None where it does not."""
    return next(
        (Official(member_id, kind) for kind in (LEAD, CONTACT) if _works(member_id, kind)), None
    )


def official_for(member_id: int) -> Official:
    """The same. Raises NotFound."""
    found = official_of(member_id)
    if found is None:
        raise NotFound
    return found


def lead_for(member_id: int) -> Official:
    """The member as a lead whose office works here. Raises NotFound."""
    found = official_for(member_id)
    if not found.is_lead:
        raise NotFound
    return found


def officials(kind: str) -> list[Official]:
    """Everybody whose office of that kind works here now."""
    return [Official(one, kind) for one in sorted(officers(kind)) if _works(one, kind)]


def has_contact() -> bool:
    """Whether an external contact can be called."""
    return bool(officials(CONTACT))


def names_of_officials() -> list[tuple[Office, str]]:
    """Who was named, with the name of the account, for the two: administrators among them open nothing."""
    return [
        (office, member.handle)
        for kind in (LEAD, CONTACT)
        for office, member in offices(kind)
        if not member.is_administrator
    ]


def near(mentorship: Mentorship) -> frozenset[int]:
    """The two, and whoever is or was in a mentorship with either of them: they know that they are near."""
    two = list(mentorship.people)
    theirs = sa.select(Membership.id).where(Membership.member_id.in_(two)).scalar_subquery()
    of_theirs = sa.or_(Mentorship.mentee_id.in_(theirs), Mentorship.mentor_id.in_(theirs))
    walked = sa.select(Membership.member_id).join(
        Mentorship,
        sa.or_(Mentorship.mentee_id == Membership.id, Mentorship.mentor_id == Membership.id),
    )
    return frozenset(two) | frozenset(db.session.scalars(walked.where(of_theirs)))


def kept_out(mentorship: Mentorship) -> frozenset[int]:
    """Whoever is near, and whoever stands in an open case with either of the two: of that they are not told (L8.3)."""
    two = list(mentorship.people)
    cases = sa.select(CaseName.case_id).join(Case, Case.id == CaseName.case_id)
    between = cases.where(CaseName.member_id.in_(two), Case.closed_at.is_(None))
    people = sa.select(CaseName.member_id).where(CaseName.case_id.in_(between.scalar_subquery()))
    return near(mentorship) | frozenset(db.session.scalars(people))


def _works(member_id: int, kind: str) -> bool:
    held = office_held(member_id, kind)
    if held is None or member_id not in officers(kind):
        return False
    ruling = member_for(member_id).is_administrator
    return policies.office_works(held.named_at, ruling, now())

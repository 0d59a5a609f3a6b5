"""Who was proposed to whom: to the mentee, and to the moderators what they did themselves (L7.5)."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.groups.models import Membership, Place
from community.groups.queries import managed_for
from community.mentoring.finding.models import MentorsOfGroup, Proposal
from community.mentoring.programmes.queries import lets_propose
from community.mentoring.queries import line_for, mentor_for, must_be_on, standing_row


@dataclass(frozen=True)
class Proposed:
    """A proposal as the mentee sees it: whom they could ask."""

    id: int
    mentor_id: int
    handle: str
    group: str


def may_propose(group_id: int) -> bool:
    """Whether moderators of the group may propose somebody: its own switch says so, or a programme it offers."""
    return is_switched_on(group_id) or lets_propose(group_id)


def is_switched_on(group_id: int) -> bool:
    """Whether the group's own switch says so."""
    row = db.session.get(MentorsOfGroup, group_id)
    return row is not None and row.proposes_since is not None


def proposing_for(member_id: int, slug: str) -> tuple[Place, list[tuple[str, str, datetime]]]:
    """What stands of a group's proposals, for its moderators: never what a mentee did with it.

    Raises NotFound, Forbidden.
    """
    must_be_on()
    place = managed_for(member_id, slug)
    here = sa.select(Proposal).join(Membership, Membership.id == Proposal.mentee_id)
    here = here.where(Membership.group_id == place.group.id).order_by(Proposal.proposed_at.desc())
    moment = now()
    return place, [
        (one.mentee.handle, one.mentor.handle, one.proposed_at)
        for one in db.session.scalars(here)
        if one.stands(moment)
    ]


def standing_proposal(mentee_id: int, mentor_id: int) -> Proposal | None:
    """What was proposed of these two and is not over."""
    asked = sa.select(Proposal).where(
        Proposal.mentee_id == mentee_id, Proposal.mentor_id == mentor_id
    )
    moment = now()
    return next((one for one in db.session.scalars(asked) if one.stands(moment)), None)


def proposal_for(member_id: int, proposal_id: int) -> Proposal:
    """The proposal, if it was made to this member. Raises NotFound."""
    must_be_on()
    found = db.session.get(Proposal, proposal_id)
    if found is None or found.mentee.member_id != member_id or not found.mentee.is_current:
        raise NotFound
    return found


def proposals_to(member_id: int) -> list[Proposed]:
    """Whom a moderator proposed to the member, as long as they could ask them."""
    mine = sa.select(Proposal).join(Membership, Membership.id == Proposal.mentee_id)
    mine = mine.where(Membership.member_id == member_id, Proposal.dismissed_at.is_(None))
    moment, found = now(), []
    for one in db.session.scalars(mine.order_by(Proposal.proposed_at)):
        mentor_id = _can_be_asked(member_id, one) if one.stands(moment) else None
        if mentor_id is not None:
            found.append(Proposed(one.id, mentor_id, one.mentor.handle, one.mentor.group.name))
    return found


def _can_be_asked(member_id: int, proposal: Proposal) -> int | None:
    mentor = standing_row(proposal.mentor_id)
    try:
        line = line_for(*mentor_for(member_id, mentor.id)) if mentor is not None else None
    except NotFound:
        return None
    return line.id if line is not None and line.can_be_asked else None

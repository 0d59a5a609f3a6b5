"""What follows for mentoring when somebody leaves, is banned, or blocks somebody: in that very unit (L1.8, L7.7)."""

import sqlalchemy as sa

from community.actors import SYSTEM
from community.clock import now
from community.extensions import db
from community.groups.models import Group, Membership
from community.groups.queries import membership_of
from community.members.queries import member_for
from community.mentoring import queries
from community.mentoring.models import CLOSING, GROUP_OVER, LEFT, SHUT_OUT, Ask, Mentorship
from community.mentoring.operations.asks import take_back
from community.mentoring.operations.holding import hold_asks, hold_mentorship
from community.mentoring.operations.mentors import end_mentor
from community.mentoring.operations.steps import close, end


def leave_mentoring(membership_id: int, group_id: int, member_id: int) -> None:
    """Whoever leaves the group has left their mentorships there; where the group itself ended, nobody has."""
    is_over = db.session.get_one(Group, group_id).is_closed(now())
    author, why = (SYSTEM, GROUP_OVER) if is_over else (member_id, LEFT)
    _go(membership_id, author)
    for mentorship in _open_of(membership_id):
        end(mentorship, author, why)


def be_shut_out(membership_id: int, group_id: int, member_id: int) -> None:
    """Whoever is banned is out: the other reads on, and then it ends. What it was for, the other is not told."""
    _go(membership_id, SYSTEM)
    for mentorship in _open_of(membership_id):
        if mentorship.state != CLOSING or mentorship.steps[-1].why != SHUT_OUT:
            close(mentorship, SYSTEM, SHUT_OUT)


def be_shut_out_everywhere(member_id: int) -> None:
    """The same for whoever is banned from the site; a suspension ends by itself, and changes nothing here."""
    if member_for(member_id).banned_at is None:
        return
    mine = sa.select(Membership.id, Membership.group_id).where(Membership.member_id == member_id)
    for membership_id, group_id in db.session.execute(mine.order_by(Membership.id)).all():
        be_shut_out(membership_id, group_id, member_id)


def block(member_id: int, blocked_id: int, group_id: int) -> None:
    """Blocking one's mentor or mentee is leaving. What they ask stays here; what one asked them is taken back."""
    blocked, mine = db.session.get_one(Membership, blocked_id), membership_of(member_id, group_id)
    theirs = sa.select(Membership.id).where(
        Membership.member_id.in_((member_id, blocked.member_id))
    )
    for ask in hold_asks(
        Ask.closed_at.is_(None), Ask.mentee_id.in_(theirs), Ask.mentor_id.in_(theirs)
    ):
        if ask.mentor.member_id == member_id:
            ask.withheld_at = ask.withheld_at or now()
        elif ask.mentor_id == blocked_id:
            take_back(member_id, ask)
    db.session.flush()
    for mentorship in _open_of(mine.id, blocked_id) if mine is not None else []:
        end(mentorship, member_id, LEFT)


def _open_of(*membership_ids: int) -> list[Mentorship]:
    """Called after the asks are held, so that what was accepted at this very moment is among them."""
    found = [each.id for each in queries.open_mentorships_of(*membership_ids)]
    held = [hold_mentorship(mentorship_id) for mentorship_id in found]
    return [mentorship for mentorship in held if mentorship.ended_at is None]


def _go(membership_id: int, actor: int) -> None:
    """Asks of theirs are taken back; those to them go on looking open; nobody can ask them."""
    theirs = sa.or_(Ask.mentee_id == membership_id, Ask.mentor_id == membership_id)
    for ask in hold_asks(theirs, Ask.closed_at.is_(None)):
        if ask.mentee_id == membership_id:
            take_back(actor, ask)
        else:
            ask.withheld_at = ask.withheld_at or now()
    mentor = queries.standing_row(membership_id)
    if mentor is not None:
        end_mentor(actor, mentor)
    db.session.flush()

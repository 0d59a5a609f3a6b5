"""A moderator thinks that two could fit. Only the mentee hears of it, and decides whether to ask (L7.5)."""

from flask_babel import gettext as _

from community.clock import now
from community.columns import new_id
from community.errors import Conflict, Forbidden, Invalid, NotFound
from community.extensions import db
from community.groups.models import Membership
from community.groups.queries import managed_for, members_named
from community.journal import record
from community.mentoring.finding import policies, queries
from community.mentoring.finding.forms import ProposalForm, SwitchForm
from community.mentoring.finding.models import MentorsOfGroup, Proposal
from community.mentoring.operations.holding import hold_person
from community.mentoring.policies import can_be_asked
from community.mentoring.queries import gate_for, mentor_for, must_be_on, standing_row
from community.operations import in_order_of, operation, tell


@operation
def allow_proposals(member_id: int, slug: str, form: SwitchForm) -> None:
    """Whether moderators of the group propose from now on. Raises NotFound, Forbidden."""
    must_be_on()
    place = managed_for(member_id, slug)
    row = of_group(place.group.id)
    if (row.proposes_since is not None) != form.on:
        row.proposes_since = now() if form.on else None
        db.session.flush()
        kind = "mentoring:proposals:allowed" if form.on else "mentoring:proposals:ended"
        record(member_id, kind, f"group:{place.group.id}")


@operation
def propose(member_id: int, slug: str, form: ProposalForm) -> None:
    """Propose a mentor to somebody who is past the gate with them. While one stands, again changes nothing.

    Nothing of what either prefers, blocked or did is looked at. Raises NotFound, Forbidden, Invalid, Conflict.
    """
    must_be_on()
    place = managed_for(member_id, slug)
    mentee, mentor = (
        _named(place.group.id, field, handle)
        for field, handle in (("mentee", form.mentee), ("mentor", form.mentor))
    )
    if not policies.can_propose(place, queries.may_propose(place.group.id), (mentee, mentor)):
        raise Forbidden(_("Nobody proposes themselves, and a group has to allow proposals first."))
    hold_person(mentee.member_id)
    if not _have_met(mentee, mentor):
        raise Conflict(_("These two cannot be proposed: they have not met often enough here yet."))
    if queries.standing_proposal(mentee.id, mentor.id) is not None:
        return
    made = Proposal(
        id=new_id(), mentee_id=mentee.id, mentor_id=mentor.id, proposed_by=member_id, proposed_at=now()
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    record(member_id, "mentoring:proposal:made", f"proposal:{made.id}", {"group": place.group.id})
    if _may_hear(mentee, mentor):
        tell(mentee.member_id, "mentor_proposed", {"group": place.group.id})


@operation
def dismiss_proposal(member_id: int, proposal_id: int) -> None:
    """Put it aside. Nobody is told. Again changes nothing. Raises NotFound."""
    hold_person(member_id)
    found = queries.proposal_for(member_id, proposal_id)
    if found.dismissed_at is None:
        found.dismissed_at = now()
        db.session.flush()
        record(member_id, "mentoring:proposal:dismissed", f"proposal:{found.id}")


def of_group(group_id: int) -> MentorsOfGroup:
    """Inside a unit: the row of a group, and nobody else's turn at it."""
    in_order_of(f"mentoring:of-group:{group_id}")
    row = db.session.get(MentorsOfGroup, group_id)
    if row is None:
        row = MentorsOfGroup(group_id=group_id)
        db.session.add(row)
        db.session.flush()
    return row


def _named(group_id: int, field: str, handle: str) -> Membership:
    named = members_named(group_id, [handle])
    person = db.session.get(Membership, named[0]) if named else None
    if person is None or not person.is_current:
        raise Invalid({field: _("Nobody of this group has that name.")})
    return person


def _have_met(mentee: Membership, mentor: Membership) -> bool:
    row = standing_row(mentor.id)
    is_mentor = row is not None and can_be_asked(row, in_good_standing=True, moment=now())
    return mentee is not mentor and is_mentor and gate_for(mentee.id, mentor.id).is_open


def _may_hear(mentee: Membership, mentor: Membership) -> bool:
    """Whoever blocked a mentor hears nothing of them; the moderator does not learn that."""
    row = standing_row(mentor.id)
    try:
        return row is not None and bool(mentor_for(mentee.member_id, row.id))
    except NotFound:
        return False

"""Coming into a group, and going."""

from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import gettext as _

from community.actors import OPERATOR
from community.clock import now
from community.errors import Conflict, Forbidden, Invalid, NotFound
from community.extensions import db
from community.groups import policies, queries
from community.groups.forms import JoinForm
from community.groups.models import (
    BY_ASKING,
    MODERATOR,
    NEWCOMER,
    Group,
    JoinRequest,
    Membership,
    Place,
)
from community.groups.operations.attendance import hold_group, hold_group_at, note_attendance
from community.groups.operations.roles import give_role
from community.journal import record
from community.members import handles
from community.members.models import CONTACT, Member
from community.members.operations import use_invitation
from community.members.queries import holds, invitation_by_secret
from community.operations import operation, tell
from community.registry import Happening, registry


@dataclass(frozen=True)
class Joined:
    """What came of wanting to join: a membership, or a request that waits for a moderator."""

    slug: str
    membership_id: int | None
    request_id: int | None = None


@operation
def join_group(member_id: int, slug: str, form: JoinForm) -> Joined:
    """Come in, or ask to (L2.2). Doing it again answers the same.

    Raises NotFound; Forbidden where this person cannot join now; Invalid for a name that is taken there.
    """
    hold_group_at(slug)
    invitation = invitation_by_secret(form.invitation)
    place = queries.place_for(member_id, slug, invitation)
    if place.membership is not None:
        return Joined(slug, place.membership.id)
    if not policies.can_join(place):
        raise _refusal(place)
    member = db.session.get_one(Member, member_id)
    if place.invited or place.group.joining != BY_ASKING:
        if place.invited:
            use_invitation(form.invitation)
        return Joined(slug, admit(member_id, place.group, member, form.handle, NEWCOMER).id)
    return Joined(slug, None, _ask(member, place.group, form))


@operation
def add_person(slug: str, handle: str, role: str) -> int:
    """OPERATOR puts a member of the site into a group, or changes what they are there; the membership's id."""
    hold_group_at(slug)
    group = db.session.scalar(sa.select(Group).where(Group.slug == slug))
    member = db.session.scalar(sa.select(Member).where(Member.skeleton == handles.skeleton(handle)))
    if group is None or member is None:
        raise NotFound
    place = queries.place_in(member.id, group)
    if place.membership is None:
        return admit(
            OPERATOR, group, member, free_handle(group.id, member.handle, member.id), role
        ).id
    if place.membership.role != role:
        give_role(OPERATOR, place.membership, role)
    return place.membership.id


@operation
def admit_invited(member_id: int, group_id: int | None) -> None:
    """Bring somebody who signed up by a group's invitation into that group, unless joining is locked there."""
    group = db.session.get(Group, group_id) if group_id is not None else None
    if group is not None and not group.is_locked:
        hold_group(group.id)
        member = db.session.get_one(Member, member_id)
        admit(member_id, group, member, free_handle(group.id, member.handle, member.id), NEWCOMER)


@operation
def leave_group(member_id: int, slug: str) -> None:
    """Leave. One's words stay under the name one had there. Raises Conflict for the last moderator (L2.4)."""
    hold_group_at(slug)
    place = queries.place_for(member_id, slug)
    if place.membership is None:
        raise NotFound
    others = [m for m in queries.moderators_of(place.group.id) if m.member_id != member_id]
    if not policies.can_leave(place.membership, len(others)):
        raise Conflict(
            _(
                "You are the last moderator. Make someone else a moderator first, on their page; then you can leave."
            )
        )
    end_membership(member_id, place.membership.id, Happening.LEFT)


@operation
def leave_every_group(actor: int, member_id: int) -> None:
    """Leave everywhere, because the account is deleted: this always succeeds, also for the last moderator (L2.4)."""
    mine = sa.select(Membership).where(
        Membership.member_id == member_id, Membership.left_at.is_(None)
    )
    for membership in db.session.scalars(mine.order_by(Membership.group_id)).all():
        end_membership(actor, membership.id, Happening.LEFT)


@operation
def end_membership(actor: int, membership_id: int, how: Happening) -> None:
    """End a membership by leaving or by a ban, with everything that follows in later features.

    Ending that of the last moderator makes the group unattended (L2.4).
    """
    hold_group(queries.group_of(membership_id))
    membership = db.session.get_one(Membership, membership_id, populate_existing=True)
    if not membership.is_current:
        return
    was, membership.left_at, membership.role = membership.role, now(), NEWCOMER
    db.session.flush()
    record(actor, f"groups:membership:{how}", f"membership:{membership_id}")
    if was == MODERATOR:
        note_attendance(membership.group)
    registry.happened(
        how,
        membership_id=membership_id,
        group_id=membership.group_id,
        member_id=membership.member_id,
    )


def admit(actor: int, group: Group, member: Member, handle: str, role: str) -> Membership:
    """Make the member belong to the group under that name, or again. Raises Invalid for a name taken there."""
    _refuse_contact(member.id)
    name = _own_handle(group.id, member.id, handle)
    membership = db.session.scalar(
        sa.select(Membership).where(
            Membership.group_id == group.id, Membership.member_id == member.id
        )
    )
    if membership is None:
        membership = Membership(group_id=group.id, member_id=member.id)
        db.session.add(membership)
    membership.handle, membership.skeleton = name, handles.skeleton(name)
    membership.role, membership.joined_at, membership.left_at = role, now(), None
    db.session.flush()
    record(actor, "groups:membership:admitted", f"membership:{membership.id}", {"role": role})
    if role == MODERATOR:
        note_attendance(group)
    registry.happened(Happening.ADMITTED, membership_id=membership.id)
    return membership


def free_handle(group_id: int, handle: str, member_id: int) -> str:
    """The wanted name, or one close to it that nobody in the group goes by."""
    if not queries.is_taken(group_id, handles.skeleton(handle), but=member_id):
        return handle
    return handles.suggest(handle, lambda skeleton: queries.is_taken(group_id, skeleton))


def _own_handle(group_id: int, member_id: int, handle: str) -> str:
    free = free_handle(group_id, handle, member_id)
    if free != handle:
        raise Invalid({"handle": handles.refusal_of_taken(handle, free)})
    return handle


def _refuse_contact(member_id: int) -> None:
    if holds(member_id, CONTACT):
        raise Forbidden(_("The external contact of this site belongs to no group."))


def _ask(member: Member, group: Group, form: JoinForm) -> int:
    waiting = queries.open_request_of(member.id, group.id)
    if waiting is not None:
        return waiting.id
    missing = {
        f"answer_{number}": _("The group would like an answer to this.")
        for number, _question in enumerate(group.questions, 1)
        if not form.answers[number - 1 : number] or not form.answers[number - 1]
    }
    if missing:
        raise Invalid(missing)
    asked = JoinRequest(
        group_id=group.id, member_id=member.id, handle=_own_handle(group.id, member.id, form.handle),
        answers=list(form.answers[: len(group.questions)]), created_at=now(),
    )  # fmt: skip
    db.session.add(asked)
    db.session.flush()
    record(member.id, "groups:request:made", f"request:{asked.id}", {"group": group.id})
    for moderator in queries.moderators_of(group.id):
        tell(moderator.member_id, "join_request", {"group": group.id}, by=member.id)
    return asked.id


def _refusal(place: Place) -> Forbidden:
    if place.shut_out is not None:
        return Forbidden(
            _("You cannot enter this group now. Your notices say why, and until when.")
        )
    if place.group.unattended_since is not None:
        return Forbidden(_("Nobody looks after this group at the moment, so joining is locked."))
    if place.group.is_locked:
        return Forbidden(_("This group is ending, so joining is locked."))
    return Forbidden(_("People come into this group by invitation. Ask someone in it for one."))

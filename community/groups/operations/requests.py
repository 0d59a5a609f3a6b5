"""Deciding who is let in (L2.2)."""

from flask_babel import gettext as _

from community.clock import now
from community.errors import Conflict, Forbidden
from community.extensions import db
from community.groups import policies, queries
from community.groups.models import NEWCOMER, JoinRequest, Place
from community.groups.operations.attendance import hold_group
from community.groups.operations.joining import admit, free_handle
from community.journal import record
from community.members.models import Member
from community.operations import operation, tell


@operation
def accept_request(member_id: int, request_id: int) -> str:
    """Let somebody in; the group's slug. Raises NotFound, Forbidden, Conflict where it was decided otherwise."""
    place, asked = _undecided(member_id, request_id, accepted=True)
    if asked.decided_at is not None:
        return place.group.slug
    if place.group.is_locked:
        raise Conflict(_("Joining is locked here at the moment."))
    _decide(member_id, asked, accepted=True)
    there = queries.place_in(asked.member_id, place.group)
    if there.membership is None and there.shut_out is None:
        member = db.session.get_one(Member, asked.member_id)
        handle = free_handle(place.group.id, asked.handle, member.id)
        admit(member_id, place.group, member, handle, NEWCOMER)
        tell(member.id, "request_accepted", {"group": place.group.id, "handle": handle})
    return place.group.slug


@operation
def refuse_request(member_id: int, request_id: int) -> str:
    """Do not let somebody in, and tell them; the group's slug. Raises NotFound, Forbidden, Conflict."""
    place, asked = _undecided(member_id, request_id, accepted=False)
    if asked.decided_at is None:
        _decide(member_id, asked, accepted=False)
        tell(asked.member_id, "request_refused", {"group": place.group.id})
    return place.group.slug


def _undecided(member_id: int, request_id: int, accepted: bool) -> tuple[Place, JoinRequest]:
    place, asked = queries.request_for(member_id, request_id)
    hold_group(place.group.id)
    db.session.refresh(asked)
    if not policies.can_decide_requests(place, queries.staff_ready(member_id)):
        raise Forbidden(_("Moderators of this group do that, with an authenticator app."))
    if asked.decided_at is not None and asked.accepted != accepted:
        raise Conflict(_("Another moderator has decided this already."))
    return place, asked


def _decide(member_id: int, asked: JoinRequest, accepted: bool) -> None:
    asked.decided_at, asked.decided_by, asked.accepted = now(), member_id, accepted
    kind = "groups:request:accepted" if accepted else "groups:request:refused"
    record(member_id, kind, f"request:{asked.id}", {"group": asked.group_id})

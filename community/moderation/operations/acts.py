"""Acts of office on people, by a moderator, or for an evening by whoever chairs."""

from dataclasses import replace
from datetime import timedelta

from flask_babel import gettext as _

from community.clock import now
from community.errors import Conflict, Forbidden, NotFound
from community.groups.models import Membership, Place
from community.groups.policies import is_self
from community.groups.queries import needs_moderator, person_for, staff_ready
from community.moderation import policies, queries
from community.moderation.forms import ActForm
from community.moderation.models import LIFT
from community.moderation.operations import acting
from community.moderation.operations.acting import Author, Done
from community.moderation.operations.cases import author_in
from community.operations import operation, tell
from community.realtime import parse_stream
from community.registry import registry

AN_EVENING = timedelta(hours=3)
"""How long a chair's mute lasts at most (L5.7)."""


@operation
def mute_person(
    member_id: int, membership_id: int, form: ActForm, stream: str | None = None
) -> Done:
    """Let somebody read, not write, until then: in the group, or in the one room whose stream is named.

    Whoever chairs a meeting may do it in its room, for at most three hours (L5.7). Raises NotFound, Forbidden.
    """
    place, person = _subject(member_id, membership_id, stream)
    if policies.can_mute(place, person, staff_ready(member_id)):
        return acting.mute(_author(place), person, form, stream)
    if not policies.can_quieten(place, person, _in_the_chair(place, stream)):
        raise _refusal(place, person)
    if form.until is None or form.until > now() + AN_EVENING:
        raise Forbidden(_("A chair mutes for this evening: three hours at most."))
    return acting.mute(_author(place), person, form, stream)


@operation
def remove_person(
    member_id: int, membership_id: int, form: ActForm, stream: str | None = None
) -> Done:
    """Keep somebody out of the group, or of one room, until then; their sockets leave at once.

    Raises NotFound, Forbidden.
    """
    place, person = _subject(member_id, membership_id, stream)
    if not policies.can_remove(place, person, staff_ready(member_id)):
        raise _refusal(place, person)
    return acting.remove(_author(place), person, form, stream)


@operation
def ban_person(member_id: int, membership_id: int, form: ActForm) -> Done:
    """Keep somebody out of the group for good. It ends the membership, also the last moderator's (L2.4).

    Raises NotFound, Forbidden.
    """
    place, person = _subject(member_id, membership_id)
    if not policies.can_ban(place, person, staff_ready(member_id)):
        raise _refusal(place, person)
    return acting.ban(_author(place), person, form)


@operation
def lift_standing(member_id: int, standing_id: int, form: ActForm) -> str:
    """End a mute, removal or ban before its time; where that is read. Raises NotFound, Forbidden, Conflict."""
    place, person, standing = queries.standing_for(member_id, standing_id)
    case = queries.case_behind(standing)
    if not queries.may_lift(member_id, place, person, standing):
        raise _refusal(place, person) if case is None else _decided_elsewhere(place, person)
    if not standing.holds(now()):
        raise Conflict(_("This has ended already."))
    standing.lifted_at = now()
    author = _author(place) if case is None else author_in(case, queries.office_of(member_id))
    told = form if case is None else replace(form, case_id=case.id)
    act = acting.write_act(author, person, told, LIFT, standing.scope, standing)
    subject = {"group": person.group_id, "standing": standing.id, "act": act.id}
    tell(person.member_id, "standing_lifted", subject)
    return f"/memberships/{person.id}" if case is None else f"/cases/{case.id}"


def _in_the_chair(place: Place, stream: str | None) -> bool:
    if stream is None or place.membership is None:
        return False
    return registry.chair_of(parse_stream(stream)[1]) == place.membership.id


def _subject(
    member_id: int, membership_id: int, stream: str | None = None
) -> tuple[Place, Membership]:
    place, person = person_for(member_id, membership_id)
    if stream is not None:
        _refuse_elsewhere(member_id, stream, person.group_id)
    return place, person


def _refuse_elsewhere(member_id: int, stream: str, group_id: int) -> None:
    """A stream is of that group, and this member is in it. Raises NotFound, Forbidden in a room for two (L4.1)."""
    kind, stream_id = parse_stream(stream)
    if kind not in registry.venues:
        raise NotFound
    seat = registry.venues[kind].find(member_id, stream_id)
    if seat.membership is None or seat.membership.group_id != group_id:
        raise NotFound
    if seat.venue.is_private:
        raise Forbidden(
            _("Nobody acts as moderator in a room for two. You can leave it, block, or report.")
        )


def _author(place: Place) -> Author:
    assert place.membership is not None
    return acting.author_of(place.membership)


def _refusal(place: Place, person: Membership) -> Forbidden:
    if is_self(place, person):
        return Forbidden(_("Nobody acts on themselves."))
    if place.membership is not None and place.membership.is_moderator and not person.is_current:
        return Forbidden(_("%(handle)s has left this group.", handle=person.handle))
    return needs_moderator(place)


def _decided_elsewhere(place: Place, person: Membership) -> Forbidden:
    """It was not the group's to decide, and is not the group's to end (L8.3)."""
    if is_self(place, person) or place.membership is None or not place.membership.is_moderator:
        return _refusal(place, person)
    return Forbidden(
        _("The safeguarding leads decided this. Only they end it; %(handle)s can appeal.", handle=person.handle)
    )  # fmt: skip

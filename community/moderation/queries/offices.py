"""Who holds which office now, and who can answer for a case."""

from community.clock import now
from community.errors import NotFound
from community.groups.queries import groups_moderated_by, moderators_inside, moderators_of
from community.members.models import CONTACT as THE_CONTACT
from community.members.models import LEAD
from community.members.policies import can_act_as_staff
from community.members.queries import is_staff_ready, officers, who_runs_the_site
from community.moderation.models import CONTACT, GROUP, LEADS
from community.moderation.policies import Office
from community.scope import once


def office_of(member_id: int) -> Office:
    """What the member may answer for now; nothing without an authenticator (L1.5)."""
    return once(("office", member_id), lambda: _office_of(member_id))


def _office_of(member_id: int) -> Office:
    if not is_staff_ready(member_id):
        return Office(member_id)
    return Office(
        member_id, groups_moderated_by(member_id), member_id in officers(LEAD),
        member_id in officers(THE_CONTACT),
    )  # fmt: skip


def reader_of_desk(member_id: int) -> Office:
    """The member as one of office, who has a desk. Raises NotFound."""
    office = office_of(member_id)
    if not office.is_any:
        raise NotFound
    return office


def sitting_at(group_id: int | None) -> dict[str, frozenset[int]]:
    """Who answers at each desk for what happens in that group."""
    return once(("sitting", group_id), lambda: _sitting_at(group_id))


def _sitting_at(group_id: int | None) -> dict[str, frozenset[int]]:
    moment = now()
    people = moderators_inside(group_id) if group_id is not None else []
    moderators = frozenset(
        one.member_id for one in people
        if one.member.is_welcome(moment) and can_act_as_staff(one.member)
    )  # fmt: skip
    return {GROUP: moderators, LEADS: officers(LEAD), CONTACT: officers(THE_CONTACT)}


def is_of_office(member_id: int, group_id: int | None) -> bool:
    """Whether a case that names this person concerns staff: a moderator there, a lead, an administrator (L8.3)."""
    return member_id in staff_of(group_id)


def staff_of(group_id: int | None) -> frozenset[int]:
    """Whom a case in that group must not name if its moderators are to have it (L8.3)."""
    people = moderators_of(group_id) if group_id is not None else []
    of_group = {one.member_id for one in people}
    return who_runs_the_site() | officers(LEAD) | officers(THE_CONTACT) | of_group

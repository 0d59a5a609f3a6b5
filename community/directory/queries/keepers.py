"""Who looks after which list, and by which name."""

import sqlalchemy as sa

from community.directory import policies
from community.directory.models import SITE, ListingChoice
from community.directory.policies import NOBODY, Keeper
from community.errors import NotFound
from community.extensions import db
from community.groups.models import Membership, Place
from community.groups.queries import (
    managed_for,
    memberships_of,
    moderators_of,
    place_in,
    staff_ready,
)
from community.members.models import LEAD, Member
from community.members.policies import can_run_site
from community.members.queries import is_officer, member_for, officers, who_runs_the_site


def keeper_of(member_id: int | None) -> Keeper:
    """Which lists the member looks after now."""
    if member_id is None:
        return NOBODY
    ready = staff_ready(member_id)
    of_site = can_run_site(member_for(member_id)) or is_officer(member_id, LEAD)
    moderated = [mine.group for mine in memberships_of(member_id) if mine.is_moderator]
    groups = {
        group.id for group in moderated if policies.keeps_group(place_in(member_id, group), ready)
    }
    return Keeper(member_id, of_site, frozenset(groups))


def keepers_of(group_id: int | None) -> frozenset[int]:
    """Everybody who looks after that list now; None is the site's."""
    if group_id is None:
        return officers(LEAD) | {
            one for one in who_runs_the_site() if can_run_site(member_for(one))
        }
    return frozenset(one.member_id for one in moderators_of(group_id) if staff_ready(one.member_id))


def choice_of(scope: str) -> ListingChoice | None:
    """What holds for a list, where anything was noted."""
    return db.session.get(ListingChoice, scope)


def is_for_members_only() -> bool:
    """Whether the site keeps its list to its members."""
    choice = choice_of(SITE)
    return choice is not None and choice.for_members_only


def kept_site_list(member_id: int) -> Keeper:
    """The site's list as its keepers find it. Raises NotFound for everybody else."""
    keeper = keeper_of(member_id)
    if not policies.can_keep_list(keeper, None):
        raise NotFound
    return keeper


def kept_group_list(member_id: int, slug: str) -> Place:
    """A group's list as its moderators find it. Raises NotFound from outside, Forbidden inside."""
    return managed_for(member_id, slug)


def name_in_group(member_id: int, group_id: int) -> str:
    """What somebody is called in a group, also after leaving it; empty for one who never was there."""
    named = sa.select(Membership.handle).where(
        Membership.member_id == member_id, Membership.group_id == group_id
    )
    return db.session.scalar(named) or ""


def site_handle(member_id: int) -> str:
    """What somebody is called on the site; empty for one who is gone."""
    found = db.session.get(Member, member_id)
    return found.handle if found is not None else ""

"""Who may read, suggest and look after entries of the directory: the whole law on one screen (L11.1)."""

from dataclasses import dataclass

from community.directory.models import LISTED, WAITING, Listing
from community.groups.models import Place
from community.groups.policies import can_manage_group, can_read

MOST_WAITING = 10
"""Suggestions of one member that may wait at a time."""


@dataclass(frozen=True)
class Keeper:
    """Which lists somebody looks after now: the site's, as administrator or lead, and those of groups they moderate."""

    member_id: int
    of_site: bool = False
    groups: frozenset[int] = frozenset()

    @property
    def is_any(self) -> bool:
        """Whether they look after any."""
        return self.of_site or bool(self.groups)


NOBODY = Keeper(0)
"""Somebody who is not signed in."""


def can_keep_list(keeper: Keeper, group_id: int | None) -> bool:
    """Decide, change, check and retire what stands in that list; None is the site's own."""
    return keeper.of_site if group_id is None else group_id in keeper.groups


def can_keep(keeper: Keeper, entry: Listing) -> bool:
    """Look after that entry: the keepers of its list."""
    return can_keep_list(keeper, entry.group_id)


def can_read_list(place: Place | None, signed_in: bool, for_members_only: bool) -> bool:
    """The site's list is help for everybody, unless the site says otherwise; a group's, for who may read the group."""
    return can_read(place) if place is not None else signed_in or not for_members_only


def can_read_entry(entry: Listing, keeper: Keeper, list_is_open: bool) -> bool:
    """What is listed, for who may read its list; anything of that list for its keepers; while it waits, one's own."""
    mine = bool(keeper.member_id) and entry.suggested_by == keeper.member_id
    if can_keep(keeper, entry) or (mine and entry.state == WAITING):
        return True
    return entry.state == LISTED and list_is_open


def can_suggest(place: Place | None) -> bool:
    """Any member, for the site's list; for a group's, whoever is in it, while it takes anything new."""
    if place is None:
        return True
    inside = place.membership is not None and place.shut_out is None
    return inside and place.group.archived_at is None


def can_suggest_more(waiting: int) -> bool:
    """Whether so many of one's own that wait leave room for another."""
    return waiting < MOST_WAITING


def can_open_list(is_running: bool) -> bool:
    """Let strangers read the site's list, or not: who runs the site."""
    return is_running


def keeps_group(place: Place, staff_ready: bool) -> bool:
    """Look after a group's list: its moderators."""
    return can_manage_group(place, staff_ready)

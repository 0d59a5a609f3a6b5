"""One entry, always in somebody's name; `None` is a stranger's."""

import sqlalchemy as sa
from flask_babel import gettext as _

from community.directory import policies
from community.directory.models import Listing
from community.directory.policies import Keeper
from community.directory.queries.keepers import is_for_members_only, keeper_of
from community.errors import Forbidden, NotFound
from community.extensions import db
from community.groups.models import Place
from community.groups.queries import (
    place_for,
    place_in,
)


def entry_for(member_id: int | None, entry_id: int) -> tuple[Listing, Keeper]:
    """An entry that this reader may see, and what they look after. Raises NotFound."""
    entry, keeper = db.session.get(Listing, entry_id), keeper_of(member_id)
    if entry is None:
        raise NotFound
    is_open = _reads_list(member_id, entry)
    if entry.group is not None and not is_open:
        raise NotFound
    if not policies.can_read_entry(entry, keeper, is_open):
        raise NotFound
    return entry, keeper


def kept_entry_for(member_id: int, entry_id: int) -> Listing:
    """An entry that the member looks after. Raises NotFound where they may not see it, Forbidden where they may."""
    entry, keeper = entry_for(member_id, entry_id)
    if not policies.can_keep(keeper, entry):
        raise Forbidden(_refusal(entry))
    return entry


def suggested_by(member_id: int) -> list[Listing]:
    """What the member suggested, the last first."""
    mine = sa.select(Listing).where(Listing.suggested_by == member_id)
    return list(db.session.scalars(mine.order_by(Listing.suggested_at.desc()).limit(50)))


def count_waiting_of(member_id: int) -> int:
    """How many suggestions of the member wait."""
    mine = sa.select(sa.func.count(Listing.id)).where(
        Listing.suggested_by == member_id, Listing.decided_at.is_(None)
    )
    return db.session.scalar(mine) or 0


def place_to_suggest(member_id: int, slug: str | None) -> Place | None:
    """Where the member suggests something: a group, or None for the site. Raises NotFound."""
    if slug is None:
        return None
    place = place_for(member_id, slug)
    if not policies.can_suggest(place):
        raise NotFound
    return place


def entry_by_id(entry_id: int) -> Listing | None:
    """An entry, for what is said to people who know of it."""
    return db.session.get(Listing, entry_id)


def _reads_list(member_id: int | None, entry: Listing) -> bool:
    if entry.group is None:
        return policies.can_read_list(None, member_id is not None, is_for_members_only())
    if member_id is None:
        return False
    return policies.can_read_list(place_in(member_id, entry.group), True, False)


def _refusal(entry: Listing) -> str:
    said: str = (
        _("Whoever looks after the site’s directory does that, with an authenticator app.")
        if entry.group_id is None
        else _("Moderators of this group do that, with an authenticator app.")
    )
    return said

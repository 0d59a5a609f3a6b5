"""What imports show on earlier pages: that somebody may have words to claim."""

from collections.abc import Mapping
from typing import Any

from community.groups.models import Group
from community.groups.queries import place_in
from community.members.policies import can_run_site
from community.members.queries import member_for
from community.portability.importing import policies, queries


def of_group(member_id: int, group: Group) -> Mapping[str, Any]:
    """Where to claim, for those who belong here."""
    may = policies.can_claim(place_in(member_id, group)) and queries.has_claimable(group.id)
    return {"claimable": may, "slug": group.slug}


def of_oneself(member_id: int) -> Mapping[str, Any]:
    """On the page of who runs the site: where to answer for what came in, and how much waits."""
    if not can_run_site(member_for(member_id)):
        return {"runs": False}
    waiting = [found for found in queries.imports_for(member_id) if found.awaiting_since]
    return {"runs": True, "waiting": len(waiting)}

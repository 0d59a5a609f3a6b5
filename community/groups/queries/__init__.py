"""Reads, always through the member: what somebody may not see is absent."""

from community.groups.queries.blocks import (
    blocked_by,
    has_blocked,
    hidden_from,
    hiding,
    is_out_of_reach,
    kept_from,
)
from community.groups.queries.entrance import (
    count_requests,
    invitations_of,
    open_request_of,
    request_for,
    requests_of,
    slug_behind,
)
from community.groups.queries.people import (
    PEOPLE_A_PAGE,
    count_people,
    is_taken,
    memberships_of,
    moderators_of,
    other_groups,
    people_of,
)
from community.groups.queries.places import (
    group_by_id,
    group_of,
    inside_for,
    managed_for,
    membership_of,
    needs_moderator,
    person_for,
    place_for,
    place_in,
    staff_ready,
)
from community.groups.queries.standings import (
    in_force,
    is_in_good_standing,
    standings_of,
)

__all__ = [
    "PEOPLE_A_PAGE",
    "blocked_by",
    "count_people",
    "count_requests",
    "group_by_id",
    "group_of",
    "has_blocked",
    "hidden_from",
    "hiding",
    "in_force",
    "inside_for",
    "invitations_of",
    "is_in_good_standing",
    "is_out_of_reach",
    "is_taken",
    "kept_from",
    "managed_for",
    "membership_of",
    "memberships_of",
    "moderators_of",
    "needs_moderator",
    "open_request_of",
    "other_groups",
    "people_of",
    "person_for",
    "place_for",
    "place_in",
    "request_for",
    "requests_of",
    "slug_behind",
    "staff_ready",
    "standings_of",
]

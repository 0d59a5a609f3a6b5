"""What groups make of a change in who answers for the site: everybody on staff hears of it (L7.11)."""

from collections.abc import Set as AbstractSet

from community.groups import queries
from community.operations import operation, tell


@operation
def tell_moderators(office_id: int, told: str, already: AbstractSet[int]) -> None:
    """Tell every moderator, but those who were told already."""
    for member_id in sorted(queries.moderators_everywhere() - already):
        tell(member_id, told, {"office": office_id})

"""What is pointed out in a channel: `@` and the name of somebody of the group leads nowhere else."""

from collections.abc import Sequence

from community.groups.queries import members_named
from community.mentoring.pointing.accounts import AT
from community.mentoring.pointing.engine import find
from community.mentoring.pointing.plain import plain
from community.mentoring.pointing.words import pointed_out
from community.mentoring.queries import mentorship_in
from community.registry import PointedOut

MOST = 10
"""So many names are looked up."""


def points_out(room_id: int, body: str) -> Sequence[PointedOut]:
    """What the author of these words is asked to look at before they go to the other. Nothing of it is kept."""
    mentorship = mentorship_in(room_id)
    if mentorship is None:
        return ()
    return pointed_out(find(body, _of_the_house(mentorship.group_id, body)))


def _of_the_house(group_id: int, body: str) -> frozenset[str]:
    if "@" not in body and body.isascii():
        return frozenset()
    names = dict.fromkeys(AT.findall(plain(body).small))
    return frozenset(name for name in list(names)[:MOST] if members_named(group_id, [name]))

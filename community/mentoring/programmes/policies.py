"""The law of programmes on one screen (L7.9)."""

from community.groups.models import Place
from community.groups.policies import can_manage_group, can_see_people
from community.mentoring.programmes.models import MOST, Programme


def can_see_programme(place: Place, programme: Programme, staff_ready: bool) -> bool:
    """Read it: who belongs to the group, once it was published; before that, who may edit it."""
    published = programme.version > 0
    return can_see_people(place) and (published or can_edit_programmes(place, staff_ready))


def can_edit_programmes(place: Place, staff_ready: bool) -> bool:
    """Adopt, write, publish and retire: the group's moderators."""
    return can_manage_group(place, staff_ready)


def can_adopt(there: int) -> bool:
    """Begin one more: while there are fewer than twenty that are not retired."""
    return there < MOST

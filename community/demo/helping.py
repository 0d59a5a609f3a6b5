"""Somebody in the demo can be asked to come at any hour, and somebody else has offered it (L6.7)."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from community.demo.evening import Deed, Hall
from community.groups.queries import membership_of
from community.moderation.forms import ShiftForm
from community.wellbeing.helping import operations

CIRCLE, KEEPER, ACCEPTED, OFFERED = "riverside-evenings", "saltmarsh", "second-cup", "gravel"
ALWAYS = ShiftForm(tuple(range(7)), 0, 0, "UTC")


def deeds_of(hall: Hall) -> Iterator[Deed]:
    """Everything that is done, with its moment."""
    yield hall.present - timedelta(hours=3), partial(_offer, hall, ACCEPTED)
    yield hall.present - timedelta(hours=2), partial(_accept, hall)
    yield hall.present - timedelta(hours=1), partial(_offer, hall, OFFERED)


def _offer(hall: Hall, who: str) -> None:
    operations.offer_to_be_asked(hall.member_ids[who], CIRCLE)
    operations.add_hours(hall.member_ids[who], CIRCLE, ALWAYS)


def _accept(hall: Hall) -> None:
    mine = membership_of(hall.member_ids[ACCEPTED], hall.group_ids[CIRCLE])
    assert mine is not None
    operations.accept_peer(hall.member_ids[KEEPER], mine.id)

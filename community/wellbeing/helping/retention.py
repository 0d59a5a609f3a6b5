"""How long a call for somebody is kept, and what was said in its room (L4.8)."""

from datetime import datetime

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from community.purging import in_handfuls, one_after_the_other
from community.registry import Kept, Purgeable, registry
from community.rooms.models import HELP, Room, RoomSeat
from community.rooms.operations import purge_kind
from community.rooms.retention import WORDS
from community.wellbeing.helping.models import HelpCall, HelpHours, HelpPeer, HelpTurn

CALLS = (HelpTurn, HelpCall)


def declare() -> None:
    """Say it to the registry."""
    registry.purges(
        Purgeable(
            "help-rooms", _l("Words in help rooms"),
            _l("What was said after somebody asked for a person, who was asked, and who came; from when it closed."),
            "L4.8", 7,
            one_after_the_other(
                purge_kind(HELP), in_handfuls(RoomSeat, _seats_of), in_handfuls(HelpTurn, _turns_of),
                in_handfuls(HelpCall, _closed),
            ),
            (*WORDS, *CALLS), most=30,
        ),
    )  # fmt: skip
    registry.keeps_always(
        Kept(
            "it says who offered to be asked, and when; it goes when either side ends it",
            (HelpPeer, HelpHours),
        )
    )


def _closed(before: datetime) -> sa.ColumnElement[bool]:
    return HelpCall.ended_at < before


def _turns_of(before: datetime) -> sa.ColumnElement[bool]:
    return HelpTurn.call_id.in_(sa.select(HelpCall.id).where(_closed(before)))


def _seats_of(before: datetime) -> sa.ColumnElement[bool]:
    rooms = sa.select(HelpCall.room_id).join(Room, Room.id == HelpCall.room_id)
    return RoomSeat.room_id.in_(rooms.where(_closed(before), Room.kind == HELP))

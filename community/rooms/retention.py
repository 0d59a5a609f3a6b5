"""How long what is said in rooms is kept (L4.8)."""

from flask_babel import lazy_gettext as _l

from community.registry import Kept, Purgeable, registry
from community.rooms.models import (
    LOUNGE,
    Bookmark,
    Message,
    MessageVersion,
    Move,
    Quote,
    Reaction,
    ReadPosition,
    Room,
    RoomSeat,
)
from community.rooms.operations import purge_imported, purge_kind

WORDS = (Message, MessageVersion, Reaction, Quote, Bookmark, Move)
"""What goes with the words of a room. Those of a forum's posts are in the same tables, and stay."""


def declare() -> None:
    """Say it to the registry. A feature with a kind of room of its own declares that in the same way."""
    registry.purges(
        Purgeable(
            "lounges", _l("Words in lounges"),
            _l("What was said, with edits, reactions, bookmarks, and who said it. That something was said stays."),
            "L4.8", 90, purge_kind(LOUNGE), WORDS,
        ),
        Purgeable(
            "imported-rooms", _l("Words in rooms that came from elsewhere"),
            _l("What was said there. Kept until a time is set here."),
            "L4.8", None, purge_imported(), WORDS,
        ),
    )  # fmt: skip
    registry.keeps_always(
        Kept("it is a room, and no words of anybody's", (Room,)),
        Kept("it says who may read a room that is for few, and tells no words", (RoomSeat,)),
        Kept("it is one's own, and goes with the account", (ReadPosition,)),
    )

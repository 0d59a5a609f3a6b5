"""What features declare about themselves, so that the kernel and earlier features can reach later ones.

One of the three ways upward (docs/house.md). Declaring twice under one name replaces the first.
"""

from community.registry.declared import (
    Consequence,
    Happening,
    Panel,
    PermissionRow,
    PublicCount,
    Registry,
    registry,
)
from community.registry.holding import Heard, HoldingPlace
from community.registry.reporting import AROUND, Reportable, Reported, SpanLine
from community.registry.retention import Kept, Purgeable, SetAside, by_itself
from community.registry.rooms import PointedOut, RoomKind, RoomLine, Signal
from community.registry.streams import (
    EntryFacts,
    EntryKind,
    Listener,
    PayloadBuilder,
    StreamDoor,
    VenueKind,
)

__all__ = [
    "AROUND", "Consequence", "EntryFacts", "EntryKind", "Happening", "Heard", "HoldingPlace", "Kept", "Listener",
    "Panel", "PayloadBuilder", "PermissionRow", "PointedOut", "PublicCount", "Purgeable", "Registry", "Reportable",
    "Reported", "RoomKind", "RoomLine", "SetAside", "Signal", "SpanLine", "StreamDoor", "VenueKind", "by_itself",
    "registry",
]  # fmt: skip

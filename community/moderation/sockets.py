"""Acts of office on people from inside a live room. No entry is written: only the person is told."""

from typing import Annotated, Any

from msgspec import Meta

from community.moderation import operations
from community.moderation.forms import ActForm
from community.realtime import Connection, Packet, event


class ActPacket(Packet):
    """On whom, until when (RFC 3339), and why."""

    membership: Annotated[int, Meta(gt=0, lt=2**53)]
    until: str
    reason: str

    def form(self) -> ActForm:
        """The end and the reason. Raises Invalid."""
        return ActForm.parse_until({"until": self.until, "reason": self.reason})


@event("mute", ActPacket, office=True)
def mute(connection: Connection, packet: ActPacket) -> dict[str, Any]:
    """Let somebody read, not write, in this room."""
    operations.mute_person(connection.member_id, packet.membership, packet.form(), packet.stream)
    return {}


@event("remove_person", ActPacket, office=True)
def remove_person(connection: Connection, packet: ActPacket) -> dict[str, Any]:
    """Keep somebody out of this room."""
    operations.remove_person(connection.member_id, packet.membership, packet.form(), packet.stream)
    return {}

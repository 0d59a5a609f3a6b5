"""Who is in a room at one moment, laid out for the loop."""

from array import array
from itertools import count

from community.realtime.fanout.connection import Connection

_numbers = count()


class Audience:
    """The members of a room. It never changes: whoever enters or leaves makes the next one."""

    __slots__ = ("_apart", "_places", "connections", "descriptors", "number", "others")

    def __init__(self, connections: list[Connection], others: list[tuple[str, str]]) -> None:
        self.number = next(_numbers)
        self.connections = connections
        self.descriptors = array("i", [connection.descriptor for connection in connections])
        self.others = others
        self._places: dict[Connection, int] | None = None
        self._apart: dict[int, bool] = {}

    @property
    def places(self) -> dict[Connection, int]:
        """Where each connection stands in `connections` and `descriptors`; made when asked for."""
        if self._places is None:
            self._places = {connection: place for place, connection in enumerate(self.connections)}
        return self._places

    def is_apart_from(self, other: "Audience") -> bool:
        """Whether nobody is in both, so that the order between the two cannot matter to anyone."""
        apart = self._apart.get(other.number)
        if apart is None:
            if len(self._apart) > _REMEMBERED:
                self._apart.clear()
            apart = self._apart[other.number] = self.places.keys().isdisjoint(other.places)
        return apart


_REMEMBERED = 64

"""Who is connected to this process, and to which streams they listen. Nothing here is a fact of the product."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

LIVE: Final = "live"
OFFICE: Final = "office"


@dataclass(frozen=True)
class Credential:
    """How somebody was recognised: by a session of the browser or a token of a program."""

    member_id: int
    kind: str
    id: int
    scopes: frozenset[str]
    locale: str = "en"


@dataclass
class Ear:
    """One socket's listening to one stream.

    `hides`: the memberships whose words this member is not shown; `kept_from`: those who may not notice this member;
    `asked`: how often these two were asked for anew (eviction.look_again).
    """

    sid: str
    stream_id: int
    kind: str
    member_id: int
    membership_id: int | None
    handle: str
    quiet: bool
    hides: frozenset[int]
    kept_from: frozenset[int]
    asked: int = 0


@dataclass
class Connection:
    """One socket and what it listens to. `evictions`: how often its member was taken out of something."""

    sid: str
    credential: Credential
    ears: dict[int, Ear] = field(default_factory=dict)
    evictions: int = 0

    @property
    def member_id(self) -> int:
        """Who it is."""
        return self.credential.member_id


class Connections:
    """The sockets of this process, found by socket, member or stream."""

    def __init__(self) -> None:
        self._by_sid: dict[str, Connection] = {}
        self._by_member: dict[int, dict[str, Connection]] = defaultdict(dict)
        self._by_stream: dict[int, dict[str, Ear]] = defaultdict(dict)

    def __len__(self) -> int:
        return len(self._by_sid)

    def __iter__(self) -> Iterator[Connection]:
        return iter(list(self._by_sid.values()))

    def add(self, connection: Connection) -> None:
        """A socket was accepted."""
        self._by_sid[connection.sid] = connection
        self._by_member[connection.member_id][connection.sid] = connection

    def remove(self, sid: str) -> Connection | None:
        """A socket is gone, and with it its ears."""
        connection = self._by_sid.pop(sid, None)
        if connection is None:
            return None
        mine = self._by_member[connection.member_id]
        del mine[sid]
        if not mine:
            del self._by_member[connection.member_id]
        for stream_id in list(connection.ears):
            self.stop_listening(connection, stream_id)
        return connection

    def get(self, sid: str) -> Connection | None:
        """The connection of a socket."""
        return self._by_sid.get(sid)

    def of_member(self, member_id: int) -> list[Connection]:
        """Every socket of a member in this process."""
        return list(self._by_member.get(member_id, {}).values())

    def members(self) -> Iterable[int]:
        """Everyone who has a socket in this process."""
        return list(self._by_member)

    def listen(self, connection: Connection, ear: Ear) -> None:
        """A socket listens to a stream."""
        connection.ears[ear.stream_id] = ear
        self._by_stream[ear.stream_id][ear.sid] = ear

    def stop_listening(self, connection: Connection, stream_id: int) -> Ear | None:
        """A socket no longer listens to a stream."""
        ear = connection.ears.pop(stream_id, None)
        listeners = self._by_stream.get(stream_id)
        if listeners is not None:
            listeners.pop(connection.sid, None)
            if not listeners:
                del self._by_stream[stream_id]
        return ear

    def ears(self, stream_id: int) -> list[Ear]:
        """Everyone who listens to a stream in this process."""
        return list(self._by_stream.get(stream_id, {}).values())

    def streams(self) -> list[int]:
        """Every stream somebody listens to in this process."""
        return list(self._by_stream)


connections = Connections()

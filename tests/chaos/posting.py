"""Clients that never stop posting, whatever becomes of the server, and never give a message up."""

from collections.abc import Iterator

import gevent

from tests.chaos.line import Line, connected
from tests.chaos.site import Program, Site
from tests.wire import Frame, Wire

PATIENCE = 60
"""Seconds in which a restarted server must be reachable again."""


class Poster:
    """Posts one message after the other; what was not acknowledged is sent again under the same key."""

    def __init__(self, site: Site, program: Program) -> None:
        self._site = site
        self._program = program
        self.acknowledged: dict[str, int] = {}
        self.refusals: list[object] = []
        self.resent = 0
        self._enough = False
        self._greenlet = gevent.spawn(self._post_on)

    def finish(self) -> None:
        """Let the last message be acknowledged, then hang up. Raises whatever went wrong."""
        self._enough = True
        self._greenlet.get(timeout=60)

    def _post_on(self) -> None:
        wires = self._connections()
        wire = next(wires)
        number = 0
        while not self._enough:
            number += 1
            key = f"{self._program.handle}-{number:06}"
            while (answer := self._posted(wire, key)) is None:
                self.resent += 1
                wire = next(wires)
            if not answer["ok"]:
                self.refusals.append(answer)
                break
            self.acknowledged[key] = answer["seq"]
        wire.close()

    def _posted(self, line: Line, key: str) -> Frame | None:
        return line.ask("post_message", stream=self._site.stream, body=f"said {key}", key=key)

    def _connections(self) -> Iterator[Line]:
        while True:
            with gevent.Timeout(PATIENCE, AssertionError("the server did not come back")):
                wire = connected(self._site.port, self._program.token)
                while wire is None:
                    gevent.sleep(0.02)
                    wire = connected(self._site.port, self._program.token)
            yield wire
            wire.close()


def whole_stream(wire: Wire, stream: str) -> list[dict]:
    """Every entry of a stream from the first."""
    answer = wire.call("catch_up", stream=stream, since=0)
    entries = answer["entries"]
    while answer["more"]:
        answer = wire.call("catch_up", stream=stream, since=entries[-1]["seq"])
        entries += answer["entries"]
    return entries

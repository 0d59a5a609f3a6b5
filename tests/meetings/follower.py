"""What a client knows of a meeting: of each kind of entry the last one is the whole truth."""

from datetime import datetime
from typing import Any

from tests.wire import Wire

WHOLE = {
    "phase_changed": "phase", "floor_changed": "floor", "chair_changed": "chair",
    "queue_changed": "queue", "member_thanked": "thanked",
}  # fmt: skip


class Follower:
    """Somebody who follows one stream over sockets that come and go, and applies every entry in order."""

    def __init__(self, stream: str) -> None:
        self.stream = stream
        self.seq = 0
        self.said: list[tuple[int, str]] = []
        self.state: dict[str, Any] = {"motions": {}}
        self._wire: Wire | None = None
        self._read = 0

    def join(self, wire: Wire) -> None:
        """Listen anew: what was missed comes with the answer, or by `catch_up` where it is much."""
        self._wire, self._read = wire, len(wire.heard)
        self._take(wire.call("join", stream=self.stream, since=self.seq))

    def catch_up(self, wire: Wire) -> None:
        """Ask for what was missed, without listening."""
        self._take(wire.call("catch_up", stream=self.stream, since=self.seq))

    def hear(self) -> int:
        """Apply what has arrived; the last seq."""
        assert self._wire is not None
        heard, self._read = self._wire.heard[self._read :], len(self._wire.heard)
        for name, data in heard:
            if name == "entry" and data["stream"] == self.stream:
                self._apply(data)
        return self.seq

    def _take(self, answer: dict[str, Any]) -> None:
        assert answer["ok"], answer
        for entry in answer["entries"]:
            self._apply(entry)
        if answer["more"]:
            assert self._wire is not None
            self.catch_up(self._wire)

    def _apply(self, entry: dict[str, Any]) -> None:
        if entry["seq"] <= self.seq:
            return
        assert entry["seq"] == self.seq + 1, f"{entry} after {self.seq}"
        self.seq, kind, data = entry["seq"], entry["kind"], entry["data"]
        if kind == "message_posted":
            self.said.append((data["author"]["id"], data["html"]))
        elif kind == "motion_changed":
            self.state["motions"][data["motion"]] = data
        elif kind == "queue_changed":
            self.state["queue"] = data["queue"]
        elif kind in WHOLE:
            self.state[WHOLE[kind]] = data


def told_by_join(wire: Wire, stream: str) -> dict[str, Any]:
    """What somebody is told who comes now and knows nothing."""
    answer = wire.call("join", stream=stream)
    assert answer["ok"], answer
    state = {name: answer[name] for name in ("phase", "floor", "chair", "queue")}
    return {**state, "motions": {motion["motion"]: motion for motion in answer["motions"]}}


def seconds(moment: str | None, base: datetime) -> int | None:
    """A moment of the protocol, as seconds since `base`."""
    if moment is None:
        return None
    return round((datetime.fromisoformat(moment) - base).total_seconds())

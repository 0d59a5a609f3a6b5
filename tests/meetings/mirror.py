"""What somebody knows of a meeting who heard only its entries: each replaces what it had (protocol, Meetings)."""

from collections.abc import Iterable, Mapping
from typing import Any

from tests.wire import Wire

PARTS_OF = {"phase_changed": "phase", "floor_changed": "floor", "chair_changed": "chair"}


def mirrored(entries: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Phase, floor, chair, queue and motions, from the entries alone."""
    known: dict[str, Any] = {"queue": []}
    motions: dict[int, Any] = {}
    for entry in entries:
        kind, data = entry["kind"], entry.get("data", {})
        if kind == "phase_changed" and data["sitting"] != known.get("phase", data)["sitting"]:
            known, motions = {"queue": []}, {}
        if kind in PARTS_OF:
            known[PARTS_OF[kind]] = data
        elif kind == "queue_changed":
            known["queue"] = data["queue"]
        elif kind == "motion_changed":
            motions[data["motion"]] = data
    return known | {"motions": list(motions.values())}


def told_by(answer: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """The same, as the answer to `join` tells it."""
    return {name: answer[name] for name in names}


def converges(away: Wire, stream: str, since: int = 0) -> dict[str, Any]:
    """Come back after `since`: what was missed tells the same as joining anew; what it tells."""
    missed: list[Mapping[str, Any]] = []
    while True:
        answer = away.call("catch_up", stream=stream, since=since)
        missed += answer["entries"]
        since = answer["entries"][-1]["seq"] if answer["entries"] else answer["seq"]
        if not answer["more"]:
            break
    known = mirrored(missed)
    assert known == told_by(away.call("join", stream=stream), known)
    return known

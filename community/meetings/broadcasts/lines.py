"""What happened in a meeting as lines of the house, for the page. events.js says it live, in the same words."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from community.meetings.broadcasts.sentences import say
from community.meetings.broadcasts.wording import worded
from community.registry import EntryFacts, RoomLine

Data = Mapping[str, Any]


def lines_of(entries: Sequence[EntryFacts], hidden: frozenset[int]) -> Iterator[RoomLine]:
    """The lines of entries in their order, as a reader sees them; not every entry has one."""
    by_kind: dict[str, list[EntryFacts]] = {}
    for entry in entries:
        by_kind.setdefault(entry.kind, []).append(entry)
    said = {seq: data for some in by_kind.values() for seq, data in worded(some, hidden).items()}
    teller = _Teller()
    for entry in entries:
        data = said[entry.seq]
        if entry.kind == "reading_pasted":
            if data["html"]:
                yield RoomLine(entry.seq, entry.at, data["title"], Markup(data["html"]))
        elif sentence := teller.tell(entry.kind, data):
            called = entry.kind == "floor_changed" and data["state"] == "called"
            yield RoomLine(entry.seq, entry.at, sentence, marks="call" if called else "")


def _name(person: Data | None) -> str:
    return person["handle"] if person else say("somebody")


class _Teller:
    """Tells what is new about each fact, so it remembers the one before."""

    def __init__(self) -> None:
        self._before: dict[str, Data] = {}

    def tell(self, kind: str, data: Data) -> str:
        """The sentence for an entry; empty where it is none for the log."""
        before = self._before.get(kind, {})
        self._before[kind] = data
        telling = {
            "phase_changed": _phase,
            "floor_changed": _floor,
            "chair_changed": _chair,
            "motion_changed": _motion,
            "member_thanked": _thanks,
        }
        return telling[kind](data, before) if kind in telling else ""


def _phase(data: Data, before: Data) -> str:
    state = data["state"]
    if state != before.get("state") and state != "running":
        return say(state) if state in ("lobby", "fellowship", "closed") else ""
    if state == "running" and data["part"] != before.get("part"):
        return say("part", title=data.get("title", ""))
    if data["lounge"] and not before.get("lounge"):
        return say("lounge")
    if data["locked"] != before.get("locked", False):
        return say("locked" if data["locked"] else "unlocked")
    return say("topic", topic=data["topic"]) if data.get("topic") else ""


def _floor(data: Data, before: Data) -> str:
    same = data["turn"] == before.get("turn")
    if data["state"] == "called" and not (same and before.get("state") == "called"):
        return say("called", who=_name(data["holder"]))
    if same and data["state"] != "free" and data["limit_seconds"] > before["limit_seconds"]:
        return say("minute", who=_name(data["holder"]))
    return ""


def _chair(data: Data, before: Data) -> str:
    who = _name(data["chair"])
    if not data["taken"]:
        return say("no_chair")
    if data["lost"]:
        lost = say("chair_lost", who=who)
        return "" if before.get("lost") else lost
    return say("chair", who=who)


def _motion(data: Data, _before: Data) -> str:
    if data["state"] == "open":
        return say("motion", words=data["words"]) if data["cast"] == 0 else ""
    counts = {name: data[name] for name in ("words", "yes", "no", "abstain")}
    said = say("result", **counts)
    return f"{said} {_who_voted(data['votes'])}" if data.get("votes") else said


def _who_voted(votes: Sequence[Data]) -> str:
    names = {
        choice: ", ".join(_name(vote["membership"]) for vote in votes if vote["choice"] == choice)
        or say("nobody")
        for choice in ("yes", "no", "abstain")
    }
    return say("who_voted", **names)


def _thanks(data: Data, _before: Data) -> str:
    return say("thanked", who=_name(data["membership"]))

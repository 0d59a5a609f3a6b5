"""The sheet of the format editor as it lies on the table: what was typed, moved about, not checked and not saved.

Everything works by plain buttons that bring the page again (`do`): `add`, `up-2`, `down-2`, `remove-2`,
`read-2` adds a reading to the second part, `unread-2-1` takes its first one out. Numbers count from 0.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from community.meetings.forms.formats import HEAD, PARTS, READINGS, outline
from community.meetings.models import Phase

PART = ("kind", "title", "minutes", "posting", "cross_talk", "share_seconds")
READING = ("title", "body")
NEW_PART = {"kind": "sharing", "minutes": "10", "posting": "floor", "share_seconds": "240"}
ORDER = re.compile("(add|up|down|remove|read|unread)(?:-([0-9]{1,3}))?(?:-([0-9]{1,3}))?")


@dataclass
class SheetPart:
    """A part as typed; `number` is the one in its fields' names, `touched` whether it was just worked on."""

    number: int
    said: dict[str, str]
    readings: dict[int, dict[str, str]] = field(default_factory=dict)
    touched: bool = False


@dataclass
class Sheet:
    """A whole format as typed. What is missing is empty."""

    head: dict[str, str]
    parts: list[SheetPart]

    @classmethod
    def typed(cls, raw: Mapping[str, Any]) -> "Sheet":
        """As it was sent."""
        parts = [
            SheetPart(part, _said(raw, f"p{part}_", PART),
                      {each: _said(raw, f"p{part}_r{each}_", READING) for each in readings})
            for part, readings in outline(raw).items()
        ]  # fmt: skip
        return cls(_said(raw, "", HEAD[:-1]), parts)

    @classmethod
    def of(cls, head: Mapping[str, str], phases: list[Phase]) -> "Sheet":
        """As it is kept."""
        return cls(dict(head), [_laid_out(number, phase) for number, phase in enumerate(phases)])

    def arranged(self, order: str) -> "Sheet":
        """After a press of one of its buttons; an order that cannot be followed changes nothing."""
        said = ORDER.fullmatch(order)
        if said is not None:
            self._follow(said[1], int(said[2] or -1), int(said[3] or -1))
        for number, part in enumerate(self.parts):
            part.number, part.readings = number, dict(enumerate(part.readings.values()))
        return self

    @property
    def values(self) -> dict[str, str]:
        """Every field by its name, for the page to fill in."""
        named = dict(self.head)
        for part in self.parts:
            named |= {f"p{part.number}_{key}": words for key, words in part.said.items()}
            for each, reading in part.readings.items():
                of = f"p{part.number}_r{each}_"
                named |= {f"{of}{key}": words for key, words in reading.items()}
        return named

    def _follow(self, act: str, at: int, reading: int) -> None:
        if act == "add" and len(self.parts) < PARTS:
            self.parts.append(SheetPart(-1, dict(NEW_PART), touched=True))
        here = next((place for place, part in enumerate(self.parts) if part.number == at), None)
        if here is None or act == "add":
            return
        part = self.parts[here]
        part.touched = act != "remove"
        if act in ("up", "down", "remove"):
            del self.parts[here]
            if act != "remove":
                self.parts.insert(max(0, here - 1) if act == "up" else here + 1, part)
        elif act == "read" and len(part.readings) < READINGS:
            part.readings[max(part.readings, default=-1) + 1] = {}
        elif act == "unread":
            part.readings.pop(reading, None)


def _said(raw: Mapping[str, Any], of: str, names: tuple[str, ...]) -> dict[str, str]:
    found = ((name, raw.get(f"{of}{name}")) for name in names)
    return {name: words for name, words in found if isinstance(words, str)}


def _laid_out(number: int, phase: Phase) -> SheetPart:
    said = {
        "kind": phase.kind, "title": phase.title, "minutes": str(phase.minutes), "posting": phase.posting,
        "cross_talk": "yes" if phase.cross_talk else "", "share_seconds": str(phase.share_seconds),
    }  # fmt: skip
    readings = {
        each: {"title": reading.title, "body": reading.body}
        for each, reading in enumerate(phase.readings)
    }
    return SheetPart(number, said, readings)

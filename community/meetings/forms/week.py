"""What somebody would like to see of the week. What is not understood is not chosen: the list is never refused."""

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

LONGEST = 80


@dataclass(frozen=True)
class WeekForm:
    """The day the week begins on, and what is chosen of it; empty is anything."""

    week: date | None = None
    day: str = ""
    time: str = ""
    type: str = ""
    language: str = ""
    group: str = ""
    mine: bool = False

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "WeekForm":
        """Never raises."""
        said = {
            name: raw.get(name, "").strip() for name in ("day", "time", "type", "language", "group")
        }
        short = {name: words if len(words) <= LONGEST else "" for name, words in said.items()}
        return cls(week=_date(raw.get("week", "")), mine=raw.get("mine") == "yes", **short)

    @property
    def chosen(self) -> bool:
        """Whether anything is left out."""
        return replace(self, week=None) != WeekForm()

    def words(self) -> dict[str, str]:
        """As an address says it."""
        said = {"day": self.day, "time": self.time, "type": self.type, "language": self.language}
        said |= {"group": self.group, "mine": "yes" if self.mine else ""}
        return {name: words for name, words in said.items() if words}


def _date(said: str) -> date | None:
    with contextlib.suppress(ValueError):
        return date.fromisoformat(said)
    return None

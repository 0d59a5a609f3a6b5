"""How the demo's conversations are written down."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Said:
    """A line of conversation, and what became of it.

    `mark` names it so that a later line's `answers` can point to it. `nods` maps a reaction to those who gave
    it. `better` are the words after an edit; `gone` is "" or who took it away: its author ("own"), or a
    moderator, and then the reason.
    """

    days: int
    clock: str
    who: str
    words: str
    mark: str = ""
    answers: str = ""
    nods: Mapping[str, str] = field(default_factory=dict)
    note: str | None = None
    better: str = ""
    gone: str = ""

    def moment(self, present: datetime) -> datetime:
        """When it was said: on that day at that time, or (where `clock` is a number) so many minutes ago."""
        if ":" not in self.clock:
            return present - timedelta(minutes=int(self.clock))
        hour, minute = map(int, self.clock.split(":"))
        that_day = present - timedelta(days=self.days)
        return that_day.replace(
            hour=hour, minute=minute, second=len(self.words) % 60, microsecond=0
        )


@dataclass(frozen=True)
class Talk:
    """A room and what is said in it. `slow_seconds` is set once the week is told."""

    name: str
    about: str
    lines: tuple[Said, ...]
    slow_seconds: int = 0
    slow_reason: str = ""


@dataclass(frozen=True)
class Circle:
    """A group: what it is, who is in it in which role, since how many days, and its rooms."""

    slug: str
    name: str
    purpose: str
    visibility: str
    joining: str
    founder: str
    people: Mapping[str, tuple[str, int]]
    talks: tuple[Talk, ...]
    guidelines: str = ""
    questions: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("English",)
    tags: tuple[str, ...] = ()
    asking: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Person:
    """Somebody of the made-up community. With `login` their name is printed, and that is what it says."""

    handle: str
    days: int
    staff: bool = False
    administrator: bool = False
    login: str = ""


def on(days: int, clock: str, who: str, words: str, **more: str | Mapping[str, str]) -> Said:
    """Said so many days ago at that time (UTC)."""
    return Said(days, clock, who, words, **more)  # type: ignore[arg-type]


def ago(minutes: int, who: str, words: str, **more: str | Mapping[str, str]) -> Said:
    """Said so many minutes ago."""
    return Said(0, str(minutes), who, words, **more)  # type: ignore[arg-type]

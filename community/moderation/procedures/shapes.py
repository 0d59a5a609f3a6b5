"""What a written procedure is made of."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

LONGEST_NOTE = 4_000


@dataclass(frozen=True)
class Blank:
    """Something that is written down at a step, and sealed."""

    name: str
    label: Any
    hint: Any = ""
    needed: bool = False


NOTE = Blank("note", _l("What you did and found"), _l("Sealed. No more than is needed."))

DISCLOSURE = (
    Blank("authority", _l("To which authority, and to whom there"), needed=True),
    Blank("reference", _l("Their reference")),
    Blank("basis", _l("By which law or order, or to protect whom"), needed=True),
    Blank("given", _l("Exactly what was given, and how"), needed=True),
)
"""The record of something that leaves the site: an authority sees what it is for, and what it got."""


@dataclass(frozen=True)
class Step:
    """One step: what is done, and what is written down about it."""

    key: str
    title: Any
    what: Any
    blanks: tuple[Blank, ...] = (NOTE,)


@dataclass(frozen=True)
class Saying:
    """Words that can be said or printed as they stand."""

    to: Any
    words: Any


@dataclass(frozen=True)
class Written:
    """A written procedure: when it is for, its steps in order, and what to say."""

    kind: str
    title: Any
    when: Any
    first: Any
    steps: tuple[Step, ...]
    sayings: tuple[Saying, ...]

    def step(self, key: str) -> Step | None:
        """One of its steps."""
        return next((step for step in self.steps if step.key == key), None)

    def earlier(self, key: str) -> list[str]:
        """The keys of the steps before that one."""
        keys = [step.key for step in self.steps]
        return keys[: keys.index(key)]

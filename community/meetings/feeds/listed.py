"""A row of somebody's list, once it is understood; or why it is not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

FIELDS = (
    "name", "about", "when", "zone", "minutes", "types", "languages", "attendance", "place", "elsewhere",
)  # fmt: skip
"""What a list says of a meeting, and what is compared field by field when it comes again."""


class Unreadable(Exception):
    """The whole file cannot be read; nothing of it is taken."""


class Refused(Exception):
    """One row cannot be taken, with the reason in plain words."""


@dataclass(frozen=True)
class Listed:
    """One row. `facts` holds exactly FIELDS, as they are kept in `Meeting.imported`.

    `when` is {"days": [0 is Monday], "time": "19:00"}, or empty for a meeting by appointment. `pages`: addresses
    of its own, by which a site knows its own meetings again. `repairs`: what was put right, in plain words.
    """

    number: int
    external_id: str
    slug: str
    group: str
    group_about: str
    facts: Mapping[str, Any]
    pages: tuple[str, ...] = ()
    repairs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unlisted:
    """One row that was refused. `keeps`: the meeting of that id, if there is one, is left as it is."""

    number: int
    name: str
    reason: str
    external_id: str = ""
    keeps: bool = True


@dataclass(frozen=True)
class Feed:
    """A whole list. `source` names where it is from: the format and the file's name, or the name it was given."""

    source: str
    rows: tuple[Listed | Unlisted, ...]
    is_named: bool = False
    repairs: tuple[str, ...] = field(default=())

"""What can be reported: a later feature says how a member finds it, and what staff will see of it (L8.1)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

AROUND = 10
"""Lines before and after the reported one that may go with a report."""


@dataclass(frozen=True)
class SpanLine:
    """A line of a conversation, as the reporter may see it and staff will."""

    seq: int
    membership_id: int
    handle: str
    at: datetime
    words: str
    note: str = ""
    edited: bool = False


@dataclass(frozen=True)
class Reported:
    """What is reported, as it stands now: whose it is, where, and the lines around it that may be shown.

    `member_id` and `membership_id` are of whoever is named by it; None where it is nobody's. `sent_at` dates it.
    """

    kind: str
    ref: str
    title: str
    address: str
    group_id: int | None = None
    member_id: int | None = None
    membership_id: int | None = None
    sent_at: datetime | None = None
    lines: tuple[SpanLine, ...] = ()
    private: bool = False


@dataclass(frozen=True)
class Reportable:
    """A kind of thing that can be reported.

    `asks` and `names` are its words, lazily translated, with the title as %(who)s: what the reporter's page is headed
    ("Report the room %(who)s"), and how a case is called ("The room %(who)s").
    `find(member_id, ref)` answers it through the member or raises NotFound; `find_any(ref)` for office, inside a case,
    None where it is gone. `remove(member_id, ref)` takes it away, inside the unit, for whoever decided so;
    `restore(ref, words)` brings it back after an appeal.
    """

    kind: str
    asks: Any
    names: Any
    find: Callable[[int, str], Reported]
    find_any: Callable[[str], Reported | None]
    remove: Callable[[int, str], None] | None = None
    restore: Callable[[str, str], None] | None = None

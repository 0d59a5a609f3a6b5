"""A whole file, understood row by row: what is taken, what is refused and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from community.meetings.feeds import central, guide
from community.meetings.feeds.listed import Feed, Listed, Refused, Unlisted
from community.meetings.feeds.reading import Rows, plain, text_of
from community.meetings.feeds.times import Unsaid
from community.turns import in_turns

NOTHING_SAID = Unsaid()


@dataclass(frozen=True)
class Manner:
    """How a file is to be read: its name, what holds where no zone is given, and what the operator calls it."""

    name: str
    unsaid: Unsaid = NOTHING_SAID
    source: str = ""


@dataclass(frozen=True)
class Opened:
    """A file's rows, not yet understood. `notes`: what was forgiven while they were decoded."""

    rows: Sequence[Any]
    notes: tuple[str, ...] = ()

    @property
    def is_central(self) -> bool:
        """Whether it is central-query's list, so that its groups are to be looked for."""
        return central.is_like(self.rows)


def opened(data: bytes, encoding: str = "") -> Opened:
    """The rows of a file. Raises Unreadable."""
    reader = Rows(text_of(data, encoding))
    rows = list(in_turns(reader))
    if reader.was_repaired:
        return Opened(rows, (_("A comma stood before a closing bracket; it was left out."),))
    return Opened(rows)


def understood(file: Opened, groups: Opened, manner: Manner) -> Feed:
    """Every row of the file."""
    kind = "central-query" if file.is_central else "meeting-guide"
    known = central.groups_by_id(groups.rows) if file.is_central else None
    rows = tuple(_understood(file.rows, manner.unsaid, known))
    return Feed(
        f"{kind}:{manner.source or manner.name}"[:120], rows, bool(manner.source), file.notes
    )


def _understood(
    rows: Sequence[Any], unsaid: Unsaid, groups: Mapping[str, Mapping[str, Any]] | None
) -> Iterator[Listed | Unlisted]:
    seen: dict[str, int] = {}
    for number, said in enumerate(in_turns(rows), 1):
        row = _one(number, said, unsaid, groups)
        twin = seen.setdefault(row.external_id, number) if row.external_id else number
        if twin != number and isinstance(row, Listed):
            reason = _("Row %(number)d has the same slug.", number=twin)
            row = Unlisted(number, row.facts["name"], reason, row.external_id)
        yield row


def _one(
    number: int, said: Any, unsaid: Unsaid, groups: Mapping[str, Mapping[str, Any]] | None
) -> Listed | Unlisted:
    if not isinstance(said, dict):
        return Unlisted(number, "", _("This is no meeting but something else."))
    name, slug = said.get("name"), plain(said.get("slug"))
    about = (name[:80] if isinstance(name, str) else "", str(slug)[:120])
    if said.get("archived") is True:
        return Unlisted(number, about[0], _("It is archived there."), about[1], keeps=False)
    try:
        if groups is not None:
            return central.read(number, said, unsaid, groups)
        return guide.read(number, said, unsaid)
    except Refused as refusal:
        external_id = about[1] if isinstance(slug, str | int) else ""
        return Unlisted(number, about[0], str(refusal), external_id)

"""What happened in a help room, as the protocol tells it; the same words live, on catching up and on the page."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from community.extensions import db
from community.groups.models import Membership
from community.realtime import announce, append
from community.realtime.wire import rfc3339
from community.registry import EntryFacts, EntryKind, RoomLine, registry
from community.wellbeing.helping.models import HelpCall
from community.wellbeing.helping.queries.calls import KINDS
from community.wellbeing.helping.timing import PATIENCE

SENTENCES = {
    "help_opened": _l("{who} asked for somebody."),
    "help_asked": _l("{who} is asked to come."),
    "help_coming": _l("{who} is coming."),
    "help_unanswered": _l("Nobody has answered yet. We go on asking."),
    "help_closed": _l("The room is closed."),
    "help_somebody": _l("Somebody"),
}
"""What the log says of each; {who} is filled in."""


def tell(call: HelpCall, kind: str, membership_id: int | None = None, **facts: Any) -> None:
    """Write an entry into the room's log, in a unit that holds its stream, and tell who listens.

    It is named in no actor: none of it is ever hidden, only the person in it from whom has blocked them.
    """
    known = {"membership": membership_id, **{name: _said(value) for name, value in facts.items()}}
    entry = append(call.room_id, kind, data=known)
    concerned = [membership_id] if membership_id is not None else []
    announce("room", entry, _build([entry], frozenset())[entry.seq], concerned=concerned)


def asking(call: HelpCall) -> dict[str, datetime | None]:
    """When the next is asked, and when lines stand out."""
    return {"next_at": call.next_at, "alone_at": call.since + PATIENCE}


def declare_kinds() -> None:
    """Tell the registry how the entries are built again. None of them is ever hidden."""
    for kind in KINDS:
        registry.entry_kinds[kind] = EntryKind(kind, _build, hideable=False)


def lines_of(entries: Sequence[EntryFacts], hidden: frozenset[int]) -> list[RoomLine]:
    """The lines of entries in their order, as a reader sees them."""
    told = _build(entries, hidden)
    return [
        RoomLine(entry.seq, entry.at, _sentence(entry.kind, told[entry.seq])) for entry in entries
    ]


def handles_of(ids: set[int]) -> dict[int, str]:
    """Today's handles."""
    rows = sa.select(Membership.id, Membership.handle).where(Membership.id.in_(ids))
    return {row.id: row.handle for row in db.session.execute(rows)} if ids else {}


def _sentence(kind: str, data: Mapping[str, Any]) -> str:
    person = data["membership"]
    who = person["handle"] if person else str(SENTENCES["help_somebody"])
    return str(SENTENCES[kind]).replace("{who}", who)


def _build(entries: Sequence[EntryFacts], hidden: frozenset[int]) -> Mapping[int, dict[str, Any]]:
    ids = {entry.data["membership"] for entry in entries} - {None} - hidden
    handles = handles_of(ids)
    return {
        entry.seq: {**entry.data, "membership": _person(entry.data["membership"], handles)}
        for entry in entries
    }


def _person(membership_id: int | None, handles: Mapping[int, str]) -> dict[str, Any] | None:
    if membership_id is None or membership_id not in handles:
        return None
    return {"id": membership_id, "handle": handles[membership_id]}


def _said(value: Any) -> Any:
    return rfc3339(value) if isinstance(value, datetime) else value

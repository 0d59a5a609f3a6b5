"""What was said as a piece of page: the same words live, on catching up and on the page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from itertools import chain
from zoneinfo import ZoneInfo

from flask import current_app
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from community import text
from community.registry import registry
from community.rooms.broadcasts.addresses import address_of_message
from community.rooms.models import NOTES, REACTIONS, Message, Quote, Venue
from community.rooms.queries import (
    Said,
    Seat,
    notes_chosen_by,
    quoted_for,
    quotes_in,
    reactions_of,
)
from community.rooms.worded import SHUT
from community.words import quoted as quoted_words

LABELS = dict(
    zip(
        REACTIONS,
        (_l("with you"), _l("thank you"), _l("me too"), _l("well said"), _l("thinking of you")),
        strict=True,
    )
)
QUOTED = 600
"""Characters of a quote at most."""

NOTE_LABELS = dict(
    zip(
        NOTES,
        (_l("using talk"), _l("self-harm"), _l("eating"), _l("violence"), _l("grief")),
        strict=True,
    )
)


@dataclass(frozen=True)
class MessageView:
    """A message as its partial shows it: it knows nothing of its viewer."""

    address: str
    seq: int
    membership_id: int
    handle: str
    html: Markup
    at: datetime
    edited: bool
    removed: str
    reply_to: int | None
    reply_address: str
    note: str | None
    reactions: list[tuple[str, str, int]]
    """Name, label, count. `removed` is empty, "own" or "office"."""

    note_kind: str = ""
    note_as: str = ""
    """What its one reader chose for that content note: "show", "hide", or to have it folded up."""

    quotes: int = 0
    quoted: Sequence["QuoteView"] | None = None
    """How many others it quotes; and what, where there is one reader. Whoever else may read that, asks for it."""


@dataclass(frozen=True)
class QuoteView:
    """A quote as one reader sees it: without words where they may not read them."""

    address: str = ""
    seq: int = 0
    handle: str = ""
    words: str = ""
    note: str = ""
    note_kind: str = ""
    note_as: str = ""


def view_of(
    said: Said,
    reactions: Mapping[str, int] | None = None,
    zone: tzinfo = UTC,
    quoted: Sequence[QuoteView] | None = None,
    chosen: Mapping[str, str] | None = None,
) -> MessageView:
    """The view of a message with its reactions; its time in the reader's zone, where there is one reader."""
    message, counts = said.message, reactions or {}
    return MessageView(
        address=address_of_message(message.stream_id, message.seq),
        seq=message.seq,
        membership_id=message.author_id,
        handle=said.handle,
        html=Markup() if message.removed_at else text.render(words_of(message)),
        at=message.posted_at.astimezone(zone),
        edited=message.edited_at is not None,
        removed=_how_removed(said),
        reply_to=message.reply_to if message.reply_stream is None else None,
        reply_address=_answered_at(message),
        note=str(NOTE_LABELS[message.note]) if message.note else None,
        reactions=[
            (name, str(LABELS[name]), counts[name]) for name in REACTIONS if counts.get(name)
        ],
        note_kind=message.note or "",
        note_as=(chosen or {}).get(message.note or "", ""),
        quotes=message.quotes,
        quoted=quoted,
    )


def views_of(some: Sequence[Said], seat: Seat[Venue], zone: str) -> list[MessageView]:
    """The views of several messages of one stream, for somebody's page."""
    hidden, there = registry.hidden_from(seat.member_id), ZoneInfo(zone)
    counts = reactions_of(seat.venue.id, [said.message.seq for said in some], hidden)
    quoted, chosen = quotes_for(seat, some), notes_chosen_by(seat.member_id)
    return [
        view_of(said, counts.get(said.message.seq), there, quoted.get(said.message.seq), chosen)
        for said in some
    ]


def quotes_for(seat: Seat[Venue], some: Sequence[Said]) -> dict[int, list[QuoteView]]:
    """What those messages of one stream quote, in today's words, as far as the reader may read them."""
    quoting = [said.message.seq for said in some if said.message.quotes]
    if not quoting:
        return {}
    quotes = quotes_in(seat.venue.id, quoting)
    there = quoted_for(seat.member_id, seat.venue.id, chain.from_iterable(quotes.values()))
    chosen = notes_chosen_by(seat.member_id)
    return {
        seq: [_quote(quote, there.get((quote.of_stream_id, quote.of_seq)), chosen) for quote in its]
        for seq, its in quotes.items()
    }


def words_of(message: Message) -> str:
    """The words of a message that stands; a sentence about them where they cannot be opened."""
    words = message.opened
    return str(SHUT) if words is None else words


def fragment(said: Said) -> str:
    """The viewer-neutral piece of page that is broadcast."""
    template = current_app.jinja_env.get_template("rooms/_message.html")
    return template.render(message=view_of(said))


def _quote(quote: Quote, said: Said | None, chosen: Mapping[str, str]) -> QuoteView:
    if said is None:
        return QuoteView()
    message = said.message
    # of words that were changed since, the range would name others: then they are quoted whole
    changed = message.edited_at is not None and message.edited_at > quote.at
    begins, ends = (0, 0) if changed else (quote.begins, quote.ends)
    return QuoteView(
        address_of_message(message.stream_id, message.seq),
        message.seq if message.stream_id == quote.stream_id else 0,
        said.handle,
        quoted_words(words_of(message), begins, ends, QUOTED),
        str(NOTE_LABELS[message.note]) if message.note else "",
        message.note or "",
        chosen.get(message.note or "", ""),
    )


def _answered_at(message: Message) -> str:
    if message.reply_to is None:
        return ""
    return address_of_message(message.reply_stream or message.stream_id, message.reply_to)


def _how_removed(said: Said) -> str:
    if said.message.removed_at is None:
        return ""
    return "own" if said.message.removed_by == said.member_id else "office"

"""What the pages show: the site's own rows, kept in memory, and what was shipped where there are none to read.

Somebody in need must find a number whatever becomes of the database (L6.6). So every process keeps the last lines that
it read. At most every two seconds it asks for one number, the newest revision, and reads again only where that is
another. Where the database does not answer it goes on with what it has.
"""

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from babel import Locale
from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

from community.extensions import db
from community.wellbeing.crisis.models import CrisisLine
from community.wellbeing.crisis_lines import PLACES, Line, Place

LOOKS_AGAIN = 2.0
"""Seconds for which a process does not ask whether another one changed something."""

log = logging.getLogger("hearth.crisis")


@dataclass
class _Kept:
    """What a process has in memory."""

    places: Mapping[str, Place]
    revision: int | None
    looked_at: float


def places_now() -> Mapping[str, Place]:
    """Every country with its lines, by its two letters. Never empty, never raises."""
    kept: _Kept | None = current_app.extensions.get("crisis")
    if kept is not None and time.monotonic() - kept.looked_at < LOOKS_AGAIN:
        return kept.places
    try:
        fresh = _look(kept)
    except SQLAlchemyError as error:
        log.error("crisis_lines_unread error=%s", type(error).__name__)
        db.session.remove()
        fresh = kept or _Kept(PLACES, None, 0.0)
    fresh.looked_at = time.monotonic()
    current_app.extensions["crisis"] = fresh
    return fresh.places


def look_again() -> None:
    """Forget when this process last looked: the next page reads what was just changed."""
    kept: _Kept | None = current_app.extensions.get("crisis")
    if kept is not None:
        kept.looked_at = -LOOKS_AGAIN


def name_of(code: str) -> str:
    """A country's name, as the shipped lines or the world's list of countries have it."""
    if code in PLACES:
        return PLACES[code].name
    return str(Locale("en").territories.get(code.upper(), code.upper()))


def _look(kept: _Kept | None) -> _Kept:
    newest = db.session.scalar(sa.select(sa.func.max(CrisisLine.revision)))
    if newest is None:
        return _Kept(PLACES, None, 0.0)
    if kept is not None and kept.revision == newest:
        return kept
    return _Kept(_read(), newest, 0.0)


def _read() -> Mapping[str, Place]:
    rows: dict[str, list[CrisisLine]] = {}
    ordered = sa.select(CrisisLine).order_by(CrisisLine.position, CrisisLine.name, CrisisLine.id)
    for row in db.session.scalars(ordered):
        rows.setdefault(row.country, []).append(row)
    return {code: _place(code, those) for code, those in rows.items()}


def _place(code: str, rows: list[CrisisLine]) -> Place:
    """A country whose every line was retired stays: its page still says where help is found."""
    here = [row for row in rows if row.retired_at is None]
    lines = tuple(_line(row) for row in here if not row.is_emergency)
    emergency = next((row for row in here if row.is_emergency), None)
    if emergency is None:
        return Place(code, name_of(code), "", "", lines)
    return Place(
        code, name_of(code), emergency.phone, emergency.source, lines, emergency.verified_on,
        emergency.confirmed_at is not None,
    )  # fmt: skip


def _line(row: CrisisLine) -> Line:
    return Line(
        row.name, row.phone, row.hours, tuple(row.languages), row.source, row.verified_on,
        row.confirmed_at is not None, row.text, row.chat_url, row.audience,
    )  # fmt: skip

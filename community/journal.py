"""The append-only record of acts: who did what to which ids, chained by a key that is not in the database.

Ids, not words. What must be kept beside an act (a reason) is chained by a salted hash, so that deleting the
words later, as the law may demand, leaves the chain whole (L8.8).
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any

import msgspec
import sqlalchemy as sa
from flask import current_app
from sqlalchemy.orm import Mapped, mapped_column

from community.clock import now
from community.columns import Moment
from community.extensions import Model, db
from community.operations import at_the_end, the_unit
from community.registry import registry

AT_ONCE = 5_000
"""Entries that are read at once, to verify them."""


class JournalEntry(Model):
    """One act. `mac` covers this row and the mac before it."""

    __tablename__ = "journal"

    seq: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[Moment]
    actor: Mapped[int] = mapped_column(sa.BigInteger)
    kind: Mapped[str] = mapped_column(sa.String(80))
    subject: Mapped[str] = mapped_column(sa.String(80))
    facts: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    salt: Mapped[str] = mapped_column(sa.String(32), default="")
    words: Mapped[str] = mapped_column(sa.Text, default="")
    words_hash: Mapped[str] = mapped_column(sa.String(64), default="")
    mac: Mapped[str] = mapped_column(sa.String(64))


class JournalHead(Model):
    """The last seq and mac: the row that orders every unit that records, locked last."""

    __tablename__ = "journal_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(sa.BigInteger)
    mac: Mapped[str] = mapped_column(sa.String(64))


@dataclass(frozen=True)
class Act:
    """What `record` remembers until the end of the unit."""

    actor: int
    kind: str
    subject: str
    facts: Mapping[str, Any]
    words: str


def record(
    actor: int, kind: str, subject: str, facts: Mapping[str, Any] | None = None, words: str = ""
) -> None:
    """Record in this unit that `actor` did `kind` (as `groups:membership:banned`) to `subject`."""
    unit = the_unit()
    acts: list[Act] = unit.session.info.setdefault("journal", [])
    acts.append(Act(actor, kind, subject, dict(facts or {}), words))
    at_the_end("journal", _write)


def verify() -> int | None:
    """The seq of the first entry that does not hold; None where all do.

    An entry holds where it follows from the one before it, and where what it sealed is still as it was: features
    declare such checks in `registry.seals`.
    """
    found = [_first_broken(), *(check() for check in registry.seals.values())]
    return min((seq for seq in found if seq is not None), default=None)


def head() -> tuple[int, str]:
    """The last entry's seq and mac."""
    row = db.session.get(JournalHead, 1)
    return (row.seq, row.mac) if row else (0, "")


def _first_broken() -> int | None:
    mac, expected = "", 1
    for row in _rows():
        seq, salt, words, words_hash, kept = row[0], *row[6:10]
        if (
            seq != expected
            or not _follows(mac, row)
            or (words and _hash(salt, words) != words_hash)
        ):
            return int(seq)
        mac, expected = kept, expected + 1
    return None if head() == (expected - 1, mac) else expected


def _rows() -> Iterator[Sequence[Any]]:
    """Every entry as the database keeps it: a million of them are read in seconds."""
    connection = db.session.connection().execution_options(
        stream_results=True, max_row_buffer=AT_ONCE
    )
    with connection.exec_driver_sql(
        "SELECT seq, at, actor, kind, subject, facts, salt, words, words_hash, mac FROM journal ORDER BY seq"
    ) as rows:  # whoever stops at a broken one leaves no cursor open
        yield from rows.yield_per(AT_ONCE)


def _follows(before: str, row: Sequence[Any]) -> bool:
    seq, at, actor, kind, subject, facts, _salt, _words, words_hash, mac = row
    told = [before, seq, _moment(at), actor, kind, subject, _facts(facts), words_hash]
    said = _QUICKLY.encode(told)
    if said.isascii() and hmac.compare_digest(_signed(said), mac):
        return True
    return hmac.compare_digest(_signed(_said(told)), mac)


def _moment(kept: Any) -> str:
    if not isinstance(kept, str):
        return str(kept.astimezone(UTC).isoformat())
    return kept.replace(" ", "T").removesuffix(".000000") + "+00:00"


def _facts(kept: Any) -> Any:
    return msgspec.json.decode(kept) if isinstance(kept, str) else kept


def _write() -> None:
    session = the_unit().session
    head = session.get(JournalHead, 1, with_for_update=True)
    if head is None:
        head = JournalHead(id=1, seq=0, mac="")
        session.add(head)
    for act in session.info.pop("journal"):
        salt = secrets.token_hex(16) if act.words else ""
        entry = JournalEntry(
            seq=head.seq + 1, at=now(), actor=act.actor, kind=act.kind, subject=act.subject, facts=act.facts,
            salt=salt, words=act.words, words_hash=_hash(salt, act.words) if act.words else "", mac="",
        )  # fmt: skip
        entry.mac = _mac(head.mac, entry)
        head.seq, head.mac = entry.seq, entry.mac
        session.add(entry)


def _hash(salt: str, words: str) -> str:
    return hashlib.sha256(f"{salt}{words}".encode()).hexdigest()


def _mac(before: str, entry: JournalEntry) -> str:
    told = [
        before, entry.seq, entry.at.isoformat(), entry.actor, entry.kind, entry.subject, entry.facts,
        entry.words_hash,
    ]  # fmt: skip
    return _signed(_said(told))


def _said(told: list[Any]) -> bytes:
    return json.dumps(told, sort_keys=True, separators=(",", ":")).encode()


def _signed(said: bytes) -> str:
    return hmac.digest(current_app.extensions["keys"]["journal"], said, "sha256").hex()


_QUICKLY = msgspec.json.Encoder(order="deterministic")
"""Says what `_said` says, for plain letters, in a tenth of the time."""

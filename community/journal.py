"""The append-only record of acts: who did what to which ids, chained by a key that is not in the database.

Ids, not words. What must be kept beside an act (a reason) is chained by a salted hash, so that deleting the
words later, as the law may demand, leaves the chain whole (L8.8).
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.orm import Mapped, mapped_column

from community.clock import now
from community.columns import Moment
from community.extensions import Model, db
from community.operations import at_the_end, the_unit


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
    """The seq of the first entry that does not follow from the one before it; None where the chain is whole."""
    mac, expected = "", 1
    for entry in db.session.scalars(sa.select(JournalEntry).order_by(JournalEntry.seq)):
        broken = entry.words and _hash(entry.salt, entry.words) != entry.words_hash
        if broken or entry.seq != expected or not hmac.compare_digest(entry.mac, _mac(mac, entry)):
            return entry.seq
        mac, expected = entry.mac, expected + 1
    head = db.session.get(JournalHead, 1)
    whole = (head.seq, head.mac) == (expected - 1, mac) if head else expected == 1
    return None if whole else expected


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
    said = json.dumps(told, sort_keys=True, separators=(",", ":")).encode()
    return hmac.new(current_app.extensions["keys"]["journal"], said, hashlib.sha256).hexdigest()

"""Streams and their log: the only record of what a live client must converge on.

An entry keeps its facts for ever (ids, choices, order, times); words and handles are read from today's rows
whenever it is sent, so a removed word is never replayed (L4.2, L4.3).
"""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from community.clock import now
from community.columns import Moment
from community.errors import NotFound
from community.extensions import Model, db
from community.operations import in_order_of
from community.registry import EntryFacts

PAGE = 200
"""At most so many entries in one answer."""

NEWEST = 50
"""What `join` without `since` brings."""


PURGED = {"purged": True}
"""All that an entry still says of what it told, once its time has come."""


class Stream(Model):
    """What orders one conversation. `seq` is the last entry's. Of those up to `purged_through` only seq, kind and time
    are left (L4.8)."""

    __tablename__ = "streams"

    id: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(sa.String(20))
    seq: Mapped[int] = mapped_column(sa.BigInteger, default=0)
    purged_through: Mapped[int] = mapped_column(sa.BigInteger, default=0)

    @property
    def name(self) -> str:
        """The stream as the protocol names it."""
        return stream_name(self.kind, self.id)


class Entry(Model):
    """One fact in a stream. `ref` is the seq of the message it is about, `actor_id` a membership."""

    __tablename__ = "entries"
    __table_args__ = (
        sa.CheckConstraint("seq > 0", name="positive"),
        {"sqlite_with_rowid": False},
    )

    stream_id: Mapped[int] = mapped_column(sa.ForeignKey("streams.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(sa.String(30))
    at: Mapped[Moment]
    actor_id: Mapped[int | None] = mapped_column(sa.BigInteger)
    ref: Mapped[int | None] = mapped_column(sa.BigInteger)
    data: Mapped[dict[str, Any]] = mapped_column(sa.JSON)


HEADS = sa.select(Stream.id, Stream.seq).where(
    Stream.id.in_(sa.bindparam("stream_ids", expanding=True))
)


def stream_name(kind: str, stream_id: int) -> str:
    """`room:4503599627370497`."""
    return f"{kind}:{stream_id}"


def parse_stream(name: str) -> tuple[str, int]:
    """The kind and id in a stream's name. Raises NotFound for what cannot be one."""
    kind, _colon, number = name.partition(":")
    if not (number.isascii() and number.isdigit() and len(number) <= 16 and int(number) < 2**53):
        raise NotFound
    return kind, int(number)


@lru_cache(maxsize=50_000)
def kind_of(stream_id: int) -> str:
    """What kind of stream it is, which never changes. Raises NotFound."""
    kind = db.session.scalar(sa.select(Stream.kind).where(Stream.id == stream_id))
    if kind is None:
        raise NotFound
    return kind


def kinds_of(stream_ids: Collection[int]) -> dict[int, str]:
    """The kinds of those streams that there are."""
    rows = sa.select(Stream.id, Stream.kind).where(Stream.id.in_(stream_ids))
    return {row.id: row.kind for row in db.session.execute(rows)}


def open_stream(kind: str, stream_id: int) -> None:
    """Begin a stream, inside the unit that creates what it belongs to."""
    db.session.add(Stream(id=stream_id, kind=kind, seq=0, purged_through=0))
    db.session.flush()


def hold_stream(stream_id: int) -> None:
    """Make this unit the only one that orders the stream until it ends. Call before reading what will change."""
    in_order_of(f"stream:{stream_id}")
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(sa.select(Stream.id).where(Stream.id == stream_id).with_for_update())


def append(
    stream_id: int,
    kind: str,
    *,
    actor_id: int | None = None,
    ref: int | None = None,
    data: Mapping[str, Any] | None = None,
) -> EntryFacts:
    """Write the next entry of a stream that this unit holds. Its seq follows the last without a gap."""
    return append_all(stream_id, kind, [{"actor_id": actor_id, "ref": ref, "data": data}])[0]


def append_all(stream_id: int, kind: str, many: Sequence[Mapping[str, Any]]) -> list[EntryFacts]:
    """Write the next entries of one kind, each with its `actor_id`, `ref` and `data`, in this order."""
    if not many:
        return []
    last = db.session.execute(
        sa.update(Stream)
        .where(Stream.id == stream_id)
        .values(seq=Stream.seq + len(many))
        .returning(Stream.seq),
        execution_options={"synchronize_session": False},
    ).scalar_one()
    known = {"stream_id": stream_id, "kind": kind, "at": now()}
    rows: list[dict[str, Any]] = [
        known | {
            "seq": seq, "actor_id": facts.get("actor_id"), "ref": facts.get("ref"),
            "data": dict(facts.get("data") or {}),
        }
        for seq, facts in enumerate(many, last - len(many) + 1)
    ]  # fmt: skip
    db.session.execute(sa.insert(Entry.__table__), rows)  # type: ignore[arg-type]
    return [EntryFacts(**row) for row in rows]


def purge_log(stream_id: int, through: int) -> None:
    """Leave of the entries up to that seq only seq, kind and time, inside a unit that holds the stream."""
    entries = sa.update(Entry).where(
        Entry.stream_id == stream_id, Entry.seq > purged_through(stream_id), Entry.seq <= through
    )
    _quietly(entries.values(actor_id=None, ref=None, data=PURGED))
    _quietly(sa.update(Stream).where(Stream.id == stream_id).values(purged_through=through))


def purged_through(stream_id: int) -> sa.ScalarSelect[int]:
    """The seq up to which a stream was purged, for the statement around it."""
    return sa.select(Stream.purged_through).where(Stream.id == stream_id).scalar_subquery()


def position_of(stream_id: int) -> tuple[int, int]:
    """The last seq of a stream and the seq through which it was purged. Raises NotFound."""
    row = db.session.execute(
        sa.select(Stream.seq, Stream.purged_through).where(Stream.id == stream_id)
    ).one_or_none()
    if row is None:
        raise NotFound
    return row.seq, row.purged_through


def positions_of(stream_ids: Sequence[int]) -> dict[int, int]:
    """The last seq of each stream."""
    found = db.session.execute(HEADS, {"stream_ids": list(stream_ids)})
    return {row.id: row.seq for row in found}


def entries_since(stream_id: int, since: int, limit: int = PAGE) -> list[EntryFacts]:
    """The entries after `since`, in order, at most `limit`."""
    rows = db.session.execute(
        _facts()
        .where(Entry.stream_id == stream_id, Entry.seq > since)
        .order_by(Entry.seq)
        .limit(limit)
    )
    return [EntryFacts(*row) for row in rows]


def _quietly(change: sa.Update) -> None:
    db.session.execute(change, execution_options={"synchronize_session": False})


def _facts() -> sa.Select[Any]:
    return sa.select(
        Entry.stream_id, Entry.seq, Entry.kind, Entry.at, Entry.actor_id, Entry.ref, Entry.data
    )

"""The copy of a span: how it is written down, and read again, to the byte."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from community.registry import SpanLine


def written(lines: Iterable[SpanLine]) -> str:
    """The lines as the words that are sealed; the same lines give the same words."""
    told = [
        [line.seq, line.membership_id, line.handle, line.at.isoformat(), line.words, line.note, line.edited]
        for line in lines
    ]  # fmt: skip
    return json.dumps(told, separators=(",", ":"), ensure_ascii=True)


def read(words: str) -> list[SpanLine]:
    """The lines that were written down."""
    return [
        SpanLine(seq, membership_id, handle, datetime.fromisoformat(at), said, note, edited)
        for seq, membership_id, handle, at, said, note, edited in json.loads(words)
    ]


def chosen(lines: Sequence[SpanLine], first: int, last: int) -> tuple[SpanLine, ...]:
    """The lines between two seqs, both included."""
    return tuple(line for line in lines if first <= line.seq <= last)

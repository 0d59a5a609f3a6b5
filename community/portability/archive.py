"""A zip that is written while it is sent: no more of it is in memory than the rows at hand."""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from community.personal import Row
from community.realtime.wire import rfc3339


class Archive:
    """Takes files one after the other; `taken` is what of the zip is ready to go."""

    def __init__(self) -> None:
        self._pipe = _Pipe()
        self._zip = zipfile.ZipFile(self._pipe, "w", zipfile.ZIP_DEFLATED)

    def add(self, name: str, pieces: Iterator[str]) -> Iterator[bytes]:
        """Write a file, piece by piece; what becomes ready meanwhile."""
        with self._zip.open(name, "w", force_zip64=True) as file:
            for piece in pieces:
                file.write(piece.encode())
                yield self._pipe.taken()

    def close(self) -> bytes:
        """The end of the zip."""
        self._zip.close()
        return self._pipe.taken()


def as_json(batches: Iterator[list[Row]]) -> Iterator[str]:
    """One array of objects, a line each."""
    before = "[\n"
    for batch in batches:
        for row in batch:
            yield before + json.dumps(told(row), ensure_ascii=False)
            before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def told(row: Row) -> Mapping[str, Any]:
    """A row with its moments as they are written down."""
    return {name: _value(value) for name, value in row.items()}


def _value(value: Any) -> Any:
    if isinstance(value, datetime):
        return rfc3339(value)
    return value.isoformat() if isinstance(value, date) else value


class _Pipe(io.RawIOBase):
    """What the zip is written to: it cannot be sought in, and hands over what came since it was asked last."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, piece: Any) -> int:
        """Keep it until it is taken."""
        self._pieces.append(bytes(piece))
        return len(piece)

    def taken(self) -> bytes:
        """What was written since the last time."""
        ready = b"".join(self._pieces)
        self._pieces.clear()
        return ready

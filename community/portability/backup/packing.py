"""One stream out of several files, and back: a tar archive, packed by zlib."""

import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path

PIECE = 1 << 20
QUICK = 1
"""zlib's level: three times smaller than nothing, and no slower than a disk."""


class Unpackable(Exception):
    """It is no archive of this program."""


def packed(files: list[tuple[str, Path]]) -> Iterator[bytes]:
    """The archive of these files under these names, piece by piece."""
    squeeze = zlib.compressobj(QUICK, wbits=31)
    for piece in _plain(files):
        if ready := squeeze.compress(piece):
            yield ready
    yield squeeze.flush()


def unpack(archive: Path, into: Path) -> None:
    """Write the files of an archive below a folder, readable by their owner only. Raises Unpackable."""
    try:
        with tarfile.open(archive, "r:gz") as files:
            for member in files:
                if not member.isfile():
                    raise Unpackable(f"{member.name} is no file")
                files.extract(member, into, set_attrs=False, filter="data")
                (into / member.name).chmod(0o600)
    except (tarfile.TarError, EOFError, OSError, zlib.error) as reason:
        raise Unpackable(str(reason)) from None


def _plain(files: list[tuple[str, Path]]) -> Iterator[bytes]:
    for name, path in files:
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = path.stat().st_size, 0o600
        yield entry.tobuf(tarfile.GNU_FORMAT)
        left = entry.size
        with path.open("rb") as file:
            while left and (piece := file.read(min(PIECE, left))):
                left -= len(piece)
                yield piece
        yield b"\0" * (-entry.size % tarfile.BLOCKSIZE)
    yield b"\0" * tarfile.BLOCKSIZE * 2

"""One frame to many descriptors: in C where `build` has made the loop, else in Python."""

import ctypes
import errno
import os
from array import array
from collections.abc import Callable
from pathlib import Path
from zlib import crc32

Leftover = tuple[int, int]
"""Position among the descriptors, and what the write gave: bytes taken, or a negative errno."""

SendAll = Callable[["array[int]", bytes], list[Leftover]]

SOURCE = Path(__file__).with_name("_loop.c")
LIBRARY = SOURCE.with_name("_loop.so")
VERSION = crc32(SOURCE.read_bytes())
"""What the library must say of itself: one built from another source is never used."""

NOBODY = -1
"""In the place of a descriptor: nothing is written there, and nothing reported."""

marks = array("B", bytes(1024))
"""By descriptor: zero where anybody may write a whole frame without asking its connection."""


def mark(descriptor: int) -> None:
    """Keep the loops away from a descriptor: it has a backlog, or is closing."""
    if descriptor >= len(marks):
        marks.frombytes(bytes(max(len(marks), descriptor + 1 - len(marks))))
    marks[descriptor] = 1


def unmark(descriptor: int) -> None:
    """Let the loops write to it again. A descriptor that was never marked has no mark."""
    if descriptor < len(marks):
        marks[descriptor] = 0


def send_all_in_python(descriptors: "array[int]", data: bytes) -> list[Leftover]:
    """Write `data` to every descriptor; returns those that did not take it all (marked: EAGAIN)."""
    left: list[Leftover] = []
    size, write, known = len(data), os.write, len(marks)
    for position, descriptor in enumerate(descriptors):
        if descriptor < 0:
            continue
        if descriptor < known and marks[descriptor]:
            left.append((position, -errno.EAGAIN))
            continue
        try:
            taken = write(descriptor, data)
        except OSError as error:
            taken = -(error.errno or errno.EIO)
        if taken != size:
            left.append((position, taken))
    return left


def send_all_in_c(library: ctypes.CDLL) -> SendAll:
    """The same in C, without the interpreter's lock."""
    where, results = array("i"), array("i")

    def send_all(descriptors: "array[int]", data: bytes) -> list[Leftover]:
        missing = len(descriptors) - len(where)
        if missing > 0:
            where.frombytes(bytes(missing * where.itemsize))
            results.frombytes(bytes(missing * results.itemsize))
        count = library.hearth_send_all(
            descriptors.buffer_info()[0], len(descriptors), marks.buffer_info()[0], len(marks),
            data, len(data), where.buffer_info()[0], results.buffer_info()[0],
        )  # fmt: skip
        return list(zip(where[:count], results[:count], strict=True)) if count else []

    return send_all


def loop_name() -> str:
    """`c` where the loop in C is built and loads, else `python`."""
    return "c" if _load() is not None else "python"


def best_loop(name: str | None = None) -> SendAll:
    """The named loop, or the fastest there is. Raises RuntimeError when `c` is not built."""
    library = _load() if name != "python" else None
    if library is not None:
        return send_all_in_c(library)
    if name == "c":
        raise RuntimeError("the loop in C is not built: python -m community.realtime.fanout.build")
    return send_all_in_python


def _load() -> ctypes.CDLL | None:
    try:
        library = ctypes.CDLL(str(LIBRARY))
        version = ctypes.c_uint.in_dll(library, "hearth_loop_version").value
    except (OSError, ValueError):
        return None
    if version != VERSION:
        return None
    pointer, size, data = ctypes.c_void_p, ctypes.c_size_t, ctypes.c_char_p
    takes = (pointer, size, pointer, size, data, size, pointer, pointer)
    library.hearth_send_all.argtypes = takes
    library.hearth_send_all.restype = size
    return library

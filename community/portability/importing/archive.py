"""A zip from somewhere else: read where it lies, never unpacked to disk, and only if nothing about it is odd."""

import io
import json
import zipfile
import zlib
from typing import Any

from flask_babel import gettext as _

from community.portability.importing.shapes import Unreadable

MOST_FILES = 50_000
MOST_BYTES = 1024 * 1024 * 1024
"""Of all files together, unpacked."""

LARGEST = 32 * 1024 * 1024
"""Of one file, unpacked."""

TIGHTEST = 200
"""No export is packed tighter than to a two-hundredth."""

SMALL = 1024 * 1024
ENCRYPTED = 0x1


class Archive:
    """The files of a zip by their path."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
            raise Unreadable(_("This is no zip file, or a broken one.")) from None
        self._infos = self._checked(self._zip.infolist())

    @property
    def paths(self) -> list[str]:
        """What is in it."""
        return list(self._infos)

    def json_of(self, path: str) -> Any:
        """What a JSON file in it says; None where there is none of that path. Raises Unreadable."""
        info = self._infos.get(path)
        if info is None:
            return None
        try:
            return json.loads(self._zip.read(info))
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
        ):
            raise Unreadable(_("%(path)s in the zip is broken.", path=path)) from None
        except (ValueError, RecursionError):
            raise Unreadable(_("%(path)s in the zip is no JSON.", path=path)) from None

    def _checked(self, infos: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
        if len(infos) > MOST_FILES:
            raise Unreadable(_("There are more than %(most)d files in the zip.", most=MOST_FILES))
        if sum(info.file_size for info in infos) > MOST_BYTES:
            raise Unreadable(
                _("Unpacked, the zip is larger than %(most)d MB.", most=MOST_BYTES >> 20)
            )
        for info in infos:
            _check(info)
        return {info.filename: info for info in infos if not info.is_dir()}


def _check(info: zipfile.ZipInfo) -> None:
    path = info.filename
    if path.startswith("/") or "\\" in path or ":" in path[:2] or ".." in path.split("/"):
        raise Unreadable(_("A path in the zip leads out of it: %(path)s", path=path[:80]))
    if info.flag_bits & ENCRYPTED:
        raise Unreadable(_("The zip is locked with a password. Unlock it first."))
    tight = info.file_size > TIGHTEST * max(1, info.compress_size)
    if info.file_size > LARGEST or (tight and info.file_size > SMALL):
        raise Unreadable(_("%(path)s in the zip unpacks to far too much.", path=path[:80]))

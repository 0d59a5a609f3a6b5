"""What a backup says of itself, so that whoever restores it can tell that everything is there."""

import msgspec

FORMAT = 1
"""Raised whenever an older program could not read what is written."""

NAME = "manifest.json"


class Table(msgspec.Struct, frozen=True):
    """How many rows a table has, and the hash of all of them in the order of their keys."""

    rows: int
    hash: str


class Manifest(msgspec.Struct, frozen=True):
    """The first file of a backup. `revision` is the last migration; `journal` the seq and code of the record's head."""

    format: int
    version: str
    revision: str
    kind: str
    made_at: str
    journal: tuple[int, str]
    tables: dict[str, Table]
    set_aside: list[str] = msgspec.field(default_factory=list)


class Unreadable(Exception):
    """It is no manifest, or one of a later version."""


def written(manifest: Manifest) -> bytes:
    """As it stands in the backup."""
    return msgspec.json.format(msgspec.json.encode(manifest))


def read(text: bytes) -> Manifest:
    """Raises Unreadable."""
    try:
        said = msgspec.json.decode(text)
        if said["format"] > FORMAT:
            raise Unreadable("It was made by a newer version of Hearth. Restore it with that one.")
        return msgspec.convert(said, Manifest)
    except (msgspec.DecodeError, msgspec.ValidationError, KeyError, TypeError):
        raise Unreadable("It is no backup of Hearth.") from None

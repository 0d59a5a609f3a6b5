"""What a feature says of how long it keeps what: one declaration for each class of data (L12.3)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Purgeable:
    """A class of data, and how it goes when its time has come.

    `days` after which it goes, unless an administrator set another time from `least` to `most`; None: it is kept
    until one is set. `purge(before)` lets go of what its time has come for at that moment, a handful in a unit of
    its own, and yields after each how much went; begun anew it goes on with what is left, and done twice it changes
    nothing. `tables` are those of which rows go, or lose their words. `covers` says in words what the class is.
    """

    name: str
    title: Any
    covers: Any
    law: str
    days: int | None
    purge: Callable[[datetime], Iterator[int]]
    tables: tuple[type[Any], ...] = ()
    least: int = 1
    most: int = 3650

    @property
    def is_fixed(self) -> bool:
        """Whether nobody can change its time."""
        return self.least == self.most


@dataclass(frozen=True)
class Kept:
    """Tables whose rows stay until what they belong to goes, and why."""

    because: str
    tables: tuple[type[Any], ...]


@dataclass(frozen=True)
class SetAside:
    """Rows that are not to leave the machine with a backup, but sealed to a key of their own (L8.3).

    `rows()` names them: by table (`Model.__table__`), the condition that holds for them. `sealed_to(connection)` is
    the public half of the key (`sealed_to`), read from the database that is copied; while it is empty nothing is set
    aside.
    """

    name: str
    rows: Callable[[], Mapping[Any, Any]]
    sealed_to: Callable[[Any], str]


def by_itself(before: datetime) -> Iterator[int]:
    """For what goes without anybody's help: nothing is left to do."""
    return iter(())

"""Scheduled work of openings: the two are told when it was put off long enough, and all of a naming."""

from collections.abc import Mapping
from typing import Any

from community.mentoring.opening import operations, queries
from community.registry import registry
from community.turns import let_others

EVERY = 15 * 60
"""Seconds between two looks at what is due to be told."""


def tell_two(payload: Mapping[str, Any]) -> None:
    """Every opening whose two have to be told by now, each in a unit of its own."""
    for opening_id in queries.openings_to_tell():
        operations.tell_when_due(opening_id)
        let_others()


def tell_all(payload: Mapping[str, Any]) -> None:
    """The next people in a mentorship of a naming; the rest are another job's, planned in the same unit."""
    operations.tell_of_naming(payload["office"], payload["after"])


def declare() -> None:
    """Say it to the registry."""
    registry.job("mentoring:tell_openings", tell_two, every=EVERY)
    registry.job(operations.NAMING, tell_all)

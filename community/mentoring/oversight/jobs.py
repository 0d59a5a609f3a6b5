"""Scheduled work of oversight."""

from collections.abc import Mapping
from typing import Any

from community.mentoring.oversight import operations, queries
from community.registry import registry
from community.turns import let_others

EVERY_HOUR, EVERY_DAY = 60 * 60, 24 * 60 * 60


def ask(payload: Mapping[str, Any]) -> None:
    """Ask the two of every mentorship what is due, each mentorship in a unit of its own."""
    for mentorship_id in queries.due_now():
        operations.ask_pulses(mentorship_id)
        let_others()


def watch(payload: Mapping[str, Any]) -> None:
    """Hold what is counted against the rules: every mentorship on its way, then every mentor with several."""
    for mentorship_id in queries.watched():
        operations.watch_mentorship(mentorship_id)
        let_others()
    for member_id in queries.mentors_walked():
        operations.watch_mentor(member_id)
        let_others()


def declare() -> None:
    """Say it to the registry."""
    registry.job("mentoring:pulses", ask, every=EVERY_HOUR)
    registry.job("mentoring:watch", watch, every=EVERY_DAY)

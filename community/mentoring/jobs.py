"""Scheduled work of mentoring."""

from collections.abc import Mapping
from typing import Any

from community.mentoring import operations, queries
from community.registry import registry
from community.turns import let_others

EVERY = 15 * 60
"""Seconds between two looks at what has come by time."""


def deliver(payload: Mapping[str, Any]) -> None:
    """Let an ask arrive, or keep it."""
    operations.deliver_ask(payload["ask"])


def tend(payload: Mapping[str, Any]) -> None:
    """Asks whose days are over, trials, closings, silences, renewals: each in a unit of its own (L7.5, L7.7)."""
    for ask_id in queries.asks_underway():
        operations.deliver_ask(ask_id)
    for ask_id in queries.asks_over():
        operations.expire_ask(ask_id)
    for mentorship_id, _state in queries.all_open():
        operations.tend_mentorship(mentorship_id)
        let_others()
    for mentor_id in queries.mentors_to_remind():
        operations.remind_mentor(mentor_id)


def declare() -> None:
    """Say it to the registry."""
    registry.job("mentoring:deliver", deliver)
    registry.job("mentoring:tend", tend, every=EVERY)

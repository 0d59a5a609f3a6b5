"""Scheduled work of meetings. Every job may run twice, or late, without harm."""

from collections.abc import Mapping
from typing import Any

from community.meetings import operations

DAY = 24 * 3600
ENOUGH_FOR_A_DAY = 200


def expire_call(payload: Mapping[str, Any]) -> None:
    """Whoever was called and has not answered goes to the end of the queue (L5.5)."""
    operations.expire_call(payload["sitting"], payload["turn"])


def offer_chair(payload: Mapping[str, Any]) -> None:
    """A lost chair is offered to the next in line (L5.7)."""
    operations.offer_chair(payload["sitting"], payload["lost"], payload["step"])


def credit(payload: Mapping[str, Any]) -> None:
    """A meeting counts for whoever was present half of it (L2.3)."""
    operations.credit_sitting(payload["sitting"])


def forget(payload: Mapping[str, Any]) -> None:
    """Who took part is forgotten after 13 months, a handful of sittings in a unit (L5.11)."""
    for _handful in range(ENOUGH_FOR_A_DAY):
        if not operations.forget_participation():
            return

"""Scheduled work of meetings. Every job may run twice, or late, without harm."""

from collections.abc import Mapping
from typing import Any

from community.meetings import operations


def expire_call(payload: Mapping[str, Any]) -> None:
    """Whoever was called and has not answered goes to the end of the queue (L5.5)."""
    operations.expire_call(payload["sitting"], payload["turn"])


def offer_chair(payload: Mapping[str, Any]) -> None:
    """A lost chair is offered to the next in line (L5.7)."""
    operations.offer_chair(payload["sitting"], payload["lost"], payload["step"])

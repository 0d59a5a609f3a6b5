"""Scheduled work of groups. Every job may run twice without harm."""

from collections.abc import Mapping
from typing import Any

from community.groups import operations

HOUR = 3600
DAY = 24 * HOUR


def promote(payload: Mapping[str, Any]) -> None:
    """Newcomers who have done what their group asks become members (L2.3)."""
    operations.promote_newcomers()


def attend(payload: Mapping[str, Any]) -> None:
    """Groups whose moderators stay away become unattended (L2.4)."""
    operations.see_to_attendance()


def close(payload: Mapping[str, Any]) -> None:
    """Groups whose announced end has come are closed (L2.6)."""
    operations.close_due_groups()

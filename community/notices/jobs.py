"""Scheduled work of the inbox."""

from collections.abc import Mapping
from typing import Any

from community.notices import operations

DAY = 24 * 3600


def forget(payload: Mapping[str, Any]) -> None:
    """Let go of old notices."""
    operations.forget_old_notices()

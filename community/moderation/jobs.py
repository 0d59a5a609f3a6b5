"""What runs by itself: cases find a desk, appeals are brought up again."""

from collections.abc import Mapping
from typing import Any

from community.moderation import operations
from community.registry import registry

HOUR = 3600


def look_after_cases(payload: Mapping[str, Any]) -> None:
    """Every hour: no case waits where nobody sits, no appeal is forgotten."""
    operations.find_desks()
    operations.remind_of_appeals()


def ask_again(payload: Mapping[str, Any]) -> None:
    """Every hour: nothing that waits is forgotten; moderators, then leads, are told again (L3.6)."""
    operations.ask_again()


def declare() -> None:
    """Say it to the registry."""
    registry.job("moderation:care", look_after_cases, every=HOUR)
    registry.job("moderation:ask-again", ask_again, every=HOUR)

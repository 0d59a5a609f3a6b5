"""What this feature does by itself."""

from collections.abc import Mapping
from typing import Any

from community.members import operations


def review(payload: Mapping[str, Any]) -> None:
    """Say that the risk register waits, where it does."""
    operations.remind_of_risks()


def tell_terms(payload: Mapping[str, Any]) -> None:
    """Tell members that the terms changed, a handful at a time."""
    operations.tell_of_terms(payload["number"], payload["after"])

"""Scheduled work of the directory. It may run twice, or late, without harm."""

from collections.abc import Mapping
from typing import Any

from community.directory import operations, queries


def remind(payload: Mapping[str, Any]) -> None:
    """Tell the keepers of each list what got stale, at most once a week."""
    for group_id in queries.lists_with_stale():
        operations.remind_keepers(group_id)

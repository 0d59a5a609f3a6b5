"""Scheduled work of forums."""

from collections.abc import Mapping
from typing import Any

from community.errors import NotFound
from community.forums import operations


def tell(payload: Mapping[str, Any]) -> None:
    """Tell those who follow a topic of a post, some at a time. A post that is gone or moved is no news."""
    after = 0
    while True:
        try:
            after = operations.tell_followers(payload["topic"], payload["seq"], after)
        except NotFound:
            return
        if not after:
            return

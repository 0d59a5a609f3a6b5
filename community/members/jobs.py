"""What this feature does by itself."""

from collections.abc import Mapping
from typing import Any

from community.members import operations


def purge(payload: Mapping[str, Any]) -> None:
    """Delete what opens nothing any more."""
    operations.purge()

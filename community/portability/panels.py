"""What one's own page shows of this."""

from collections.abc import Mapping
from typing import Any


def of_oneself(member_id: int) -> Mapping[str, Any]:
    """Two links: nothing has to be known for them."""
    return {}

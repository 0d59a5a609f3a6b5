"""What happens to the lines by itself."""

from collections.abc import Mapping
from typing import Any

from community.wellbeing.crisis import operations


def begin(address: str) -> str:
    """At every start: what this version ships and the site never had. It prints nothing."""
    operations.seed_lines()
    return ""


def remind(payload: Mapping[str, Any]) -> None:
    """Tell administrators what has to be checked again. It may run twice without harm."""
    operations.remind_administrators()

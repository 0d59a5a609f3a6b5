"""Who acts. An actor is a member's id, or one of the two actors that are no people (product.md, "People")."""

from typing import Final

SYSTEM: Final = -1
"""Scheduled acts."""

OPERATOR: Final = -2
"""The command line on the machine, and `/setup` by its one-time code."""


def is_person(actor: int) -> bool:
    """Whether the actor is a member rather than SYSTEM or OPERATOR."""
    return actor > 0

"""Reads about crisis lines."""

from community.errors import NotFound
from community.wellbeing.crisis_lines import PLACES, Place


def places() -> list[Place]:
    """Every country with something recorded, by name."""
    return sorted(PLACES.values(), key=lambda place: place.name)


def place(code: str) -> Place:
    """One country. Raises NotFound."""
    found = PLACES.get(code.lower())
    if found is None:
        raise NotFound
    return found

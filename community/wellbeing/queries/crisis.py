"""Reads about crisis lines."""

from community.errors import NotFound
from community.wellbeing.crisis.current import places_now
from community.wellbeing.crisis_lines import Place


def places() -> list[Place]:
    """Every country with something recorded, by name."""
    return sorted(places_now().values(), key=lambda place: place.name)


def place(code: str) -> Place:
    """One country. Raises NotFound."""
    found = places_now().get(code.lower())
    if found is None:
        raise NotFound
    return found

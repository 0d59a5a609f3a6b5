"""Who may do what about imports. Who answers for one runs the site (members/policies.py)."""

from community.groups.models import Place
from community.groups.policies import can_see_people


def can_claim(place: Place) -> bool:
    """Whoever belongs to the group may claim what they wrote elsewhere."""
    return can_see_people(place)

"""What wellbeing keeps about people (L1.9)."""

from community.wellbeing.personal import checkins, clocks, grants, warnings


def declare() -> None:
    """Say it to the registry."""
    checkins.declare()
    clocks.declare()
    warnings.declare()
    grants.declare()

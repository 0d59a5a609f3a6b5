"""What office keeps about people (L1.9)."""

from community.moderation.personal import cases, duty, waiting


def declare() -> None:
    """Say it to the registry."""
    cases.declare()
    waiting.declare()
    duty.declare()

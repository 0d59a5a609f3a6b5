"""Programmes that a group adopts, writes and publishes, and that two take up together (L7.9)."""

from community.mentoring.programmes import panels, personal, views
from community.mentoring.programmes.models import Programme, ProgrammeVersion
from community.registry import Kept, Panel, registry

__all__ = ["declare", "views"]


def declare() -> None:
    """Say it to the registry."""
    personal.declare()
    registry.keeps_always(
        Kept("it is what a group offers, in every version that two may walk by", (Programme, ProgrammeVersion))
    )  # fmt: skip
    registry.panels["programmes of a group"] = Panel(
        "group", "mentoring/programmes/_of_group.html", panels.of_group
    )

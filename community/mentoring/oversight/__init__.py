"""Oversight without reading: how each of the two says that it goes, and what is counted (L7.10)."""

from community.mentoring.oversight import apart, jobs, panels, personal, reporting, retention, views
from community.mentoring.oversight.models import SEALED
from community.mentoring.oversight.words import KINDS
from community.registry import registry

__all__ = ["declare", "views"]


def declare() -> None:
    """Say it to the registry."""
    registry.sealed |= SEALED
    for kind in (reporting.PULSES, reporting.COMPANIONS):
        registry.reportables[kind.kind] = kind
    for name, words in KINDS.items():
        registry.notice_kind(name, words)
    apart.declare()
    jobs.declare()
    panels.declare()
    personal.declare()
    retention.declare()

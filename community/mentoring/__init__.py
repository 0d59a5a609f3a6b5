"""Mentoring: one to one, between two who have met in their group, by mutual consent (product.md 7)."""

from flask import Flask

from community.mentoring import (
    channel,
    finding,
    jobs,
    opening,
    operations,
    oversight,
    panels,
    path,
    personal,
    programmes,
    queries,
    retention,
    room_kind,
    views,
    walking,
)
from community.mentoring.models import SEALED
from community.mentoring.words.notices import KINDS
from community.registry import Happening, Panel, registry
from community.rooms.models import PRIVATE


def register(app: Flask) -> None:
    """Join this feature to the application, and declare what it adds."""
    app.register_blueprint(views.pages)
    registry.sealed |= SEALED
    registry.room_kinds[PRIVATE] = room_kind.KIND
    registry.mentored_by = queries.is_mentored_by
    personal.declare()
    retention.declare()
    jobs.declare()
    finding.declare()
    path.declare()
    oversight.declare()
    channel.declare()
    opening.declare()
    programmes.declare()
    walking.declare()
    for kind, words in KINDS.items():
        registry.notice_kind(kind, words)
    _declare_panels()
    registry.when(Happening.LEFT, "mentoring", operations.leave_mentoring)
    registry.when(Happening.BANNED, "mentoring", operations.be_shut_out)
    registry.when(Happening.SUSPENDED, "mentoring", operations.be_shut_out_everywhere)
    registry.when(Happening.BLOCKED, "mentoring", operations.block)


def _declare_panels() -> None:
    registry.panels["mentoring of today"] = Panel(
        "today", "mentoring/_of_today.html", panels.of_today, first=True, place=1
    )
    registry.panels["mentoring of oneself"] = Panel(
        "you", "mentoring/_of_oneself.html", panels.of_oneself
    )
    registry.panels["mentoring of a group"] = Panel(
        "group", "mentoring/_of_group.html", panels.of_group
    )
    registry.panels["mentoring of a channel"] = Panel(
        "room:below", "mentoring/_of_channel.html", panels.of_channel
    )

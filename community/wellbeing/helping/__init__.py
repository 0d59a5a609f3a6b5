"""Someone now: a room for whoever needs a person, and people on duty who are asked in order (L6.7)."""

from flask import Flask

from community.extensions import csrf
from community.registry import Happening, Panel, registry
from community.rooms.models import HELP
from community.wellbeing.helping import (
    broadcasts,
    jobs,
    notices,
    operations,
    panels,
    personal,
    retention,
    room_kind,
    views,
)

NAME = "wellbeing:helping"
"""Under which this part hears of what happens to people."""


def register(app: Flask) -> None:
    """Wire this part of the feature."""
    for pages in views.OPEN:
        app.register_blueprint(pages)
        csrf.exempt(pages)
    for pages in views.OWN:
        app.register_blueprint(pages)
    personal.declare()
    retention.declare()
    jobs.declare()
    broadcasts.declare_kinds()
    registry.room_kinds[HELP] = room_kind.KIND
    for place in panels.PLACES:
        panel = Panel(f"room:{place}", f"helping/room/_{place}.html", panels.in_room)
        registry.panels[f"{NAME}:{place}"] = panel
    registry.panels[f"{NAME}:today"] = Panel(
        "today", "helping/_of_today.html", panels.of_today, first=True, place=-2
    )
    registry.panels[f"{NAME}:group"] = Panel("group", "helping/_of_group.html", panels.of_group)
    _hear()
    _declare_notices()


def _hear() -> None:
    for happening in (Happening.LEFT, Happening.BANNED):
        registry.when(happening, NAME, _gone)
    registry.when(Happening.REMOVED, NAME, operations.somebody_removed)
    registry.when(Happening.QUIETENED, NAME, operations.somebody_quietened)
    registry.when(Happening.SUSPENDED, NAME, operations.somebody_suspended)
    registry.when(Happening.GROUP_CHANGED, NAME, operations.group_changed)


def _gone(membership_id: int, group_id: int, member_id: int) -> None:
    operations.peer_left(membership_id, group_id, member_id)
    operations.somebody_left(membership_id, group_id, member_id)


def _declare_notices() -> None:
    for kind in (notices.help_asked, notices.help_stood_down, notices.help_coming):
        registry.notice_kind(kind.__name__, kind, breaks_through=True)
    for kind in (notices.help_accepted, notices.help_offered):
        registry.notice_kind(kind.__name__, kind)

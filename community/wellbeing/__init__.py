"""Wellbeing: crisis lines for everybody (L6.6, L4.10); clocks, check-ins, a plan, warnings of one's own
(L6.1-L6.5); somebody to come now (L6.7)."""

from flask import Flask

from community.extensions import csrf
from community.registry import Happening, Panel, registry
from community.wellbeing import (
    checkin_panels,
    crisis,
    helping,
    jobs,
    operations,
    panels,
    personal,
    retention,
    views,
)
from community.wellbeing.models import SEALED
from community.wellbeing.views.warnings import of_today
from community.wellbeing.words.warnings import days_warn, mentee_warned


def register(app: Flask) -> None:
    """Join this feature to the application, and declare what it adds."""
    for pages in views.OPEN:
        app.register_blueprint(pages)
        csrf.exempt(pages)
    for pages in views.OWN:
        app.register_blueprint(pages)
    registry.sealed |= SEALED
    personal.declare()
    retention.declare()
    jobs.declare()
    crisis.register(app)
    helping.register(app)
    _declare_checkins()
    _declare_clocks()
    _declare_warnings()


def _declare_checkins() -> None:
    registry.panels["wellbeing:check-in"] = Panel(
        "today", "wellbeing/_of_today.html", checkin_panels.of_today, first=True, place=-1
    )
    registry.panels["wellbeing:daily thread"] = Panel(
        "group-settings", "wellbeing/_of_group_settings.html", checkin_panels.of_group_settings
    )
    registry.panels["wellbeing:days"] = Panel(
        "you", "wellbeing/_days_of_oneself.html", checkin_panels.of_oneself
    )


def _declare_clocks() -> None:
    registry.panels["clocks"] = Panel(
        "today", "wellbeing/_clocks_today.html", panels.clocks_of_today, first=True
    )
    registry.panels["clocks of oneself"] = Panel(
        "you", "wellbeing/_clocks_you.html", panels.clocks_of_oneself
    )
    registry.panels["shown days"] = Panel(
        "group", "wellbeing/_shown_days.html", panels.days_in_group
    )
    for happening in (Happening.LEFT, Happening.BANNED):
        registry.when(happening, "wellbeing", _left)
    registry.when(Happening.ZONE_CHANGING, "wellbeing", operations.settle_clocks)


def _declare_warnings() -> None:
    registry.notice_kind("days_warn", days_warn, concerns="days")
    registry.notice_kind("mentee_warned", mentee_warned)
    registry.panels["wellbeing:warning"] = Panel(
        "today", "wellbeing/_warning_of_today.html", of_today, first=True, place=-1
    )


def _left(*, membership_id: int, group_id: int, member_id: int) -> None:
    operations.stop_showing(membership_id, group_id, member_id)
    operations.stop_granting(membership_id, member_id)

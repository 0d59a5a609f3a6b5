"""Meetings: the schedule, the format, the chair, the queue and the floor (product.md 5)."""

from flask import Flask

from community.meetings import (
    beat,
    broadcasts,
    commands,
    jobs,
    notices,
    operations,
    panels,
    personal,
    reporting,
    retention,
    room_kind,
    scenery,
    sockets,  # noqa: F401 -- declares its events
)
from community.meetings.views import pages
from community.registry import Happening, Panel, registry
from community.rooms.models import MEETING


def register(app: Flask) -> None:
    """Wire the feature and declare what it offers to the others."""
    app.register_blueprint(pages)
    app.cli.add_command(commands.meeting)
    app.cli.add_command(commands.import_meetings)
    broadcasts.declare_kinds()
    personal.declare()
    retention.declare()
    registry.reportables[reporting.KIND] = reporting.MEETINGS
    registry.room_kinds[MEETING] = room_kind.KIND
    soon = "meetings/_soon.html"
    registry.panels["meetings_today"] = Panel("today", soon, panels.of_today, first=True)
    registry.panels["meetings"] = Panel("group", soon, panels.of_group, first=True)
    scenery.declare()
    registry.chair_of = room_kind.chair_of
    for happening in (Happening.LEFT, Happening.BANNED):
        registry.when(happening, "meetings", operations.leave_meetings)
    for happening in (Happening.REMOVED, Happening.QUIETENED):
        registry.when(happening, "meetings", operations.step_out)
    registry.when(Happening.SUSPENDED, "meetings", operations.step_out_everywhere)
    registry.panels["meetings of oneself"] = Panel(
        "you", "meetings/_of_oneself.html", panels.of_oneself
    )
    registry.beats["meetings"] = beat.beat
    for kind, words in notices.KINDS.items():
        registry.notice_kind(kind, words, concerns="meetings")
    registry.job("meetings:tend", jobs.tend, every=jobs.MINUTE)
    registry.job("meetings:materialise", jobs.materialise, every=jobs.DAY)
    registry.job("meetings:credit", jobs.credit)
    registry.job("meetings:expire_call", jobs.expire_call)
    registry.job("meetings:offer_chair", jobs.offer_chair)

"""Moderation: acts of office on people, words that wait, watched words, and a group that guards itself."""

from flask import Flask

from community.moderation import (
    apart,
    broadcasts,
    jobs,
    operations,
    personal,
    queries,
    retention,
    sockets,
    tickets,
    views,
)
from community.moderation.models import SEALED
from community.moderation.procedures import notices
from community.moderation.queries.seals import first_broken_seal
from community.registry import Happening, Panel, registry

__all__ = ["register", "sockets"]


def register(app: Flask) -> None:
    """Declare what this feature adds."""
    app.register_blueprint(views.pages)
    registry.notice_kinds |= broadcasts.KINDS
    registry.notice_kind("danger_waits", broadcasts.danger_waits, breaks_through=True)
    registry.reportables |= {kind.kind: kind for kind in queries.REPORTABLES}
    registry.sealed |= SEALED
    registry.seals["evidence"] = first_broken_seal
    registry.statement_of = tickets.statement_of
    registry.context["desk"] = views.for_the_rail
    registry.context["safe_words"] = views.for_boxes
    registry.notice_kinds |= notices.KINDS
    registry.panels["procedures of staff"] = Panel(
        "you", "moderation/_of_oneself_procedures.html", views.on_oneself
    )
    personal.declare()
    retention.declare()
    apart.declare()
    jobs.declare()
    registry.panels["moderation:you"] = Panel(
        "you", "moderation/_of_oneself.html", views.of_oneself
    )
    registry.panels["moderation:today"] = Panel(
        "today", "moderation/_of_today.html", views.of_today
    )
    registry.panels["moderation:person"] = Panel("person", "", views.on_person)
    registry.panels["moderation:group"] = Panel(
        "group", "moderation/_of_group.html", views.of_group, first=True
    )
    for happening in (Happening.LEFT, Happening.BANNED):
        registry.when(happening, "moderation", operations.what_is_theirs_goes)
    registry.when(Happening.ROLE_CHANGED, "moderation", operations.hours_go)
    registry.when(Happening.OFFICE_CHANGED, "moderation", operations.site_hours_go)

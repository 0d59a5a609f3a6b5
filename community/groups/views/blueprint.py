"""The blueprint of groups, and what its pages share."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, g

from community.groups import policies, queries
from community.groups.models import Place
from community.registry import registry
from community.web import me

pages = Blueprint("groups", __name__)


def furnished(page: str, known: Mapping[str, Any], **about: Any) -> dict[str, Any]:
    """What a page knows, with what later features declared for it; `about` is what the page is about.

    A panel without a template adds its facts to the page's own; any other is shown below them.
    """
    facts, panels = dict(known), []
    for panel in registry.panels_of(page):
        data = panel.query(member_id=me().id, **about)
        if panel.template:
            panels.append({"template": panel.template, "data": data, "first": panel.first})
        else:
            facts |= data
    return facts | {"panels": panels}


def lines_of_groups() -> list[Any]:
    """One's groups with what is unread in them, as the rooms feature declares it for the frame of every page."""
    return list(registry.context["nav_groups"]()["nav_groups"])


def typed(before: Mapping[str, Any]) -> Mapping[str, Any]:
    """What was typed and refused, or what the form shows at first."""
    return g.get("values") or before


def bound(place: Place) -> dict[str, Any]:
    """The group and its policies, bound to whoever asks."""
    ready = me().has_totp
    return {
        "group": place.group,
        "membership": place.membership if policies.can_see_people(place) else None,
        "requests_count": queries.count_requests(place.group.id),
        "can_manage_group": lambda group: policies.can_manage_group(place, ready),
        "can_invite": lambda group: policies.can_invite(place, ready),
        "can_decide_requests": lambda group: policies.can_decide_requests(place, ready),
        "can_join": lambda group: policies.can_join(place),
    }

"""What people on duty are told: that somebody needs them, and that nobody else need come."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from community.groups.queries import group_by_id

Told = tuple[str, str]


def help_asked(subject: Mapping[str, Any]) -> Told:
    """Somebody on duty is asked to come; who asks stands on the page."""
    name = group_by_id(subject["group"]).name
    said = _("Somebody in %(group)s needs someone now. Can you come?", group=name)
    return said, f"/someone-now/calls/{subject['call']}"


def help_stood_down(subject: Mapping[str, Any]) -> Told:
    """Another was there first."""
    address = f"/someone-now/calls/{subject['call']}"
    if subject.get("over"):
        return _("It is all right for now: nobody need come. Thank you."), address
    if not subject["who"]:
        return _("Somebody is there already. Nobody else need come. Thank you."), address
    said = _("%(who)s is there. Nobody else need come. Thank you.", who=subject["who"])
    return said, address


def help_coming(subject: Mapping[str, Any]) -> Told:
    """To whoever asked: somebody is coming."""
    said = _("%(who)s is coming. The others have stood down.", who=subject["who"])
    return said, f"/rooms/{subject['room']}"


def help_accepted(subject: Mapping[str, Any]) -> Told:
    """A moderator took up an offer to be asked."""
    group = group_by_id(subject["group"])
    said = _(
        "In %(group)s you are asked from now on when somebody needs someone, in your hours.",
        group=group.name,
    )
    return said, f"/groups/{group.slug}/helping"


def help_offered(subject: Mapping[str, Any]) -> Told:
    """Somebody would like to be asked; for moderators."""
    group = group_by_id(subject["group"])
    said = _(
        "Somebody in %(group)s would like to be asked when people need someone.", group=group.name
    )
    return said, f"/groups/{group.slug}/helping"

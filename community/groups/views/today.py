"""The first page of the day."""

from dataclasses import dataclass

from flask import redirect, render_template
from flask.typing import ResponseReturnValue

from community.clock import now
from community.groups import queries
from community.groups.views.blueprint import furnished, pages
from community.members.queries import the_site
from community.registry import registry
from community.web import me, public, someone


@dataclass(frozen=True)
class GroupLine:
    """A group as a line of a list."""

    name: str
    slug: str
    unread: int = 0
    rooms: tuple[object, ...] = ()


@pages.get("/")
@public
def show_today() -> ResponseReturnValue:
    """What is open in one's groups; whoever is not signed in is led to the door."""
    if someone() is None:
        return redirect("/sign-in" if the_site() else "/setup", 303)
    facts = {"now": now(), "groups": registry.context["nav_groups"]()["nav_groups"]}
    return render_template("today/show.html", **furnished("today", facts))


def nav_groups() -> dict[str, list[GroupLine]]:
    """The groups in the rail; the rooms feature declares the same with its rooms and unread counts."""
    mine = queries.memberships_of(me().id) if someone() else []
    return {"nav_groups": [GroupLine(each.group.name, each.group.slug) for each in mine]}

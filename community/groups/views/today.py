"""The first page of the day."""

from flask import redirect, render_template
from flask.typing import ResponseReturnValue

from community.clock import now
from community.groups import queries
from community.groups.views.blueprint import furnished, pages
from community.members.queries import the_site
from community.registry import registry
from community.web import me, public, someone


@pages.get("/")
@public
def show_today() -> ResponseReturnValue:
    """What is open in one's groups; whoever is not signed in is led to the door."""
    if someone() is None:
        return redirect("/sign-in" if the_site() else "/setup", 303)
    facts = {"now": now(), "groups": registry.context["nav_groups"]()["nav_groups"]}
    return render_template("today/show.html", **furnished("today", facts))


def nav_groups() -> dict[str, list[dict[str, object]]]:
    """The groups in the rail; the rooms feature declares the same with unread counts."""
    mine = queries.memberships_of(me().id) if someone() else []
    named = [{"name": each.group.name, "slug": each.group.slug, "unread": 0} for each in mine]
    return {"nav_groups": named}

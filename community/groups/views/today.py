"""The first page of the day."""

from flask import redirect, render_template
from flask.typing import ResponseReturnValue

from community.clock import now
from community.groups.views.blueprint import furnished, lines_of_groups, pages
from community.members.queries import the_site
from community.web import public, someone


@pages.get("/")
@public
def show_today() -> ResponseReturnValue:
    """What is open in one's groups; whoever is not signed in is led to the door."""
    if someone() is None:
        return redirect("/sign-in" if the_site() else "/setup", 303)
    return render_template(
        "today/show.html", **furnished("today", {"now": now(), "groups": lines_of_groups()})
    )

"""The inbox."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from community.groups.forms import page_of
from community.notices import operations, queries
from community.web import answer, me, someone

pages = Blueprint("notices", __name__)


@pages.get("/notices")
def show_inbox() -> ResponseReturnValue:
    """What the member was told, a page at a time."""
    page = page_of(request.args)
    older = queries.has_older(me().id, page)
    return render_template(
        "notices/index.html",
        notices=queries.inbox_of(me().id, me().zone, page),
        newer=f"/notices?page={page - 1}" if page > 1 else "",
        older=f"/notices?page={page + 1}" if older else "",
    )


@pages.post("/notices/reading")
def create_reading() -> ResponseReturnValue:
    """Mark everything as read."""
    operations.read_notices(me().id)
    return answer("/notices")


def unread_notices() -> dict[str, int]:
    """The counter in the frame of every page."""
    reader = someone()
    return {"unread_notices": queries.count_unread(reader.id) if reader else 0}

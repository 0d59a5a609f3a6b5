"""The inbox."""

from zoneinfo import ZoneInfo

from flask import render_template, request
from flask.typing import ResponseReturnValue

from community.clock import now
from community.groups.forms import page_of
from community.notices import operations, queries
from community.notices.broadcasts import held_in_words, still_held_in_words
from community.notices.views.blueprint import pages
from community.web import answer, me, someone


@pages.get("/notices")
def show_inbox() -> ResponseReturnValue:
    """What the member was told, a page at a time."""
    page = page_of(request.args)
    older = queries.has_older(me().id, page)
    return render_template(
        "notices/index.html",
        notices=queries.inbox_of(me().id, me().zone, page),
        held=_held(),
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


def _held() -> str:
    held = queries.held_for(me().id)
    if held is None:
        return ""
    time = f"{held.until.astimezone(ZoneInfo(me().zone)):%H:%M}"
    words = still_held_in_words if held.until > now() else held_in_words
    return words(held.number, time)

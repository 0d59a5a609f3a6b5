"""Keeping a line to find it again."""

from flask import Response, flash, render_template, request
from flask_babel import gettext as _

from community.rooms import broadcasts, operations, queries
from community.rooms.views.blueprint import pages
from community.rooms.views.lines import LINE, show_message
from community.text import plain
from community.web import answer, me, redraws

EXCERPT = 160
"""Characters of what is kept, in the list."""


@pages.post(f"{LINE}/bookmark")
@redraws(show_message)
def set_bookmark(stream: str, seq: int) -> Response:
    """Keep a line, or let go of it."""
    on = request.form.get("on") == "yes"
    operations.set_bookmark(me().id, stream, seq, on)
    said = _("Kept under Bookmarks.") if on else _("It is no longer kept.")
    if request.headers.get("X-Fragment"):
        return Response(said, mimetype="text/plain")
    flash(said)
    return answer(
        "/you/bookmarks" if "from_list" in request.form else broadcasts.address_of_line(stream, seq)
    )


@pages.get("/you/bookmarks")
def show_bookmarks() -> str:
    """What one wants to find again (`?page=`)."""
    page = max(1, min(request.args.get("page", 1, type=int), 10_000))
    found, more = queries.bookmarks_of(me().id, page)
    lines = [
        (one, broadcasts.view_of(one.said), plain(broadcasts.words_of(one.said.message), EXCERPT))
        for one in found
    ]
    return render_template(
        "rooms/bookmarks.html", kept=lines, page=page, more=more, address_of=broadcasts.address_of_line,
    )  # fmt: skip

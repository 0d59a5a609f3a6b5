"""Our public meetings, for other sites' finders: `GET /meetings.json` (docs/feeds.md)."""

from flask import Response, current_app, request

from community.clock import now
from community.meetings import queries
from community.meetings.feeds.packing import Shelf
from community.meetings.views.blueprint import pages
from community.web import own_origin, public


@pages.get("/meetings.json")
@public
def show_feed() -> Response:
    """The Meeting Guide list. Whatever stands in the query is let pass: finders add numbers of their own."""
    shelf = current_app.extensions.setdefault("meetings_feed", Shelf())
    newest = shelf.newest(queries.published_rows(), own_origin(), now())
    packed = bool(request.accept_encodings["gzip"])
    answer = Response(newest.packed if packed else newest.body, mimetype="application/json")
    if packed:
        answer.content_encoding = "gzip"
    answer.vary.add("Accept-Encoding")
    answer.set_etag(f"{newest.mark}{'-gzip' if packed else ''}")
    answer.last_modified = newest.since
    for name, value in SHARED.items():
        answer.headers[name] = value
    answer.make_conditional(request)
    return answer


SHARED = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "public, no-cache",
}
"""Any site may show it; it is asked for anew each time, so what is taken back is gone at once."""

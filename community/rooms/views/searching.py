"""Looking for words in a private room."""

from urllib.parse import urlencode

from flask import render_template, request

from community import limits
from community.moderation.engine.normal import as_plain
from community.rooms import broadcasts, queries
from community.rooms.forms import looked_for
from community.rooms.queries import Said
from community.rooms.views.blueprint import pages
from community.text import LONGEST_MESSAGE, plain
from community.web import me

AHEAD, SHOWN = 8, 30
"""Words shown before the first that was looked for, and in all."""


@pages.get("/rooms/<int:room_id>/search")
def search_room(room_id: int) -> str:
    """Lines with all the words of `?q=`, the newest first; `?before=` looks on from there."""
    seat = queries.searchable_for(me().id, room_id)
    words, before = looked_for(request.args)
    found = queries.Found([], None)
    if words:
        limits.spend("searches", me().id)
        found = queries.search_in(me().id, room_id, words, before=before)
    further = urlencode({"q": words, "before": found.further}) if found.further else ""
    return render_template(
        "rooms/search.html", room=seat.venue, group=seat.venue.group, values={"q": words}, before=before,
        found=[(broadcasts.view_of(said), _excerpt(said, words)) for said in found.said], further=further,
        shut=found.shut,
    )  # fmt: skip


def _excerpt(said: Said, wanted: str) -> str:
    words = plain(broadcasts.words_of(said.message), LONGEST_MESSAGE).split()
    terms = as_plain(wanted).split()
    hits = (at for at, word in enumerate(words) if any(term in as_plain(word) for term in terms))
    begins = max(next(hits, 0) - AHEAD, 0)
    shown = " ".join(words[begins : begins + SHOWN])
    return f"{'… ' if begins else ''}{shown}{' …' if begins + SHOWN < len(words) else ''}"

"""Both sides' first page of mentoring, and the agreement to read."""

from flask import render_template

from community.errors import NotFound
from community.mentoring import queries
from community.mentoring.views.blueprint import pages
from community.web import me


@pages.get("/mentoring")
def show_home() -> str:
    """One's channels and asks, who mentors in one's groups, and where one mentors oneself."""
    channels, on = queries.channels_of(me().id), queries.is_on()
    if not on and not channels:
        raise NotFound
    return render_template(
        "mentoring/home.html", channels=channels, on=on, asks=queries.asks_of(me().id),
        mentors=queries.mentors_for(me().id) if on else [], waiting=queries.asks_to(me().id) if on else [],
        mentoring=queries.mentoring_of(me().id) if on else [], taken=queries.places_taken(me().id),
    )  # fmt: skip


@pages.get("/mentoring/agreement")
def show_agreement() -> str:
    """What two agree to before their first message."""
    queries.must_be_on()
    return render_template("mentoring/agreement.html")

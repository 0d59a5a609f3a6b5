"""The pages of meetings: they work as they stand; script only makes them live."""

from community.meetings.views import (  # noqa: F401 -- each puts its pages on the blueprint
    attendance,
    calendars,
    feeds,
    following,
    formats,
    group,
    live,
    meeting,
    private,
    schedule,
    sittings,
    week,
)
from community.meetings.views.blueprint import pages

__all__ = [
    "pages",
]

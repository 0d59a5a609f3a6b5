"""The pages of rooms, and of every line that is said, in a room or elsewhere. They work as they stand; script only
makes them live.
"""

from community.rooms.views import (  # noqa: F401 -- give the blueprint its pages
    bookmarks,
    lines,
    notes,
    searching,
)
from community.rooms.views.blueprint import Lines, pages
from community.rooms.views.rooms import show_room

__all__ = ["Lines", "pages", "show_room"]

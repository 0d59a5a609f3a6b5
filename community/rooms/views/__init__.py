"""The pages of rooms, and of every line that is said, in a room or elsewhere. They work as they stand; script only
makes them live.
"""

from community.rooms.views import lines  # noqa: F401 -- gives the blueprint its pages
from community.rooms.views.blueprint import Lines, pages
from community.rooms.views.rooms import show_room

__all__ = ["Lines", "pages", "show_room"]

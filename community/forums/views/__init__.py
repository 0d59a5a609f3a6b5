"""The pages of forums."""

from community.forums.views import boards, following, moving, reading, topics  # noqa: F401 -- give the blueprint its pages
from community.forums.views.blueprint import pages

__all__ = ["pages"]

"""Pages of mentoring: parse, act, answer."""

from community.mentoring.views import (  # noqa: F401 -- put their pages on the blueprint
    answering,
    asking,
    becoming,
    channels,
    granting,
    home,
    vetting,
)
from community.mentoring.views.blueprint import pages

__all__ = ["pages"]

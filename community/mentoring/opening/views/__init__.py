"""Pages of openings: parse, act, answer."""

from community.mentoring.opening.views import (  # noqa: F401 -- put their pages on the blueprint
    asking,
    deciding,
    told,
)

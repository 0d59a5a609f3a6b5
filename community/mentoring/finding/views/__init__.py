"""Pages of finding: parse, act, answer."""

from community.mentoring.finding.views import (  # noqa: F401 -- put their pages on the blueprint
    mentors,
    own,
    suggesting,
)

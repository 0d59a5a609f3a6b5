"""Reads of openings: through whose office works, or as one of the two."""

from community.mentoring.opening.queries.naming import people_to_tell
from community.mentoring.opening.queries.officials import (
    has_contact,
    kept_out,
    lead_for,
    names_of_officials,
    near,
    official_for,
    official_of,
    officials,
)
from community.mentoring.opening.queries.openings import (
    accounts_named,
    asker_may,
    both_may,
    opening_for,
    opening_told,
    openings_of,
    openings_to_tell,
    reason_of,
    told_to,
)
from community.mentoring.opening.queries.spans import (
    Day,
    Line,
    Mark,
    askable,
    channels_between,
    channels_of_the_same,
    days_of,
    lines_in,
    marks_between,
)

__all__ = [
    "Day", "Line", "Mark", "accounts_named", "askable", "asker_may", "both_may", "channels_between",
    "channels_of_the_same", "days_of", "has_contact", "kept_out", "lead_for", "lines_in", "marks_between",
    "names_of_officials", "near", "official_for", "official_of", "officials", "opening_for", "opening_told",
    "openings_of", "openings_to_tell", "people_to_tell", "reason_of", "told_to",
]  # fmt: skip

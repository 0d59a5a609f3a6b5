"""Reads about crisis lines, and, always through the member, about what is theirs."""

from community.wellbeing.queries.checkins import series_of
from community.wellbeing.queries.clocks import (
    Slipped,
    Told,
    clock_for,
    clock_of,
    clocks_of,
    count_of,
    offered_by,
    said_of,
    slips_of,
    zone_of,
)
from community.wellbeing.queries.crisis import place, places
from community.wellbeing.queries.group_words import voice_for, voice_of
from community.wellbeing.queries.showing import (
    Shown,
    ShownDays,
    mentors_reading,
    read_by,
    shown_by,
    shown_in,
    told_of_slips,
    wants_to_see,
)

__all__ = [
    "Shown",
    "ShownDays",
    "Slipped",
    "Told",
    "clock_for",
    "clock_of",
    "clocks_of",
    "count_of",
    "mentors_reading",
    "offered_by",
    "place",
    "places",
    "read_by",
    "said_of",
    "series_of",
    "shown_by",
    "shown_in",
    "slips_of",
    "told_of_slips",
    "voice_for",
    "voice_of",
    "wants_to_see",
    "zone_of",
]

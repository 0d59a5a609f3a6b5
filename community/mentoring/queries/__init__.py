"""Reads of mentoring, always through the member: what somebody may not see is absent."""

from community.mentoring.queries.asks import (
    OwnAsk,
    ask_by,
    ask_to,
    asks_of,
    asks_to,
    last_ask,
    open_asks_of,
    own_ask,
    words_of,
)
from community.mentoring.queries.due import asks_over, asks_underway, mentors_to_remind
from community.mentoring.queries.granting import is_mentored_by
from community.mentoring.queries.meeting import (
    Acquaintance,
    gate_for,
    gates_for,
    people_met,
    shared_events,
)
from community.mentoring.queries.mentors import (
    MentorLine,
    are_related,
    line_for,
    mentor_for,
    mentoring_of,
    mentors_for,
    own_place,
    related_to,
    standing_row,
    statement_of,
    vetting_for,
    vouch_for,
)
from community.mentoring.queries.mentorships import (
    Channel,
    all_open,
    channel_of,
    channels_of,
    is_concerned,
    is_readable,
    last_said,
    lines_to_report,
    mentorship_for,
    mentorship_in,
    mentorship_of_ask,
    open_mentorships_of,
)
from community.mentoring.queries.reach import arrives, places_taken
from community.mentoring.queries.site import is_on, must_be_on

__all__ = [
    "Acquaintance", "Channel", "MentorLine", "OwnAsk", "all_open", "are_related", "arrives", "ask_by", "ask_to",
    "asks_of", "asks_over", "asks_to", "asks_underway", "channel_of", "channels_of", "gate_for", "gates_for",
    "is_concerned", "is_mentored_by", "is_on", "is_readable", "last_ask", "last_said", "line_for",
    "lines_to_report", "mentor_for",
    "mentoring_of", "mentors_for", "mentors_to_remind", "mentorship_for", "mentorship_in", "mentorship_of_ask",
    "must_be_on", "open_asks_of", "open_mentorships_of", "own_ask", "own_place", "people_met", "places_taken",
    "related_to", "shared_events", "standing_row", "statement_of", "vetting_for", "vouch_for", "words_of",
]  # fmt: skip

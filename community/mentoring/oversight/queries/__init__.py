"""Reads of oversight: one's own questions, and for leads what asks for a look."""

from community.mentoring.oversight.queries.pulses import (
    Asked,
    asked,
    concerned_leads,
    due_now,
    latest_number,
    pulse_for,
    pulses_of,
    was_uncomfortable,
)
from community.mentoring.oversight.queries.signals import (
    Looking,
    SignalTold,
    count_waiting,
    free_leads,
    kept_out_of,
    note_of,
    raised_last,
    signal_for,
    signals_for,
    waits_already,
)
from community.mentoring.oversight.queries.watching import (
    mentors_walked,
    walked_with,
    watched,
    written_in,
)

__all__ = [
    "Asked", "Looking", "SignalTold", "asked", "concerned_leads", "count_waiting", "due_now", "free_leads",
    "kept_out_of", "latest_number", "mentors_walked", "note_of", "pulse_for", "pulses_of", "raised_last",
    "signal_for", "signals_for", "waits_already", "walked_with", "was_uncomfortable", "watched", "written_in",
]  # fmt: skip

"""Scheduled work of meetings. Every job may run twice, or late, without harm."""

from collections.abc import Mapping
from typing import Any

from community.clock import now
from community.meetings import operations, queries

MINUTE = 60
DAY = 24 * 3600
A_HANDFUL = 50


def expire_call(payload: Mapping[str, Any]) -> None:
    """Whoever was called and has not answered goes to the end of the queue (L5.5)."""
    operations.expire_call(payload["sitting"], payload["turn"])


def offer_chair(payload: Mapping[str, Any]) -> None:
    """A lost chair is offered to the next in line (L5.7)."""
    operations.offer_chair(payload["sitting"], payload["lost"], payload["step"])


def credit(payload: Mapping[str, Any]) -> None:
    """A meeting counts for whoever was present half of it (L2.3)."""
    operations.credit_sitting(payload["sitting"])


def tend(payload: Mapping[str, Any]) -> None:
    """Once a minute: rooms open and close, people are reminded and asked, each in a unit of its own (L5.4)."""
    while operations.close_missed():
        pass
    moment = now()
    for sitting_id in queries.due_turns(moment):
        operations.turn_if_due(sitting_id)
    for sitting_id in queries.due_lobbies(moment):
        operations.open_if_due(sitting_id)
    for sitting_id in queries.due_reminders(moment):
        operations.remind(sitting_id)
    for sitting_id in queries.due_questions(moment):
        operations.ask_for_stand_in(sitting_id)
    for sitting_id in queries.unseen_chairs(moment):
        operations.note_chair_seen(sitting_id, here=False)


def materialise(payload: Mapping[str, Any]) -> None:
    """Once a day: the dates of every meeting, eight weeks ahead, a handful of meetings in a unit (L5.1)."""
    ids = queries.meetings_after(0, A_HANDFUL)
    while ids:
        operations.fill_meetings(ids)
        ids = queries.meetings_after(ids[-1], A_HANDFUL)

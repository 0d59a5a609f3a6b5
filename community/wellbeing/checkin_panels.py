"""The check-in on Today, and the daily thread among a group's settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from community.clock import now
from community.forums.queries import boards_of
from community.groups.models import Group
from community.members.queries import member_for
from community.wellbeing.days import A_DAY, day_in, is_open
from community.wellbeing.models.checkins import Checkin
from community.wellbeing.queries.checkins import Noted, noted_in, rows_on
from community.wellbeing.queries.daily_threads import thread_of
from community.wellbeing.queries.plans import PlanView, plan_of


@dataclass(frozen=True)
class Card:
    """A day that can be noted, as it stands; `plan` is there where it is needed now."""

    day: date
    noted: Noted | None
    plan: PlanView | None = None


def cards_of(member_id: int) -> tuple[Card, Card | None]:
    """Today, by the member's own midnight; and yesterday, while it can still be noted."""
    zone, moment = member_for(member_id).zone, now()
    today = day_in(zone, moment)
    before = today - A_DAY
    rows = rows_on(member_id, (before, today))
    made_at = rows[before].made_at if before in rows else None
    is_late = is_open(before, zone, moment, made_at)
    return (
        _card(member_id, today, rows.get(today)),
        _card(member_id, before, rows.get(before)) if is_late else None,
    )


def of_today(member_id: int) -> Mapping[str, Any]:
    """How it is today, and whether yesterday is still open and empty."""
    today, yesterday = cards_of(member_id)
    return {"card": today, "yesterday": yesterday is not None and yesterday.noted is None}


def _card(member_id: int, day: date, row: Checkin | None) -> Card:
    noted = noted_in(row) if row is not None else None
    return Card(day, noted, plan_of(member_id) if noted and noted.is_low else None)


def of_group_settings(member_id: int, group: Group) -> Mapping[str, Any]:
    """On which of the group's boards a thread opens each day; 0 for none."""
    thread = thread_of(group.id)
    boards = [(str(board.id), board.name) for board in boards_of(group.id)]
    return {"boards": boards, "board": str(thread.board_id) if thread else "0", "group": group}


def of_oneself(member_id: int) -> Mapping[str, Any]:
    """The ways to one's days and one's plan: nothing of what stands there."""
    return {}

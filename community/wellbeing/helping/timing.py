"""Who is asked after whom, and how a call stands at a moment. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from community.wellbeing.helping.models import CANNOT, COMING, HelpCall, HelpTurn

ASK_EVERY = timedelta(seconds=40)
"""Between one who is asked and the next."""

PATIENCE = timedelta(minutes=3)
"""So long without an answer, and crisis lines stand out (L6.7)."""

LOOK_EVERY = timedelta(minutes=3)
"""Between two looks for somebody who came on duty meanwhile, where nobody is left to be asked."""

AGAIN = timedelta(minutes=15)
"""After so long whoever said nothing is asked once more, `MOST` times in all."""

MOST = 3

LASTS = timedelta(hours=24)
"""A help room closes by itself after this."""

READABLE = timedelta(days=7)
"""So long whoever could read a closed one still can (L4.8)."""

ASKING, HERE, ALONE, CLOSED = "asking", "here", "alone", "closed"
"""Being asked for; somebody is there; nobody answered yet, and lines stand out; closed."""


@dataclass(frozen=True)
class Busy:
    """By membership: who is there for somebody else, who is asked by somebody else, and who was asked last when."""

    there: frozenset[int] = frozenset()
    asked: frozenset[int] = frozenset()
    last: Mapping[int, datetime] = field(default_factory=dict)


def state_of(call: HelpCall, moment: datetime) -> str:
    """How a call stands."""
    if call.ended_at is not None:
        return CLOSED
    if call.answered_at is not None:
        return HERE
    alone = call.alone_at is not None or moment >= call.since + PATIENCE
    return ALONE if alone else ASKING


def next_to_ask(
    able: Iterable[int], turns: Collection[HelpTurn], busy: Busy, moment: datetime
) -> int | None:
    """The membership whose turn it is, of those who are able to come; None: nobody is left for now.

    Those who are there for nobody else come first, then those whom no other call asks just now, then whoever was
    asked longest ago.
    """
    said = {turn.membership_id: turn for turn in turns}
    left = [one for one in able if one not in said or _once_more(said[one], moment)]
    never = datetime.min.replace(tzinfo=moment.tzinfo)

    def rank(one: int) -> tuple[int, bool, bool, datetime, int]:
        times = said[one].times if one in said else 0
        return times, one in busy.there, one in busy.asked, busy.last.get(one, never), one

    return min(left, key=rank, default=None)


def _once_more(turn: HelpTurn, moment: datetime) -> bool:
    if turn.reply in (COMING, CANNOT):
        return False
    return turn.times == 0 or (turn.times < MOST and moment - turn.asked_at >= AGAIN)

"""What the entries of a meeting keep for ever: ids, choices, order, times. Words and handles come when sent."""

from datetime import datetime
from typing import Any

from community.meetings.models import Hand, Motion, Sitting
from community.meetings.policies import ANSWER_WITHIN
from community.realtime.wire import rfc3339

Facts = dict[str, Any]


def phase_facts(sitting: Sitting) -> Facts:
    """Where the meeting is."""
    return {
        "sitting": sitting.id,
        "state": sitting.state,
        "part": sitting.phase,
        "since": _time(
            sitting.closed_at or sitting.fellowship_at or sitting.phase_since or sitting.opened_at
        ),
        "lounge": sitting.lounge_since is not None,
        "locked": sitting.locked_since is not None,
    }


def floor_facts(sitting: Sitting) -> Facts:
    """Who has the floor since when. `turn` tells this call from every other."""
    speaking = sitting.speaking_since is not None
    return {
        "holder": sitting.holder_id,
        "state": "free" if sitting.holder_id is None else "speaking" if speaking else "called",
        "since": _time(sitting.speaking_since or sitting.called_at),
        "limit_seconds": sitting.limit_seconds,
        "answer_seconds": int(ANSWER_WITHIN.total_seconds()),
        "turn": sitting.floor_turn,
    }


def queue_facts(hands: list[Hand]) -> Facts:
    """The one queue, in order."""
    return {"queue": [[hand.membership_id, hand.share] for hand in hands]}


def chair_facts(sitting: Sitting) -> Facts:
    """Who is in the chair, whether their line is lost, and to whom the chair is offered."""
    return {
        "chair": sitting.chair_id,
        "since": _time(sitting.chair_since),
        "lost": sitting.chair_lost_at is not None,
        "offered": sitting.chair_offered,
    }


def motion_facts(motion: Motion, votes: list[tuple[int, str]]) -> Facts:
    """How a vote stands. While it is open only how many voted is told; `votes` only of an open vote that is closed."""
    closed = motion.closed_at is not None
    facts: Facts = {
        "motion": motion.id,
        "state": "closed" if closed else "open",
        "secret": motion.secret,
        "cast": motion.yes + motion.no + motion.abstain,
    }
    if closed:
        facts |= {"yes": motion.yes, "no": motion.no, "abstain": motion.abstain}
        if not motion.secret:
            facts["votes"] = [[voter, choice] for voter, choice in votes]
    return facts


def people_in(kind: str, facts: Facts) -> set[int]:
    """The memberships that an entry names."""
    one = {"floor_changed": "holder", "chair_changed": "chair", "member_thanked": "membership"}
    several = {"queue_changed": "queue", "motion_changed": "votes"}
    named = [facts[one[kind]]] if kind in one else []
    named += [row[0] for row in facts.get(several.get(kind, ""), ())]
    return {membership_id for membership_id in named if membership_id is not None}


def _time(moment: datetime | None) -> str | None:
    return rfc3339(moment) if moment is not None else None

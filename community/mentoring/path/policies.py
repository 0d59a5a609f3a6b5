"""The law of the path on one screen (L7.12). Counted facts are handed in."""

from datetime import datetime

from community.mentoring.models import Mentor
from community.mentoring.path.models import CHECKLIST, MONTH, Shadowing


def can_ask_to_shadow(mentor: Mentor | None) -> bool:
    """Ask somebody to learn beside them: whoever applied here, and nobody has decided yet."""
    return mentor is not None and mentor.ended_at is None and mentor.approved_at is None


def can_guide(mentor: Mentor | None, walked: bool, staff_ready: bool, moment: datetime) -> bool:
    """Let somebody learn beside oneself: a mentor now, who has walked with somebody past the trial (L1.5)."""
    return mentor is not None and mentor.mentors(moment) and walked and staff_ready


def can_answer_shadow(shadowing: Shadowing, moment: datetime) -> bool:
    """Say yes or no: once, in the first seven days."""
    return shadowing.waits(moment)


def can_go_through(shadowing: Shadowing) -> bool:
    """Tick what was gone through: while the month goes on."""
    return shadowing.is_on


def can_give_word(shadowing: Shadowing, moment: datetime) -> bool:
    """Speak for them: after thirty days, and not by time alone: everything was gone through (L7.12)."""
    accepted = shadowing.accepted_at
    long_enough = accepted is not None and moment - accepted >= MONTH
    return shadowing.is_on and long_enough and set(CHECKLIST) <= set(shadowing.gone_through)


def can_end_shadow(shadowing: Shadowing) -> bool:
    """Stop, or take the wish back: either of the two, at any time before the word, without a reason."""
    return shadowing.ended_at is None and shadowing.word_at is None


def needs_shadow_month(was_mentee: bool, has_word: bool) -> bool:
    """Whether somebody who comes by this path still lacks it."""
    return was_mentee and not has_word

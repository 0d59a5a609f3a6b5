"""Who is asked, who answers, and who looks: the law of oversight on one screen (L7.10)."""

from collections.abc import Iterable
from datetime import datetime

from community.mentoring.models import ACTIVE, CLOSING, SHUT_OUT, TRIAL, Mentorship
from community.mentoring.oversight.models import Pulse, Signal
from community.moderation.policies import Office


def can_be_asked(mentorship: Mentorship) -> bool:
    """Be asked how it goes: while the two can write to each other. In a pause nobody is, nor after a ban."""
    shut_out = mentorship.state == CLOSING and mentorship.steps[-1].why == SHUT_OUT
    return mentorship.state in (TRIAL, ACTIVE, CLOSING) and not shut_out


def can_be_watched(mentorship: Mentorship) -> bool:
    """Be looked at by what is counted: on its way, and not in a pause."""
    return mentorship.state in (TRIAL, ACTIVE)


def can_answer_pulse(pulse: Pulse, moment: datetime) -> bool:
    """Answer: once, until the next come, also where it has ended meanwhile."""
    return pulse.waits(moment)


def can_look(who: Office, kept_out: Iterable[int], leads: Iterable[int]) -> bool:
    """See a signal and look into it: a lead whom it does not concern; where there is none, the external contact."""
    apart = frozenset(kept_out)
    if who.member_id in apart:
        return False
    return who.is_lead or (who.is_contact and not frozenset(leads) - apart)


def can_mark(signal: Signal) -> bool:
    """Say that one looked: once."""
    return signal.looked_at is None

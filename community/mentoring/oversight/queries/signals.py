"""What asks for a look, as those find it who look. What concerns them is nowhere for them (L8.3)."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from community import vault
from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.groups.models import Block, Membership
from community.members.models import LEAD
from community.members.queries import officers
from community.mentoring.models import Mentorship
from community.mentoring.oversight import policies
from community.mentoring.oversight.models import Signal
from community.moderation.policies import Office
from community.moderation.queries import office_of
from community.scope import once

SHOWN, DONE = 100, 20
"""So many are read at once of those that wait, and of those that were looked at."""


@dataclass(frozen=True)
class SignalTold:
    """A signal, with what was noted after looking."""

    signal: Signal
    note: str


@dataclass(frozen=True)
class Looking:
    """What this person can look into: what waits, the oldest first, and what was looked at, the newest first."""

    waiting: list[Signal]
    done: list[SignalTold]


def free_leads(signal: Signal) -> frozenset[int]:
    """Leads who can look into it."""
    return officers(LEAD) - kept_out_of(signal)


def kept_out_of(signal: Signal) -> frozenset[int]:
    """The two, or the mentor; and leads with a block between them and one of those, in either direction."""
    people, leads = _people(signal), officers(LEAD)
    theirs, ours = Block.blocker_id.in_(people), Membership.member_id.in_(people)
    blocks = sa.select(Block.blocker_id, Membership.member_id).join(
        Membership, Membership.id == Block.blocked_id
    )
    between = sa.or_(
        sa.and_(theirs, Membership.member_id.in_(leads)), sa.and_(Block.blocker_id.in_(leads), ours)
    )
    found = {one for pair in db.session.execute(blocks.where(between)) for one in pair}
    return people | (found & leads)


def signal_for(member_id: int, signal_id: int) -> Signal:
    """A signal, for one who may look into it. Raises NotFound."""
    signal = db.session.get(Signal, signal_id)
    if signal is None or not _is_for(office_of(member_id), signal):
        raise NotFound
    return signal


def signals_for(member_id: int) -> Looking:
    """What this person may look into. Raises NotFound for whoever is no lead, nor asked in their place."""
    who = office_of(member_id)
    if not (who.is_lead or who.is_contact):
        raise NotFound
    waiting = _waiting(who)
    looked = sa.select(Signal).where(Signal.looked_at.is_not(None))
    done = db.session.scalars(looked.order_by(Signal.looked_at.desc()).limit(DONE))
    mine = [SignalTold(one, note_of(one)) for one in done if _is_for(who, one)]
    if not who.is_lead and not waiting and not mine:
        raise NotFound
    return Looking(waiting, mine)


def count_waiting(member_id: int) -> int:
    """How many wait for this person; 0 for whoever looks into none."""
    who = office_of(member_id)
    if not (who.is_lead or who.is_contact):
        return 0
    return once(("signals", member_id), lambda: len(_waiting(who)))


def raised_last(rule: str, subject: str) -> datetime | None:
    """When that was noticed last of it."""
    chosen = sa.select(sa.func.max(Signal.raised_at)).where(
        Signal.rule == rule, Signal.subject == subject
    )
    found: datetime | None = db.session.scalar(chosen)
    return found


def waits_already(rule: str, subject: str) -> bool:
    """Whether that waits for somebody to look."""
    chosen = sa.select(Signal.id).where(Signal.rule == rule, Signal.subject == subject)
    return db.session.scalar(chosen.where(Signal.looked_at.is_(None)).limit(1)) is not None


def note_of(signal: Signal) -> str:
    """What was noted."""
    return vault.read(signal.note, signal.about)


def _waiting(who: Office) -> list[Signal]:
    open_ones = sa.select(Signal).where(Signal.looked_at.is_(None), Signal.raised_at <= now())
    found = db.session.scalars(open_ones.order_by(Signal.raised_at, Signal.id).limit(SHOWN))
    return [one for one in found if _is_for(who, one)]


def _is_for(who: Office, signal: Signal) -> bool:
    return policies.can_look(who, kept_out_of(signal), officers(LEAD))


def _people(signal: Signal) -> frozenset[int]:
    """The two; of several mentorships their mentor, and everybody whom they mentored."""
    if signal.mentorship is not None:
        return frozenset(signal.mentorship.people)
    return frozenset({signal.mentor.member_id}) | frozenset(db.session.scalars(_mentored(signal)))


def _mentored(signal: Signal) -> sa.Select[int]:
    theirs = sa.select(Membership.id).where(Membership.member_id == signal.mentor.member_id)
    mentees = sa.select(Membership.member_id).join(
        Mentorship, Mentorship.mentee_id == Membership.id
    )
    return mentees.where(Mentorship.mentor_id.in_(theirs))

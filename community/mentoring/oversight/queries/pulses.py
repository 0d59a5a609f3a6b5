"""The questions of one of the two. For the other, and for everybody else, there are none."""

import json
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from community import vault
from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.groups.models import Membership
from community.mentoring.models import PAUSED, Mentorship
from community.mentoring.oversight.models import UNCOMFORTABLE, Pulse
from community.mentoring.oversight.rhythm import number_due


@dataclass(frozen=True)
class Asked:
    """Questions that wait for one of the two: which, and about whom."""

    id: int
    other: str


def pulse_for(member_id: int, pulse_id: int) -> Pulse:
    """One's own questions. Raises NotFound."""
    found = db.session.get(Pulse, pulse_id)
    if found is None or found.membership.member_id != member_id:
        raise NotFound
    return found


def pulses_of(member_id: int) -> list[Asked]:
    """What waits for this member's answer, the oldest first."""
    mine = sa.select(Pulse).join(Membership, Membership.id == Pulse.membership_id)
    open_ones = mine.where(
        Membership.member_id == member_id, Pulse.answered_at.is_(None), Pulse.lapses_at > now()
    )
    found = db.session.scalars(open_ones.order_by(Pulse.asked_at, Pulse.id))
    return [Asked(one.id, one.mentorship.other(member_id).handle) for one in found]


def asked(mentorship_id: int, membership_id: int, number: int) -> bool:
    """Whether this one of the two was asked these questions."""
    chosen = sa.select(Pulse.id).where(
        Pulse.mentorship_id == mentorship_id, Pulse.membership_id == membership_id, Pulse.number >= number
    )  # fmt: skip
    return db.session.scalar(chosen.limit(1)) is not None


def latest_number(mentorship: Mentorship) -> int:
    """Which questions came last by now."""
    return number_due(mentorship.began_at, now())


def due_now() -> list[int]:
    """Mentorships whose two may have to be asked: a job asks again, one by one."""
    last = sa.select(sa.func.coalesce(sa.func.max(Pulse.number), 0))
    last = last.where(Pulse.mentorship_id == Mentorship.id).correlate(Mentorship)
    open_ones = sa.select(Mentorship.id, Mentorship.began_at, last.scalar_subquery())
    open_ones = open_ones.where(Mentorship.ended_at.is_(None), Mentorship.state != PAUSED)
    rows = db.session.execute(open_ones.order_by(Mentorship.id)).all()
    db.session.rollback()
    return [each for each, began, number in rows if number_due(began, now()) > number]


def concerned_leads(pulse: Pulse) -> bool:
    """Whether the answer went to those who look after safety."""
    said = _said(pulse)
    return said.get("how") == UNCOMFORTABLE or bool(said.get("look"))


def was_uncomfortable(pulse: Pulse) -> bool:
    """Whether it was answered so."""
    return bool(_said(pulse).get("how") == UNCOMFORTABLE)


def _said(pulse: Pulse) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(vault.read(pulse.answers, pulse.about) or "{}")
    return said

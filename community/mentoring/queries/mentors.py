"""Who mentors, for whoever shares a group with them; who would like to, for themselves and the group's moderators."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from community import vault
from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.groups.models import Membership, Place
from community.groups.policies import can_see_people
from community.groups.queries import (
    hidden_from,
    in_good_standing_among,
    inside_for,
    managed_for,
    memberships_of,
    place_in,
)
from community.mentoring import policies
from community.mentoring.gate import Gate
from community.mentoring.models import Ask, Mentor, Mentorship, Vouch
from community.mentoring.queries.asks import last_ask, last_asks
from community.mentoring.queries.meeting import gate_for, gates_for
from community.mentoring.queries.site import must_be_on


@dataclass(frozen=True)
class MentorLine:
    """A mentor as somebody of their group sees them: what is between the two, and nothing of anybody else."""

    id: int
    handle: str
    group: str
    available: bool
    gate: Gate
    asked: int | None
    again_at: datetime | None
    related: bool

    @property
    def can_be_asked(self) -> bool:
        """Whether this reader can ask them now, as far as they may know; how many asks they have open aside."""
        free = policies.can_ask(self.gate.is_open, 0, self.related, self.again_at)
        return self.available and self.asked is None and free


def standing_row(membership_id: int) -> Mentor | None:
    """The row of whoever mentors as that membership, or would like to."""
    mine = sa.select(Mentor).where(Mentor.membership_id == membership_id, Mentor.ended_at.is_(None))
    return db.session.scalar(mine)


def mentor_for(member_id: int, mentor_id: int) -> tuple[Membership, Mentor]:
    """A mentor in a group of the member's, whom they have not blocked, and who they are there. Raises NotFound."""
    must_be_on()
    mentor = db.session.get(Mentor, mentor_id)
    if mentor is None or not _shown([mentor]):
        raise NotFound
    place = place_in(member_id, mentor.membership.group)
    mine = place.membership
    if mine is None or not can_see_people(place) or mine.id == mentor.membership_id:
        raise NotFound
    if mentor.membership_id in hidden_from(member_id) or place.has_ended:
        raise NotFound
    return mine, mentor


def line_for(mine: Membership, mentor: Mentor) -> MentorLine:
    """A mentor as `mine` sees them."""
    them = mentor.membership_id
    return _line(
        mentor, gate_for(mine.id, them), last_ask(mine.id, them), are_related(mine.id, them)
    )


def mentors_for(member_id: int) -> list[MentorLine]:
    """Who mentors in the member's groups: those who can be asked first, then by group and name."""
    hidden = hidden_from(member_id)
    found: list[MentorLine] = []
    for mine in memberships_of(member_id):
        if not can_see_people(place_in(member_id, mine.group)):
            continue
        here = sa.select(Mentor).join(Membership, Membership.id == Mentor.membership_id)
        here = here.where(Membership.group_id == mine.group_id, Mentor.ended_at.is_(None))
        there = [one for one in db.session.scalars(here) if one.membership_id not in hidden]
        found += _lines(mine, _shown([one for one in there if one.membership_id != mine.id]))
    return sorted(found, key=lambda one: (not one.can_be_asked, one.group, one.handle.lower()))


def mentoring_of(member_id: int) -> list[Mentor]:
    """Where the member mentors, or would like to."""
    mine = sa.select(Mentor).join(Membership, Membership.id == Mentor.membership_id)
    mine = mine.where(Membership.member_id == member_id, Mentor.ended_at.is_(None))
    return list(db.session.scalars(mine.order_by(Mentor.applied_at)))


def own_place(member_id: int, slug: str) -> tuple[Place, Mentor | None]:
    """The group, for one of its people, and their own row there. Raises NotFound."""
    must_be_on()
    place = inside_for(member_id, slug)
    if place.membership is None or not can_see_people(place):
        raise NotFound
    return place, standing_row(place.membership.id)


def are_related(one: int, other: int) -> bool:
    """Whether these two memberships have a mentorship that has not ended, whoever mentors whom."""
    pair = (Mentorship.low == min(one, other), Mentorship.high == max(one, other))
    found = sa.select(Mentorship.id).where(*pair, Mentorship.ended_at.is_(None))
    return db.session.scalar(found) is not None


def related_to(mine: int) -> set[int]:
    """With whom this membership has a mentorship that has not ended."""
    pair = sa.or_(Mentorship.low == mine, Mentorship.high == mine)
    rows = sa.select(Mentorship.low, Mentorship.high).where(pair, Mentorship.ended_at.is_(None))
    return {low if high == mine else high for low, high in db.session.execute(rows)}


def vouch_for(member_id: int, vouch_id: int) -> Vouch:
    """Somebody asked this member to speak for them. Raises NotFound."""
    must_be_on()
    vouch = db.session.get(Vouch, vouch_id)
    if vouch is None or vouch.membership.member_id != member_id or not vouch.membership.is_current:
        raise NotFound
    return vouch


def vetting_for(member_id: int, slug: str) -> tuple[Place, list[Mentor]]:
    """Who would like to mentor in a group, and who does, for its moderators. Raises NotFound, Forbidden."""
    must_be_on()
    place = managed_for(member_id, slug)
    here = sa.select(Mentor).join(Membership, Membership.id == Mentor.membership_id)
    here = here.where(Membership.group_id == place.group.id, Mentor.ended_at.is_(None))
    return place, list(db.session.scalars(here.order_by(Mentor.applied_at)))


def statement_of(mentor: Mentor) -> str:
    """What they wrote of their time in recovery, for themselves and whoever decides."""
    return vault.read(mentor.statement, mentor.about)


def _lines(mine: Membership, mentors: Sequence[Mentor]) -> list[MentorLine]:
    """Mentors of the group of `mine`, in as many statements for many as for one."""
    if not mentors:
        return []
    gates = gates_for(mine, [one.membership for one in mentors])
    asks, related = last_asks(mine.id, list(gates)), related_to(mine.id)
    return [
        _line(one, gates[who], asks.get(who), who in related)
        for one in mentors
        for who in (one.membership_id,)
    ]


def _line(mentor: Mentor, gate: Gate, last: Ask | None, related: bool) -> MentorLine:
    them, moment = mentor.membership, now()
    is_open = last is not None and policies.can_withdraw(last, moment)
    return MentorLine(
        mentor.id, them.handle, them.group.name, policies.says_to_have_room(mentor), gate,
        last.id if last is not None and is_open else None,
        None if last is None or is_open else last.again_at(moment), related,
    )  # fmt: skip


def _shown(mentors: Sequence[Mentor]) -> list[Mentor]:
    moment = now()
    good = in_good_standing_among([one.membership_id for one in mentors])
    return [one for one in mentors if one.mentors(moment) and one.membership_id in good]

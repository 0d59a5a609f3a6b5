"""Programmes of a group: for its people what is published, for its moderators the drafts; and who greets (L7.9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa

from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.groups.models import Membership, Place
from community.groups.queries import (
    hidden_from,
    managed_for,
    moderators_of,
    place_in,
    staff_ready,
)
from community.meetings.models import Duty, Meeting, Sitting
from community.meetings.models.sittings import GREETER
from community.mentoring.models import Mentorship
from community.mentoring.programmes import policies
from community.mentoring.programmes.content import Content, content_in
from community.mentoring.programmes.models import Programme, ProgrammeVersion
from community.mentoring.queries import must_be_on, own_place, people_met
from community.rooms.models import LOUNGE, Room
from community.rooms.queries import rooms_of

SOON = timedelta(days=14)
"""Who greets at meetings within these days is named as somebody to turn to."""

A_FEW = 3
"""Lounges that are named, the first first."""


@dataclass(frozen=True)
class Welcome:
    """To whom somebody turns who has not met a mentor often enough yet."""

    lounges: list[Room]
    greeters: list[str]
    moderators: list[str]


def programmes_for(member_id: int, slug: str) -> tuple[Place, bool, Sequence[Programme]]:
    """The group, whether the member edits its programmes, and those they may see. Raises NotFound."""
    place, _mentor = own_place(member_id, slug)
    edits = policies.can_edit_programmes(place, staff_ready(member_id))
    rows = sa.select(Programme).where(Programme.group_id == place.group.id)
    if not edits:
        rows = rows.where(Programme.version > 0, Programme.retired_at.is_(None))
    return place, edits, db.session.scalars(rows.order_by(Programme.made_at)).all()


def programme_for(member_id: int, programme_id: int) -> tuple[Place, Programme]:
    """A programme of a group of the member's. Raises NotFound."""
    must_be_on()
    found = db.session.get(Programme, programme_id)
    if found is None:
        raise NotFound
    place = place_in(member_id, found.group)
    if place.has_ended or not policies.can_see_programme(place, found, staff_ready(member_id)):
        raise NotFound
    return place, found


def edited_for(member_id: int, programme_id: int) -> tuple[Place, Programme]:
    """The same, for whoever edits it. Raises NotFound, Forbidden."""
    must_be_on()
    found = db.session.get(Programme, programme_id)
    if found is None:
        raise NotFound
    return managed_for(member_id, found.group.slug), found


def version_of(programme_id: int, number: int) -> ProgrammeVersion | None:
    """One version of it."""
    row = sa.select(ProgrammeVersion).where(ProgrammeVersion.programme_id == programme_id)
    return db.session.scalar(row.where(ProgrammeVersion.number == number))


def newest_content(programme: Programme) -> Content:
    """What it says now: the newest version, or the draft where there is none yet."""
    published = version_of(programme.id, programme.version)
    return content_in(published.content if published is not None else programme.draft)


def offered_in(group_id: int) -> list[tuple[Programme, ProgrammeVersion]]:
    """What two of the group can take up now, each in its newest version."""
    rows = sa.select(ProgrammeVersion).join(
        Programme, Programme.id == ProgrammeVersion.programme_id
    )
    rows = rows.where(
        Programme.group_id == group_id, Programme.retired_at.is_(None), ProgrammeVersion.number == Programme.version
    )  # fmt: skip
    found = db.session.scalars(rows.order_by(Programme.made_at))
    return [(one.programme, one) for one in found]


def lets_propose(group_id: int) -> bool:
    """Whether a programme that the group offers lets its moderators propose mentors (L7.5)."""
    rows = sa.select(Programme.id).where(
        Programme.group_id == group_id, Programme.proposes, Programme.version > 0, Programme.retired_at.is_(None)
    )  # fmt: skip
    return db.session.scalar(rows.limit(1)) is not None


def count_standing(group_id: int) -> int:
    """How many of a group's are not retired."""
    rows = sa.select(sa.func.count()).select_from(Programme)
    rows = rows.where(Programme.group_id == group_id, Programme.retired_at.is_(None))
    return db.session.scalar(rows) or 0


def untouched_copy(group_id: int, template: str) -> Programme | None:
    """A copy that was made and not changed since: pressing twice makes no second."""
    rows = sa.select(Programme).where(
        Programme.group_id == group_id, Programme.template == template, Programme.edition == 1,
        Programme.version == 0, Programme.retired_at.is_(None),
    )  # fmt: skip
    return db.session.scalar(rows.limit(1))


def is_before_gate(mine: Membership) -> bool:
    """Whether this membership walks with nobody here, and has met nobody often enough to ask (L7.2)."""
    walks = sa.or_(Mentorship.mentee_id == mine.id, Mentorship.mentor_id == mine.id)
    open_one = sa.select(Mentorship.id).where(walks, Mentorship.ended_at.is_(None))
    return db.session.scalar(open_one.limit(1)) is None and not people_met(mine.id, 1)


def welcome_in(member_id: int, group_id: int) -> Welcome:
    """The lounges, who greets within two weeks, and the moderators; without whom the member has blocked."""
    hidden, moment = hidden_from(member_id), now()
    rows = sa.select(Membership).join(Duty, Duty.membership_id == Membership.id)
    rows = rows.join(Sitting, Sitting.id == Duty.sitting_id).join(
        Meeting, Meeting.id == Sitting.meeting_id
    )
    rows = rows.where(
        Meeting.group_id == group_id, Duty.role == GREETER, Sitting.closed_at.is_(None), Sitting.cancelled_at.is_(None),
        Sitting.ends_at > moment, Sitting.starts_at < moment + SOON, Membership.left_at.is_(None),
    )  # fmt: skip
    greeters = {one.id: one.handle for one in db.session.scalars(rows)}
    keepers = {one.id: one.handle for one in moderators_of(group_id)}
    return Welcome(
        [room for room in rooms_of(group_id) if room.kind == LOUNGE][:A_FEW],
        _names(greeters, hidden), _names(keepers, hidden),
    )  # fmt: skip


def _names(people: dict[int, str], hidden: frozenset[int]) -> list[str]:
    return sorted((name for who, name in people.items() if who not in hidden), key=str.lower)

"""Openings, as those of office find them who take part, and as the two are told of them."""

from collections.abc import Iterable, Mapping
from itertools import islice

import sqlalchemy as sa

from community import vault
from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.members.models import Member
from community.mentoring.models import Mentorship
from community.mentoring.opening import policies
from community.mentoring.opening.models import Delay, Opening
from community.mentoring.opening.policies import Official
from community.mentoring.opening.queries.officials import kept_out, official_for, official_of
from community.mentoring.queries import mentorship_for

LATELY = 20
"""Openings that the list shows, the newest first."""


def opening_for(member_id: int, opening_id: int) -> tuple[Opening, Official]:
    """An opening, for one of office who can find it. Raises NotFound, as if there were none."""
    who, found = official_for(member_id), db.session.get(Opening, opening_id)
    if found is None or not policies.can_see(found, who, kept_out(found.mentorship)):
        raise NotFound
    return found, who


def openings_of(who: Official) -> list[Opening]:
    """The openings that this one of office can find, the newest first: what they cannot find takes no place there."""
    newest = sa.select(Opening).order_by(Opening.asked_at.desc(), Opening.id)
    found = db.session.scalars(newest).all()
    theirs = (one for one in found if policies.can_see(one, who, kept_out(one.mentorship)))
    return list(islice(theirs, LATELY))


def asker_may(opening: Opening) -> bool:
    """Whether whoever asked still has an office that works, and is in no conflict."""
    asker = official_of(opening.asked_by)
    return (
        asker is not None and asker.is_lead and opening.asked_by not in kept_out(opening.mentorship)
    )


def both_may(opening: Opening) -> bool:
    """Whether the two who opened it still have the offices by which they did, and are in no conflict."""
    second = official_of(opening.approved_by) if opening.approved_by is not None else None
    if second is None or second.kind != opening.approved_as:
        return False
    return asker_may(opening) and second.member_id not in kept_out(opening.mentorship)


def reason_of(row: Opening | Delay) -> str:
    """Why it was asked for, or put off, in words."""
    return vault.read(row.reason, row.about)


def told_to(member_id: int, mentorship_id: int) -> tuple[Mentorship, list[Opening]]:
    """The mentorship, for one of the two, and what was opened of it as far as they were told. Raises NotFound."""
    mentorship = mentorship_for(member_id, mentorship_id)
    told = sa.select(Opening).where(
        Opening.mentorship_id == mentorship.id, Opening.told_at.is_not(None)
    )
    return mentorship, list(db.session.scalars(told.order_by(Opening.told_at.desc())))


def opening_told(opening_id: int) -> Opening | None:
    """What the two were told of; None once it is on record no more."""
    found = db.session.get(Opening, opening_id)
    return found if found is not None and found.told_at is not None else None


def openings_to_tell() -> list[int]:
    """Openings whose two have to be told by now."""
    due = sa.select(Opening.id).where(Opening.told_at.is_(None), Opening.tell_at <= now())
    found = list(db.session.scalars(due.order_by(Opening.tell_at)))
    db.session.rollback()
    return found


def accounts_named(member_ids: Iterable[int | None]) -> Mapping[int, str]:
    """What these members are called, by id."""
    wanted = {one for one in member_ids if one is not None}
    rows = db.session.execute(sa.select(Member.id, Member.handle).where(Member.id.in_(wanted)))
    return {row.id: row.handle for row in rows}

"""How far somebody is on the path, beside whom they learn, and the line of mentoring (L7.12)."""

from collections.abc import Sequence

import sqlalchemy as sa

from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.groups.models import Membership
from community.groups.queries import (
    hidden_from,
    in_good_standing_among,
    is_out_of_reach,
    staff_ready,
)
from community.mentoring.models import ACTIVE, Mentor, Mentorship, Step
from community.mentoring.path import policies
from community.mentoring.path.models import LineConsent, Shadowing
from community.mentoring.queries import gate_for, mentor_for, must_be_on, standing_row

GENERATIONS = 5
"""The line is shown no further back."""


def was_mentee(membership_id: int) -> bool:
    """Whether they walked with a mentor here past the trial, or do."""
    return _walked(Mentorship.mentee_id, {membership_id}) != set()


def has_walked(membership_id: int) -> bool:
    """Whether they mentored somebody here past the trial, or do."""
    return _walked(Mentorship.mentor_id, {membership_id}) != set()


def guides_for(mine: Membership) -> list[Membership]:
    """Mentors of the group beside whom one can learn, by name; without oneself and whom one has blocked."""
    moment = now()
    rows = sa.select(Mentor).join(Membership, Membership.id == Mentor.membership_id)
    rows = rows.where(Membership.group_id == mine.group_id, Mentor.ended_at.is_(None))
    here = {
        one.membership_id: one.membership
        for one in db.session.scalars(rows).unique()
        if one.mentors(moment)
    }
    good = in_good_standing_among(here) & _walked(Mentorship.mentor_id, set(here))
    good -= {mine.id, *hidden_from(mine.member_id)}
    return sorted((here[who] for who in good), key=lambda one: one.handle.lower())


def can_guide_now(guide: Membership) -> bool:
    """Whether this membership can let somebody learn beside it now."""
    return policies.can_guide(
        standing_row(guide.id), has_walked(guide.id), staff_ready(guide.member_id), now()
    )


def shadowing_of(membership_id: int) -> Shadowing | None:
    """The month that was asked for, goes on or is done: the newest that was not ended."""
    mine = sa.select(Shadowing).where(
        Shadowing.membership_id == membership_id, Shadowing.ended_at.is_(None)
    )
    return db.session.scalar(mine)


def has_word(membership_id: int) -> bool:
    """Whether an experienced mentor gave their word for them."""
    given = sa.select(Shadowing.id).where(
        Shadowing.membership_id == membership_id, Shadowing.word_at.is_not(None)
    )
    return db.session.scalar(given.limit(1)) is not None


def lacks_shadow_month(mentor: Mentor) -> bool:
    """Whether somebody who applied came by this path, and still lacks the month."""
    who = mentor.membership_id
    return policies.needs_shadow_month(was_mentee(who), has_word(who))


def shadowing_for(member_id: int, shadowing_id: int) -> Shadowing:
    """The month, for the two whose it is; for a guide once it reached them. Raises NotFound."""
    must_be_on()
    found = db.session.get(Shadowing, shadowing_id)
    if found is None or not (found.apprentice.is_current and found.guide.is_current):
        raise NotFound
    if member_id == found.apprentice.member_id:
        return found
    if member_id != found.guide.member_id or _is_kept_from(found):
        raise NotFound
    return found


def shadowings_of_guide(member_id: int) -> Sequence[Shadowing]:
    """Who asks to learn beside the member, and who does."""
    mine = sa.select(Shadowing).join(Membership, Membership.id == Shadowing.guide_id)
    mine = mine.where(
        Membership.member_id == member_id,
        Membership.left_at.is_(None),
        Shadowing.ended_at.is_(None),
    )
    moment = now()
    return [
        one
        for one in db.session.scalars(mine.order_by(Shadowing.asked_at))
        if (one.waits(moment) or one.is_on) and not _is_kept_from(one)
    ]


def is_learning_in(member_id: int, group_id: int) -> bool:
    """Whether the member is in their shadow month in the group, and still would like to mentor."""
    mine = sa.select(Shadowing).join(Membership, Membership.id == Shadowing.membership_id)
    mine = mine.where(
        Membership.member_id == member_id,
        Membership.group_id == group_id,
        Shadowing.ended_at.is_(None),
    )
    found = db.session.scalar(mine)
    return found is not None and found.is_on and standing_row(found.membership_id) is not None


def open_shadowings(*membership_ids: int) -> Sequence[Shadowing]:
    """What has not ended and has all of these memberships in it."""
    asked = sa.select(Shadowing).where(Shadowing.ended_at.is_(None))
    for each in membership_ids:
        asked = asked.where(sa.or_(Shadowing.membership_id == each, Shadowing.guide_id == each))
    return db.session.scalars(asked.order_by(Shadowing.id)).all()


def memberships_on_path(member_id: int) -> Sequence[int]:
    """The member's memberships that learn, guide, or stand in a line."""
    learning = sa.select(Shadowing.membership_id).where(Shadowing.ended_at.is_(None))
    guiding = sa.select(Shadowing.guide_id).where(Shadowing.ended_at.is_(None))
    shown = sa.select(LineConsent.membership_id)
    mine = sa.select(Membership.id).where(
        Membership.member_id == member_id,
        sa.or_(*(Membership.id.in_(which) for which in (learning, guiding, shown))),
    )
    return db.session.scalars(mine.order_by(Membership.id)).all()


def shows_line(membership_id: int) -> bool:
    """Whether this membership lets the line show it."""
    return db.session.get(LineConsent, membership_id) is not None


def line_of(membership_id: int, reader_id: int) -> list[str]:
    """Names: this membership, who mentored it, who mentored that one, as far as each of them agreed.

    Where one did not, or the reader or one of the two has blocked the other, it stops, and says nothing of why.
    """
    hidden = hidden_from(reader_id)
    names: list[str] = []
    seen: set[int] = set()
    current = db.session.get(Membership, membership_id)
    while current is not None and len(names) <= GENERATIONS:
        if current.id in seen | hidden or not current.is_current or not shows_line(current.id):
            break
        names.append(current.handle)
        seen.add(current.id)
        before = _mentor_of(current.id)
        current = None if before is None or _have_blocked(current, before) else before
    return names if len(names) > 1 else []


def line_for_reader(member_id: int, mentor_id: int) -> list[str]:
    """The line of a mentor, for whoever is past the gate with them; nothing for anybody else. Raises NotFound."""
    mine, mentor = mentor_for(member_id, mentor_id)
    if not gate_for(mine.id, mentor.membership_id).is_open:
        return []
    return line_of(mentor.membership_id, member_id)


def _mentor_of(membership_id: int) -> Membership | None:
    past = sa.select(Step.mentorship_id).where(Step.kind == ACTIVE)
    newest = sa.select(Mentorship).where(
        Mentorship.mentee_id == membership_id, Mentorship.id.in_(past)
    )
    found = db.session.scalar(newest.order_by(Mentorship.began_at.desc()).limit(1))
    return found.mentor if found is not None else None


def _have_blocked(one: Membership, other: Membership) -> bool:
    return is_out_of_reach(one.member_id, other.member_id) or is_out_of_reach(
        other.member_id, one.member_id
    )


def _is_kept_from(shadowing: Shadowing) -> bool:
    """Whoever blocked somebody is not asked by them, whatever the asker sees (L1.8)."""
    return is_out_of_reach(shadowing.guide.member_id, shadowing.apprentice.member_id)


def _walked(side: sa.SQLColumnExpression[int], whose: set[int]) -> set[int]:
    past = sa.select(Step.mentorship_id).where(Step.kind == ACTIVE)
    rows = sa.select(side).where(side.in_(whose), Mentorship.id.in_(past))
    return set(db.session.scalars(rows.distinct()))

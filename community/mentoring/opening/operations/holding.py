"""Whose turn it is with an opening: the offices of those who act first, then the opening, then an authenticator.

An office that ends waits for whoever acts on it, and is seen to have ended by whoever comes after; so of an approval
and a relieving at one moment one is first.
"""

import sqlalchemy as sa

from community.errors import NotFound
from community.extensions import db
from community.members.models import Office
from community.mentoring.opening import queries
from community.mentoring.opening.models import Opening
from community.mentoring.opening.policies import Official
from community.operations import in_order_of


def hold_offices(*member_ids: int | None) -> None:
    """Let no office of theirs end until this unit has."""
    in_order_of("offices")
    theirs = sa.select(Office.id).where(
        Office.member_id.in_([one for one in member_ids if one is not None]), Office.ended_at.is_(None)
    )  # fmt: skip
    db.session.execute(theirs.order_by(Office.id).with_for_update(read=True)).all()


def hold_opening(member_id: int, opening_id: int) -> tuple[Opening, Official]:
    """An opening as it is now, for one of office who can find it, and nobody else's turn at it. Raises NotFound."""
    people = sa.select(Opening.asked_by, Opening.approved_by).where(Opening.id == opening_id)
    found = db.session.execute(people).one_or_none()
    hold_offices(member_id, *(found or ()))
    hold_row(opening_id)
    return queries.opening_for(member_id, opening_id)


def hold_row(opening_id: int) -> Opening:
    """An opening as it is now, and nobody else's turn at it. Raises NotFound."""
    in_order_of("offices")
    row = sa.select(Opening.id).where(Opening.id == opening_id).with_for_update()
    db.session.execute(row)
    held = db.session.get(Opening, opening_id, populate_existing=True)
    if held is None:
        raise NotFound
    return held

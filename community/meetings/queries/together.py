"""Which dates of meetings two shared, as facts for the gate (L7.2): never a list on anybody's page (L5.11)."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from community.extensions import db
from community.forums.queries import ALL, Company, Shared, in_both
from community.meetings.models import Participation, Sitting
from community.statements import A_MINUTE, micros


def _took() -> sa.ColumnElement[int]:
    """How long a sitting took, in microseconds: from its first part, where that began early, to fellowship."""
    early = sa.case(
        (Sitting.began_at < Sitting.starts_at, Sitting.began_at), else_=Sitting.starts_at
    )
    return micros(sa.func.coalesce(Sitting.fellowship_at, Sitting.closed_at)) - micros(early)


def _meant() -> sa.ColumnElement[int]:
    return micros(Sitting.ends_at) - micros(Sitting.starts_at)


def _is_half(minutes: Any, took: Any, meant: Any) -> sa.ColumnElement[bool]:
    """As `policies.was_present_half`: half of what it took, or was meant to take if that is less."""
    twice = (minutes * 2 + 1) * sa.literal(A_MINUTE, sa.BigInteger())
    return sa.and_(minutes > 0, sa.or_(took < twice, meant < twice))


OVER = (
    sa.or_(Sitting.fellowship_at.is_not(None), Sitting.closed_at.is_not(None)),
    Sitting.lounge_since.is_(None),
)
"""Which sittings count: those that are over, and did not end as the lounge that a room is when nobody takes the chair
(L5.2), for lounges do not count."""

_mine, _theirs = aliased(Participation, name="mine"), aliased(Participation, name="theirs")

_fewer = sa.case((_mine.minutes < _theirs.minutes, _mine.minutes), else_=_theirs.minutes)


def _spoke_at(who: str) -> sa.Select[int]:
    return sa.select(Participation.sitting_id).where(
        Participation.membership_id == sa.bindparam(who), Participation.spoke
    )


_both = in_both(_spoke_at("one"), _spoke_at("other"), "both")


def _there(whose: Any, who: str) -> sa.ColumnElement[bool]:
    return sa.and_(whose.sitting_id == _both.c.sitting_id, whose.membership_id == sa.bindparam(who))


SHARED = (
    sa.select(
        Sitting.id,
        Sitting.starts_at,
        sa.and_(*OVER, _is_half(_fewer, _took(), _meant())).label("counts"),
    )
    .select_from(_both)
    .outerjoin(Sitting, Sitting.id == _both.c.sitting_id)
    .outerjoin(_mine, _there(_mine, "one"))
    .outerjoin(_theirs, _there(_theirs, "other"))
)
"""Each of them is there: the joins are outer ones so that SQLite begins with the few that both have."""

_held = (
    sa.select(Sitting.id, Sitting.starts_at, _took().label("took"), _meant().label("meant"))
    .join(_mine, _mine.sitting_id == Sitting.id)
    .where(_mine.membership_id == sa.bindparam("one"), _mine.spoke)
    .where(*OVER, _is_half(_mine.minutes, _took(), _meant()))
    .cte("held")
    .prefix_with("MATERIALIZED")
)


def _company(which: sa.ColumnElement[bool]) -> sa.Select[int, int, datetime, datetime]:
    """With whom it was shared; what nobody shared stands under nobody.

    The join is an outer one so that SQLite begins with what one held: beginning with what others did, it would look
    through all of that for each of theirs.
    """
    shared = sa.and_(
        _theirs.sitting_id == _held.c.id, _theirs.spoke, which,
        _is_half(_theirs.minutes, _held.c.took, _held.c.meant),
    )  # fmt: skip
    return (
        sa.select(
            _theirs.membership_id, sa.func.count(), sa.func.min(_held.c.starts_at), sa.func.max(_held.c.starts_at)
        )
        .select_from(_held)
        .outerjoin(_theirs, shared)
        .group_by(_theirs.membership_id)
    )  # fmt: skip


COMPANY = _company(_theirs.membership_id != sa.bindparam("one"))
COMPANY_AMONG = _company(_theirs.membership_id.in_(sa.bindparam("others", expanding=True)))


def sittings_shared(one_id: int, other_id: int, most: int = ALL) -> Shared:
    """The sittings at which both stayed for half and both shared, posted or checked in: id and planned beginning.

    In no order. Where `most` is given, only so many in which both spoke are looked at.
    """
    found = db.session.execute(SHARED, {"one": one_id, "other": other_id, "most": most}).all()
    return Shared([(row.id, row.starts_at) for row in found if row.counts], len(found) < most)


def company_in_sittings(membership_id: int, among: Collection[int] | None = None) -> list[Company]:
    """With whom a membership shared sittings, in one statement; with `among`, of these alone."""
    asked: dict[str, Any] = {"one": membership_id}
    if among is None:
        found = db.session.execute(COMPANY, asked)
    else:
        found = db.session.execute(COMPANY_AMONG, asked | {"others": list(among)})
    return [Company(*row) for row in found if row[0]]

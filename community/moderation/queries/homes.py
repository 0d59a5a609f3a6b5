"""Where open cases belong: whether somebody is left who can go on with them, and at which desk (L8.2, L8.3)."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache

import sqlalchemy as sa

from community.extensions import db
from community.moderation import policies
from community.moderation.models import GROUP, LEADS, Case, CaseEntry, CaseName
from community.moderation.queries.cases import kept_out_of
from community.moderation.queries.offices import sitting_at, staff_of

Sitting = dict[str, frozenset[int]]
After = tuple[datetime, int]
"""Where a handful of cases ends: when its last was opened, and its id."""


def handlers_of(case: Case) -> frozenset[int]:
    """Who can work on a case now: at its desk or called to it, neither named in it nor its reporter."""
    return _handlers(case, sitting_at(case.group_id)) - kept_out_of(case.id)


def last_step_of(case: Case) -> datetime | None:
    """When whoever has the case did something in it last."""
    steps = sa.select(sa.func.max(CaseEntry.at)).where(
        CaseEntry.case_id == case.id, CaseEntry.author == case.claimed_by
    )
    return db.session.scalar(steps)


def is_astray(case: Case) -> bool:
    """Whether whoever has it can no longer work on it, or it lies at the wrong desk."""
    kept_out = kept_out_of(case.id)
    return _is_astray(case, kept_out, sitting_at(case.group_id), staff_of(case.group_id))


def desk_now(case: Case) -> str:
    """The desk at which an open case belongs today."""
    kept_out = kept_out_of(case.id)
    return _desk(case, kept_out, sitting_at(case.group_id), staff_of(case.group_id))


def astray_after(after: After | None, most: int) -> tuple[list[int], After | None]:
    """Of the next open cases those that are astray, by their ids; and where to go on, None at the end."""
    chosen = sa.select(Case).where(Case.closed_at.is_(None))
    if after is not None:
        chosen = chosen.where(sa.tuple_(Case.opened_at, Case.id) > sa.tuple_(*after))
    cases = db.session.scalars(chosen.order_by(Case.opened_at, Case.id).limit(most)).all()
    kept_out = _kept_out_among(cases)
    sitting: Callable[[int | None], Sitting] = cache(sitting_at)
    staff: Callable[[int | None], frozenset[int]] = cache(staff_of)
    found = [
        case.id for case in cases
        if _is_astray(case, kept_out[case.id], sitting(case.group_id), staff(case.group_id))
    ]  # fmt: skip
    return found, (cases[-1].opened_at, cases[-1].id) if len(cases) == most else None


def _handlers(case: Case, sitting: Sitting) -> frozenset[int]:
    called = sitting[LEADS] if case.leads_called_at is not None else frozenset[int]()
    return sitting[case.desk] | called


def _is_astray(
    case: Case, kept_out: frozenset[int], sitting: Sitting, staff: frozenset[int]
) -> bool:
    if case.claimed_by is not None:
        return case.claimed_by not in _handlers(case, sitting) - kept_out
    return _desk(case, kept_out, sitting, staff) != case.desk


def _desk(case: Case, kept_out: frozenset[int], sitting: Sitting, staff: frozenset[int]) -> str:
    if case.desk == GROUP and case.about_member in staff:
        return policies.desk_of(LEADS, kept_out, sitting)
    if sitting[case.desk] - kept_out:
        return case.desk
    return policies.desk_of(case.desk, kept_out, sitting, case.private)


def _kept_out_among(cases: Sequence[Case]) -> dict[int, frozenset[int]]:
    people: dict[int, set[int]] = {case.id: set() for case in cases}
    named = sa.select(CaseName.case_id, CaseName.member_id).where(CaseName.case_id.in_(people))
    for case_id, member_id in db.session.execute(named):
        people[case_id].add(member_id)
    return {case_id: frozenset(theirs) for case_id, theirs in people.items()}

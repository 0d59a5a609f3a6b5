"""What nobody has to remember: cases that lost their desk find another, and appeals are not forgotten."""

from datetime import timedelta

import sqlalchemy as sa

from community.actors import SYSTEM
from community.clock import now
from community.extensions import db
from community.journal import record
from community.moderation import policies, queries
from community.moderation.models import GROUP, LEADS, Act, Appeal, Case
from community.moderation.operations.history import write_entry
from community.operations import operation, tell

REMINDED = timedelta(days=5)
"""After so long an undecided appeal is brought up again, two days before it is due (L8.5)."""

AT_ONCE = 200


@operation
def find_desks() -> int:
    """Give open cases whose desk has nobody left, or for which a lead has been named since, to another; how many."""
    chosen = sa.select(Case).where(Case.closed_at.is_(None), Case.claimed_at.is_(None))
    moved = 0
    for case in db.session.scalars(chosen.order_by(Case.opened_at).limit(AT_ONCE)):
        desk = _desk_now(case)
        if desk != case.desk:
            case.desk = desk
            write_entry(case.id, SYSTEM, "", "handed")
            record(SYSTEM, "moderation:case:routed", f"case:{case.id}", {"desk": desk})
            moved += 1
    return moved


@operation
def remind_of_appeals() -> int:
    """Tell those who may decide of appeals that are due in two days; how many appeals."""
    waiting = sa.select(Appeal, Act).join(Act, Act.id == Appeal.act_id)
    late = waiting.where(
        Appeal.decided_at.is_(None), Appeal.reminded_at.is_(None), Appeal.at < now() - REMINDED
    )
    found = db.session.execute(late.order_by(Appeal.at).limit(AT_ONCE)).all()
    for appeal, act in found:
        appeal.reminded_at = now()
        for reader in sorted(queries.deciders_of(act)):
            tell(reader, "appeal_waits", {"appeal": appeal.id})
    return len(found)


def _desk_now(case: Case) -> str:
    sitting, kept_out = queries.sitting_at(case.group_id), queries.kept_out_of(case.id)
    staff = case.about_member is not None and queries.is_of_office(case.about_member, case.group_id)
    if case.desk == GROUP and staff:
        return policies.desk_of(LEADS, kept_out, sitting)
    return (
        case.desk
        if sitting[case.desk] - kept_out
        else policies.desk_of(case.desk, kept_out, sitting, case.private)
    )

"""What nobody has to remember: cases that lost their desk find another, and appeals are not forgotten."""

import sqlalchemy as sa

from community.actors import SYSTEM
from community.clock import now
from community.extensions import db
from community.journal import record
from community.moderation import queries
from community.moderation.models import Act, Appeal
from community.moderation.models.appeals import BROUGHT_UP
from community.moderation.operations.calling import call_to
from community.moderation.operations.history import hold_case, write_entry
from community.operations import operation, tell

AT_ONCE = 200


def find_desks() -> int:
    """Give open cases that nobody could go on with to somebody who can: how many.

    Where whoever had one lost the office it is open again; where a desk has nobody left, or a lead has been named
    since, it goes to another desk. Whoever sits there is told.
    """
    moved, after, more = 0, None, True
    while more:
        astray, after = queries.astray_after(after, AT_ONCE)
        db.session.rollback()
        moved += sum(find_desk(case_id) for case_id in astray)
        more = after is not None
    return moved


@operation
def find_desk(case_id: int) -> bool:
    """Bring one case to where somebody can go on with it; whether it was astray."""
    case = hold_case(case_id)
    if case.closed_at is not None or not queries.is_astray(case):
        return False
    if case.claimed_by is not None:
        case.claimed_by = case.claimed_at = case.waiting_since = None
        write_entry(case.id, SYSTEM, "", "released")
        record(SYSTEM, "moderation:case:released", f"case:{case.id}")
    desk = queries.desk_now(case)
    if desk != case.desk:
        case.desk = desk
        write_entry(case.id, SYSTEM, "", "handed")
        record(SYSTEM, "moderation:case:routed", f"case:{case.id}", {"desk": desk})
    call_to(case)
    return True


@operation
def remind_of_appeals() -> int:
    """Tell those who may decide of appeals that are due in two days; how many appeals."""
    waiting = sa.select(Appeal, Act).join(Act, Act.id == Appeal.act_id)
    late = waiting.where(
        Appeal.decided_at.is_(None), Appeal.reminded_at.is_(None), Appeal.at < now() - BROUGHT_UP
    )
    found = db.session.execute(late.order_by(Appeal.at).limit(AT_ONCE)).all()
    for appeal, act in found:
        appeal.reminded_at = now()
        for reader in sorted(queries.deciders_of(act, appeal)):
            tell(reader, "appeal_waits", {"appeal": appeal.id})
    return len(found)

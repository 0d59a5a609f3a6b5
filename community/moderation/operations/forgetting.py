"""What was sealed with a report goes once its case is over, and no appeal is open; that it went is on record (L4.8)."""

from collections.abc import Iterator
from datetime import datetime

import sqlalchemy as sa

from community.actors import SYSTEM
from community.clock import now
from community.extensions import db
from community.journal import record
from community.moderation.models import Act, Appeal, Case, CaseEntry, Evidence, Report
from community.moderation.queries.seals import PURGED
from community.operations import operation

HANDFUL = 50


def purge_evidence(before: datetime) -> Iterator[int]:
    """Let go of the copies of cases that were closed before a moment, of what was written with their reports and in
    conversations about them, and of words that were taken away before it.

    Where an appeal is open they stay.
    """
    for forget in (forget_evidence, forget_reports, forget_conversations, forget_taken_words):
        while went := forget(before):
            yield went


@operation
def forget_evidence(before: datetime) -> int:
    """Empty the next sealed copies; how many."""
    old = sa.select(Evidence).join(Case, Case.id == Evidence.case_id)
    due = old.where(Evidence.purged_at.is_(None), _is_over(before))
    found = list(db.session.scalars(due.limit(HANDFUL)))
    for evidence in found:
        evidence.sealed, evidence.purged_at = "", now()
        record(SYSTEM, PURGED, f"case:{evidence.case_id}", {"evidence": evidence.id})
    return len(found)


@operation
def forget_reports(before: datetime) -> int:
    """Empty what the next reporters wrote, and how somebody from outside could be reached; how many."""
    old = sa.select(Report).join(Case, Case.id == Report.case_id)
    found = list(
        db.session.scalars(old.where(Report.sealed != "", _is_over(before)).limit(HANDFUL))
    )
    for report in found:
        report.sealed = ""
    return len(found)


@operation
def forget_conversations(before: datetime) -> int:
    """Empty the next words between office and those concerned; how many."""
    old = sa.select(CaseEntry).join(Case, Case.id == CaseEntry.case_id)
    due = old.where(CaseEntry.thread_id.is_not(None), CaseEntry.sealed != "", _is_over(before))
    found = list(db.session.scalars(due.limit(HANDFUL)))
    for entry in found:
        entry.sealed = ""
    return len(found)


@operation
def forget_taken_words(before: datetime) -> int:
    """Empty the copies by which an appeal would have brought words back; how many."""
    open_still = sa.select(Appeal.act_id).where(Appeal.decided_at.is_(None))
    old = sa.select(Act).where(Act.kept != "", Act.at < before, Act.id.not_in(open_still))
    found = list(db.session.scalars(old.limit(HANDFUL)))
    for act in found:
        act.kept = ""
    return len(found)


def _is_over(before: datetime) -> sa.ColumnElement[bool]:
    """A case that was closed, and its last act done, before that moment; and nobody waits for an answer."""
    appealed = sa.select(Act.case_id).join(Appeal, Appeal.act_id == Act.id)
    open_still = appealed.where(Appeal.decided_at.is_(None), Act.case_id.is_not(None))
    later = sa.select(Act.case_id).where(Act.case_id.is_not(None), Act.at >= before)
    return sa.and_(Case.closed_at < before, Case.id.not_in(open_still), Case.id.not_in(later))

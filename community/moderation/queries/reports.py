"""What members reported, as they find it again; and how right they were so far."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _

from community.errors import NotFound
from community.extensions import db
from community.moderation.models import GROUP, Case, CaseEntry, CaseThread, Report
from community.moderation.queries.cases import Told, told
from community.moderation.reasons import ANSWERED, REASONS
from community.registry import Reported, registry

REMEMBERED = 20
"""Decided reports that make a reputation."""

FEW = 5
"""Fewer decided reports than this make none."""


@dataclass(frozen=True)
class Receipt:
    """A member's own report, and what became of it. It says nothing that the member does not know."""

    report: Report
    title: str
    state: str
    again: str = ""
    """Where the leads can be asked to look again: it was decided in its group, and not found to be so."""


def reported_for(member_id: int, kind: str, ref: str) -> Reported:
    """What a member wants to report. Raises NotFound where it is not there for them."""
    reportable = registry.reportables.get(kind)
    if reportable is None:
        raise NotFound
    return reportable.find(member_id, ref)


def receipt_for(member_id: int, report_id: int) -> Receipt:
    """One's own report. Raises NotFound."""
    report = db.session.get(Report, report_id)
    if report is None or report.member_id != member_id:
        raise NotFound
    return _receipt(report, db.session.get_one(Case, report.case_id))


def receipt_outside(report_id: int) -> Receipt:
    """A report that came from outside. Raises NotFound."""
    report = db.session.get(Report, report_id)
    if report is None or report.member_id is not None:
        raise NotFound
    return _receipt(report, db.session.get_one(Case, report.case_id))


def receipts_of(member_id: int) -> list[Receipt]:
    """One's own reports, the newest first."""
    chosen = sa.select(Report, Case).join(Case, Case.id == Report.case_id)
    found = db.session.execute(
        chosen.where(Report.member_id == member_id).order_by(Report.at.desc()).limit(50)
    )
    return [_receipt(report, case) for report, case in found]


def report_by_key(member_id: int | None, key: str) -> Report | None:
    """The report that was sent with this key; without a member, from outside."""
    return db.session.scalar(
        sa.select(Report).where(Report.member_id == member_id, Report.key == key)
    )


def has_reported(member_id: int, case_id: int) -> bool:
    """Whether the member has reported this before."""
    chosen = sa.select(Report.id).where(Report.member_id == member_id, Report.case_id == case_id)
    return db.session.scalar(chosen.limit(1)) is not None


def last_danger_in(case_id: int) -> datetime | None:
    """When somebody said last, in a report of that case, that somebody may be in danger."""
    urgent = [code for code, reason in REASONS.items() if reason.urgent]
    latest = sa.select(sa.func.max(Report.at)).where(
        Report.case_id == case_id, Report.reason.in_(urgent)
    )
    return db.session.scalar(latest)


def reputation_of(member_id: int) -> float | None:
    """The share of one's last 20 decided reports that were upheld; None while there are few (product.md, "Words")."""
    return reputations_of([member_id]).get(member_id)


def reputations_of(member_ids: Iterable[int]) -> dict[int, float]:
    """The reputation of each of these members who has one."""
    latest = sa.func.row_number().over(partition_by=Report.member_id, order_by=Report.at.desc())
    decided = (
        sa.select(Report.member_id, Report.upheld, latest.label("place"))
        .where(
            Report.member_id.in_(list(member_ids)),
            Report.upheld.is_not(None),
            Report.reason.not_in(ANSWERED),  # whoever is asked and answers is not right or wrong
        )
        .subquery()
    )
    right = sa.func.sum(sa.case((decided.c.upheld, 1), else_=0))
    counted = sa.select(decided.c.member_id, right, sa.func.count()).group_by(decided.c.member_id)
    rows = db.session.execute(counted.where(decided.c.place <= REMEMBERED))
    return {member_id: upheld / number for member_id, upheld, number in rows if number >= FEW}


def is_first_about(member_id: int, about_member: int | None) -> bool:
    """Whether the member reports this person for the first time."""
    chosen = sa.select(Report.id).join(Case, Case.id == Report.case_id)
    mine = chosen.where(Report.member_id == member_id, Case.about_member == about_member)
    return db.session.scalar(mine.limit(1)) is None


def thread_for(member_id: int, thread_id: int) -> tuple[CaseThread, list[Told]]:
    """One's own conversation with those who handle a case. Raises NotFound."""
    thread = db.session.get(CaseThread, thread_id)
    if thread is None or thread.member_id != member_id:
        raise NotFound
    return thread, said_in_thread(thread_id)


def said_in_thread(thread_id: int) -> list[Told]:
    """What was said in a conversation, in order."""
    return said_in_threads([thread_id])[thread_id]


def said_in_threads(thread_ids: Iterable[int]) -> dict[int, list[Told]]:
    """What was said in each of these conversations, in order."""
    said: dict[int, list[Told]] = {thread_id: [] for thread_id in thread_ids}
    chosen = sa.select(CaseEntry).where(CaseEntry.thread_id.in_(said))
    for entry in db.session.scalars(chosen.order_by(CaseEntry.at, CaseEntry.id)):
        said[entry.thread_id or 0].append(told(entry))
    return said


def _receipt(report: Report, case: Case) -> Receipt:
    state = "waiting"
    if report.upheld is not None:
        state = "upheld" if report.upheld else "rejected"
    again = f"/reports/new?kind={case.kind}&ref={case.ref}&leads=yes"
    refused = state == "rejected" and case.desk == GROUP and case.reason not in ANSWERED
    title = _("Your answer about a mentorship") if report.reason in ANSWERED else case.title
    return Receipt(report, title, state, again if refused else "")

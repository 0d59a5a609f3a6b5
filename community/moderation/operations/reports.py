"""Reporting: the copy is sealed in the same unit, the case goes to a desk where it names nobody (L8.1, L8.3)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from flask_babel import gettext as _

from community import vault
from community.actors import SYSTEM
from community.clock import now
from community.errors import Conflict, Forbidden, Invalid
from community.extensions import db
from community.groups.operations.attendance import hold_group
from community.journal import record
from community.moderation import policies, queries, spans
from community.moderation.forms import ReportForm
from community.moderation.models import (
    GROUP,
    LATER,
    LEADS,
    NAMED,
    ORDINARY,
    REPORTER,
    URGENT,
    Case,
    CaseName,
    Evidence,
    Report,
)  # fmt: skip
from community.moderation.operations.calling import call_to
from community.moderation.operations.history import write_entry
from community.moderation.reasons import ANSWERED, REASONS
from community.operations import in_order_of, operation
from community.registry import Reported, SpanLine

WRONG = 0.2
"""Below this share of upheld reports, further ones wait behind the others (L8.7)."""

QUIET = timedelta(minutes=10)
"""So long after one report of a danger further ones of the same ring for nobody."""


class Unseen(Conflict):
    """What would be sealed is not what the reporter saw."""


@dataclass(frozen=True)
class Routed:
    """Where a report goes: the desk, and whether anybody sits there whom it does not concern."""

    desk: str
    answered: bool


@operation
def report(member_id: int, form: ReportForm) -> int:
    """Report something, with the lines that the reporter chose and saw; the report's id.

    It is never refused for being one too many. The same key again gives the first. Raises NotFound,
    Forbidden for one's own words, Unseen where the words are not those that were looked at.
    """
    in_order_of(f"reports:{form.kind}:{form.ref}")
    before = queries.report_by_key(member_id, form.key)
    if before is not None:
        return before.id
    what = queries.reported_for(member_id, form.kind, form.ref)
    if what.group_id is not None:
        hold_group(what.group_id)
    span = spans.chosen(what.lines, form.first, form.last)
    words = spans.written(span) if span else ""
    if what.member_id == member_id:
        raise Forbidden(_("These are your own words. You can change or remove them yourself."))
    _refuse_unless_seen(what, span, form)
    case, calls = case_about(member_id, what, form)
    calls = calls or _rings(member_id, case)
    made = write_report(
        member_id, case, form, _seal(member_id, case, words, len(span)) if span else None
    )
    if calls:
        call_to(case)
    return made.id


def shown(lines: Iterable[SpanLine]) -> str:
    """What tells whether lines are still those that were looked at."""
    told = [
        f"{line.seq}:{vault.fingerprint(spans.written([line]), 'shown')[:16]}" for line in lines
    ]
    return ",".join(told)


def route(member_id: int, what: Reported, leads: bool = False, moderators: bool = False) -> Routed:
    """Which desk would get it, if the reporter chose so. Asked by the page before sending, and by the report itself."""
    kept_out = frozenset({member_id} | ({what.member_id} if what.member_id else set()))
    wanted = GROUP if what.group_id is not None else LEADS
    if what.member_id is not None and queries.is_of_office(what.member_id, what.group_id):
        wanted = LEADS
    shut = what.private and not moderators
    if leads or shut:
        wanted = LEADS
    sitting = queries.sitting_at(what.group_id)
    desk = policies.desk_of(wanted, kept_out, sitting, shut)
    return Routed(desk, bool(sitting[desk] - kept_out))


def write_report(member_id: int, case: Case, form: ReportForm, evidence: Evidence | None) -> Report:
    """What somebody reported, sealed, in its case and on record."""
    report = Report(
        case_id=case.id, member_id=member_id, key=form.key, reason=form.reason, sealed="", at=now(),
        evidence_id=evidence.id if evidence else None,
    )  # fmt: skip
    db.session.add(report)
    db.session.flush()
    report.sealed = vault.seal(form.words, f"report:{report.id}")
    case.reports += 1
    facts = {"report": report.id, "reason": form.reason, "desk": case.desk}
    record(member_id, "moderation:case:reported", f"case:{case.id}", facts)
    return report


def case_about(member_id: int, what: Reported, form: ReportForm) -> tuple[Case, bool]:
    """The open case of a thing at the desk that gets it, or a new one; for the reporter it exists no more (L8.3).

    And whether nobody was called to it yet: it is new, or only such had reported it as report wrongly.
    """
    desk = route(member_id, what, form.leads, form.moderators).desk
    case = queries.open_case_about(what.kind, what.ref, desk) or _open(what, form, desk)
    rank = ORDINARY if form.reason in ANSWERED else _rank(member_id, what, form)
    calls = case.reports == 0 or case.rank == LATER > rank
    case.rank = rank if case.reports == 0 else min(case.rank, rank)
    _names(case, member_id, REPORTER)
    if case.claimed_by == member_id:  # it is kept from them now: another takes it
        case.claimed_by = case.claimed_at = case.waiting_since = None
        write_entry(case.id, SYSTEM, "", "released")
        record(SYSTEM, "moderation:case:released", f"case:{case.id}")
    return case, calls


def _rings(member_id: int, case: Case) -> bool:
    """Whether one more report of a danger calls those at the desk: not the same person's, nor one of many at once."""
    if case.rank != URGENT or queries.has_reported(member_id, case.id):
        return False
    before = queries.last_danger_in(case.id)
    return before is None or now() - before > QUIET


def _refuse_unless_seen(what: Reported, span: Sequence[SpanLine], form: ReportForm) -> None:
    if what.lines and not any(what.ref.endswith(f"/{line.seq}") for line in span):
        raise Invalid({"last": _("The reported line itself has to be among them.")})
    if not set(shown(span).split(",")) <= {"", *form.shown.split(",")}:
        raise Unseen(_("The words changed while you looked. Here they are as they are now."))
    if span and form.seen != f"{form.first}-{form.last}":
        raise Unseen(_("Look at what staff will see now, and then send it."))


def _open(what: Reported, form: ReportForm, desk: str) -> Case:
    case = Case(
        group_id=what.group_id, desk=desk, kind=what.kind, ref=what.ref, title=what.title[:200], reason=form.reason,
        about_member=what.member_id, about_membership=what.membership_id, sent_at=what.sent_at,
        private=what.private, opened_at=now(), reports=0,
    )  # fmt: skip
    db.session.add(case)
    db.session.flush()
    if what.member_id is not None:
        _names(case, what.member_id, NAMED)
    return case


def _names(case: Case, member_id: int, role: str) -> None:
    if db.session.get(CaseName, (case.id, member_id)) is None:
        db.session.add(CaseName(case_id=case.id, member_id=member_id, role=role))
        db.session.flush()


def _rank(member_id: int, what: Reported, form: ReportForm) -> int:
    if REASONS[form.reason].urgent:
        return URGENT
    standing = queries.reputation_of(member_id)
    wrong = standing is not None and standing < WRONG
    return LATER if wrong and not queries.is_first_about(member_id, what.member_id) else ORDINARY


def _seal(member_id: int, case: Case, words: str, lines: int) -> Evidence:
    mac = vault.fingerprint(words, f"case:{case.id}")
    kept = queries.evidence_by_mac(case.id, mac)
    if kept is not None:
        return kept
    sealed = vault.seal(words, f"case:{case.id}")
    evidence = Evidence(case_id=case.id, sealed=sealed, mac=mac, lines=lines, at=now())
    db.session.add(evidence)
    db.session.flush()
    facts = {"evidence": evidence.id, "mac": mac, "lines": lines}
    record(member_id, "moderation:evidence:sealed", f"case:{case.id}", facts)
    return evidence

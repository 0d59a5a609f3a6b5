"""A report by somebody without an account, about what this site shows to everybody: it goes to the leads (R1)."""

from flask_babel import gettext as _

from community import vault
from community.actors import SYSTEM
from community.clock import now
from community.extensions import db
from community.journal import record
from community.moderation import policies, queries
from community.moderation.forms import OutsideForm
from community.moderation.models import CONTACT, LATER, LEADS, ORDINARY, URGENT, Case, Report
from community.moderation.operations.calling import call_to
from community.moderation.operations.reports import Routed
from community.moderation.reasons import REASONS
from community.operations import in_order_of, operation

OUTSIDE = "outside"


def route_outside(staff: bool) -> Routed:
    """Which desk gets it, and whether anybody sits there: the leads, or the contact where it is about those."""
    sitting = queries.sitting_at(None)
    desk = policies.desk_of(CONTACT if staff else LEADS, frozenset(), sitting)
    return Routed(desk, bool(sitting[desk]))


@operation
def report_from_outside(form: OutsideForm, crowded: bool = False) -> int:
    """Keep it sealed, and tell those at the desk; the report's id. The same key again gives the first.

    It is never refused for being one too many: where one network sends `crowded`, it waits behind the others and
    calls nobody (T28).
    """
    in_order_of(f"reports:{OUTSIDE}:{form.key}")
    before = queries.report_by_key(None, form.key)
    if before is not None:
        return before.id
    case = _open(form, crowded)
    report = Report(case_id=case.id, key=form.key, reason=form.reason, sealed="", at=now())
    db.session.add(report)
    db.session.flush()
    report.sealed = vault.seal(_written(form), f"report:{report.id}")
    facts = {"report": report.id, "reason": form.reason, "desk": case.desk}
    record(SYSTEM, "moderation:case:reported", f"case:{case.id}", facts)
    call_to(case)
    return report.id


def _open(form: OutsideForm, crowded: bool) -> Case:
    rank = URGENT if REASONS[form.reason].urgent else ORDINARY
    case = Case(
        desk=route_outside(form.staff).desk, rank=LATER if crowded else rank, kind=OUTSIDE, ref="", title="",
        reason=form.reason, opened_at=now(), reports=1,
    )  # fmt: skip
    db.session.add(case)
    db.session.flush()
    return case


def _written(form: OutsideForm) -> str:
    about = _("About: %(what)s", what=form.about)
    reached = _("To be reached at: %(where)s", where=form.contact) if form.contact else ""
    return "\n\n".join(filter(None, (form.words, about, reached)))

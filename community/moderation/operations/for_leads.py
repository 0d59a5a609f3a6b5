"""A case that no report opened: somebody answered, about a mentorship of theirs, what leads should know (L7.10)."""

from community.groups.operations.attendance import hold_group
from community.moderation import queries
from community.moderation.forms import ReportForm
from community.moderation.operations.calling import call_to
from community.moderation.operations.reports import case_about, write_report
from community.operations import in_order_of, operation
from community.registry import Reported


@operation
def open_case_for_leads(member_id: int, what: Reported, reason: str, words: str, key: str) -> int:
    """A case for the safeguarding leads, or whom it does not concern in their place; the report's id (L8.3).

    Without a line of any conversation. Whom it names is told nothing, and who answered is found in it and can be
    asked. While it is open, further answers about the same thing join it; the same key again gives the first. Called
    inside the unit in which it was answered.
    """
    in_order_of(f"reports:{what.kind}:{what.ref}")
    before = queries.report_by_key(member_id, key)
    if before is not None:
        return before.id
    if what.group_id is not None:
        hold_group(what.group_id)
    form = ReportForm(what.kind, what.ref, reason, words, key, leads=True)
    case, calls = case_about(member_id, what, form)
    made = write_report(member_id, case, form, None)
    if calls:
        call_to(case)
    return made.id

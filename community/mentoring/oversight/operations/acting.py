"""What may be done in a case that came from a mentorship: by whoever claimed it, never by itself (L7.10, L8.4)."""

from flask_babel import gettext as _

from community.actors import SYSTEM
from community.errors import Conflict, NotFound
from community.journal import record
from community.mentoring.models import ENDED, LEFT, Mentorship
from community.mentoring.operations.holding import hold_mentorship
from community.mentoring.operations.steps import end
from community.mentoring.oversight.reporting import mentorship_of_case
from community.moderation.models import GROUP, Case
from community.moderation.operations.cases import mine, note
from community.moderation.policies import can_decide
from community.moderation.queries import office_of
from community.operations import operation


def can_end(member_id: int, case: Case, mentorship: Mentorship) -> bool:
    """End it: a lead, or the contact in their place, who has claimed the case; while it goes on."""
    at_leads = case.desk != GROUP
    return at_leads and mentorship.state != ENDED and can_decide(case, office_of(member_id))


@operation
def end_for_safety(member_id: int, case_id: int) -> None:
    """End the mentorship that a case came from. The two read that it has ended, and by nobody's name.

    Again changes nothing. Raises NotFound, Forbidden, Conflict where the case is not theirs to decide.
    """
    case, office = mine(member_id, case_id)
    found = mentorship_of_case(case.kind, case.ref)
    if found is None:
        raise NotFound
    mentorship = hold_mentorship(found.id)
    if mentorship.state == ENDED:
        return
    if not can_end(member_id, case, mentorship):
        raise Conflict(_("The safeguarding leads decide this. Hand the case to them."))
    end(mentorship, SYSTEM, LEFT)
    note(case, office, "ended")
    record(
        member_id,
        "mentoring:mentorship:ended_by_leads",
        f"mentorship:{mentorship.id}",
        {"case": case.id},
    )

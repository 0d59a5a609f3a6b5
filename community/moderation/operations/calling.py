"""Telling people of office that a case waits: in danger those on duty first, whatever the hour (L8.7)."""

from community.actors import SYSTEM
from community.clock import now
from community.extensions import db
from community.journal import record
from community.members.models import LEAD, Member
from community.members.queries import officers
from community.moderation import queries
from community.moderation.models import GROUP, LATER, URGENT, Case
from community.moderation.operations.history import write_entry
from community.operations import tell


def call_to(case: Case, but: int | None = None) -> None:
    """Tell those at its desk that something waits; who reports wrongly time and again calls nobody.

    Where somebody may be in danger, those on duty hear it at once; where nobody of the group is, the leads are called.
    """
    if case.rank == LATER:
        return
    kept_out = queries.kept_out_of(case.id)
    people = queries.sitting_at(case.group_id)[case.desk] - kept_out - {but}
    watching = _tell(case, people, case.group_id if case.desk == GROUP else None)
    if case.rank == URGENT and case.desk == GROUP and not watching:
        _call_leads(case, officers(LEAD) - kept_out - people - {but})


def _call_leads(case: Case, leads: frozenset[int]) -> None:
    if not leads:
        return
    if case.leads_called_at is None:
        case.leads_called_at = now()
        write_entry(case.id, SYSTEM, "", "called")
        record(SYSTEM, "moderation:case:leads_called", f"case:{case.id}")
    _tell(case, leads, None)


def _tell(case: Case, people: frozenset[int], roster: int | None) -> frozenset[int]:
    """Tell these people; who of them is on duty."""
    urgent = case.rank == URGENT
    watching = queries.on_duty(roster, now()) & people if urgent else frozenset()
    for member_id in sorted(people):
        if db.session.get(Member, member_id) is not None:
            kind = "danger_waits" if member_id in watching else "case_waits"
            tell(member_id, kind, {"case": case.id, "urgent": urgent})
    return watching

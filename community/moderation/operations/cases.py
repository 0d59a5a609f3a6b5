"""Working on a case: claim, look, note, talk, act, decide. Each step is a line of its history (L8.2)."""

from datetime import timedelta

import sqlalchemy as sa
from flask_babel import gettext as _

from community.clock import now
from community.errors import Conflict, Forbidden, NotFound
from community.extensions import db
from community.groups.models import Membership
from community.groups.queries import membership_of
from community.journal import record
from community.members.models import Member
from community.moderation import policies, queries
from community.moderation.forms import NoteForm, OutcomeForm
from community.moderation.models import (
    ANSWERED,
    CONTACT,
    GROUP,
    LEADS,
    NAMED,
    ORDINARY,
    REPORTER,
    RESOLVED,
    Case,
    CaseEntry,
    CaseName,
    CaseThread,
    Report,
    Viewing,
)  # fmt: skip
from community.moderation.operations.acting import Author
from community.moderation.operations.calling import call_to
from community.moderation.operations.history import hold_case, write_entry
from community.moderation.policies import Office
from community.operations import operation, tell

STALE = timedelta(hours=8)
"""After so long without a step a claim may be taken over without asking."""


@operation
def claim_case(member_id: int, case_id: int) -> None:
    """Take a case, so that two do not work on it at once. Raises NotFound, Conflict where somebody has it.

    Who has lost the office has it no more.
    """
    case, office = held(member_id, case_id)
    if case.closed_at is not None:
        raise Conflict(_("This case is closed."))
    if case.claimed_by == member_id:
        return
    if case.claimed_by is not None and _is_at_work(case):
        raise Conflict(_("%(handle)s has this case.", handle=name_of(case.claimed_by, case)))
    case.claimed_by, case.claimed_at, case.waiting_since = member_id, now(), None
    note(case, office, "claimed")


@operation
def release_case(member_id: int, case_id: int) -> bool:
    """Give a case to whoever else sits at its desk, and tell them that it waits. Why is asked by nobody.

    Whether there is anybody else. Raises NotFound, Forbidden.
    """
    case, office = mine(member_id, case_id)
    case.claimed_by = case.claimed_at = case.waiting_since = None
    note(case, office, "released")
    call_to(case, but=member_id)
    others = queries.sitting_at(case.group_id)[case.desk] - queries.kept_out_of(case.id)
    return bool(others - {member_id})


@operation
def set_waiting(member_id: int, case_id: int) -> None:
    """Say that the case waits for somebody's answer. Raises NotFound, Forbidden."""
    case, office = mine(member_id, case_id)
    case.waiting_since = case.waiting_since or now()
    note(case, office, "waiting")


@operation
def add_note(member_id: int, case_id: int, form: NoteForm) -> None:
    """Note something for those who work on the case; nobody else reads it. Raises NotFound."""
    case, office = held(member_id, case_id)
    note(case, office, "noted", form.words)


@operation
def hand_to_leads(member_id: int, case_id: int, form: NoteForm) -> None:
    """Give a case to the safeguarding leads: it is too grave for a group, or too near. Raises NotFound, Conflict."""
    case, office = held(member_id, case_id)
    if case.closed_at is not None:
        raise Conflict(_("This case is closed."))
    desk = policies.desk_of(LEADS, queries.kept_out_of(case.id), queries.sitting_at(case.group_id))
    if case.desk in (LEADS, CONTACT) or desk == GROUP:
        raise Conflict(_("There is nobody else it could be handed to."))
    note(case, office, "handed", form.words)
    case.desk, case.claimed_by, case.claimed_at, case.waiting_since = desk, None, None, None
    case.rank = min(
        case.rank, ORDINARY
    )  # somebody has looked: it no longer waits behind the others
    call_to(case, but=member_id)


class Enough(Conflict):
    """It would be more for one day than this person wanted; they may go on all the same."""


@operation
def view_evidence(member_id: int, case_id: int, all_the_same: bool = False) -> int:
    """Open the sealed words of a case; how many this person opened today. It is on record (L8.7).

    Raises NotFound; Enough once one's own limit is reached, but never in danger, nor where they go on all the same.
    """
    case, office = held(member_id, case_id)
    if not queries.has_evidence(case.id):
        raise NotFound
    seen, most = queries.viewings_today(member_id), queries.limit_of(member_id)
    if policies.is_enough(case, seen, most) and not all_the_same:
        raise Enough(_("You wanted to open no more today. You can go on all the same."))
    db.session.add(Viewing(case_id=case.id, member_id=member_id, at=now()))
    db.session.flush()
    note(case, office, "viewed")
    return queries.viewings_today(member_id)


@operation
def write_to_person(member_id: int, case_id: int, concerned: int, form: NoteForm) -> int:
    """Write to somebody whom the case concerns: one of its reporters, or whom it names; the conversation's id."""
    case, office = mine(member_id, case_id)
    if concerned not in queries.kept_out_of(case.id):
        raise NotFound
    thread = queries.thread_with(case.id, concerned)
    if thread is None:
        thread = CaseThread(case_id=case.id, member_id=concerned, begun_at=now())
        db.session.add(thread)
        db.session.flush()
    note(case, office, "wrote", form.words, thread.id)
    tell(concerned, "office_wrote", {"thread": thread.id})
    return thread.id


@operation
def answer_office(member_id: int, thread_id: int, form: NoteForm) -> None:
    """Answer those who handle a case, as one whom it concerns. Raises NotFound, Conflict."""
    thread, _said = queries.thread_for(member_id, thread_id)
    case = hold_case(thread.case_id)
    if case.closed_at is not None:
        raise Conflict(_("This conversation has ended."))
    write_entry(case.id, member_id, "", ANSWERED, form.words, thread.id)
    case.waiting_since = None
    if case.claimed_by in queries.handlers_of(case):
        tell(case.claimed_by, "case_answered", {"case": case.id})
    else:
        call_to(case)


@operation
def close_case(member_id: int, case_id: int, form: OutcomeForm) -> None:
    """End a case, and tell its reporters what came of it (L8.2). Raises NotFound, Forbidden, Conflict."""
    case, office = mine(member_id, case_id)
    upheld = form.outcome == RESOLVED
    case.closed_at, case.closed_by, case.outcome = now(), member_id, form.outcome
    said = note(case, office, form.outcome, form.words).id
    reports = sa.update(Report).where(Report.case_id == case.id)
    db.session.execute(reports.values(upheld=upheld))
    told = db.session.execute(
        sa.select(Report.member_id, sa.func.min(Report.id))
        .where(Report.case_id == case.id)
        .group_by(Report.member_id)
    )
    for reporter, report_id in told:
        facts = {"report": report_id, "upheld": upheld} | ({"said": said} if form.words else {})
        if reporter is not None:  # who has no account looks at their receipt
            tell(reporter, "report_decided", facts)


def held(member_id: int, case_id: int) -> tuple[Case, Office]:
    """A case that this person may work on, one at a time. Raises NotFound."""
    hold_case(case_id)
    return queries.case_for(member_id, case_id)


def _is_at_work(case: Case) -> bool:
    last = max(filter(None, (queries.last_step_of(case), case.claimed_at)))
    return case.claimed_by in queries.handlers_of(case) and now() - last < STALE


def mine(member_id: int, case_id: int) -> tuple[Case, Office]:
    """A case that this person has claimed. Raises NotFound, Forbidden, Conflict."""
    case, office = held(member_id, case_id)
    if case.closed_at is not None:
        raise Conflict(_("This case is closed."))
    if not policies.can_decide(case, office):
        raise Forbidden(_("Claim this case first, so that two do not work on it at once."))
    return case, office


def note(
    case: Case, office: Office, kind: str, words: str = "", thread_id: int | None = None
) -> CaseEntry:
    """A step in a case, in its history and by ids in the journal."""
    handle = author_in(case, office).handle
    entry = write_entry(case.id, office.member_id, handle, kind, words, thread_id)
    record(office.member_id, f"moderation:case:{kind}", f"case:{case.id}", {"entry": entry.id})
    return entry


def author_in(case: Case, office: Office) -> Author:
    """Under which name somebody acts in a case: a moderator's own in the group, else the office's."""
    if case.desk == GROUP and case.group_id in office.moderates:
        membership = membership_of(office.member_id, case.group_id)
        if membership is not None:
            return Author(office.member_id, membership.handle)
    contact = case.desk == CONTACT
    return Author(office.member_id, "The external contact" if contact else "The safeguarding leads")


def name_of(member_id: int, case: Case) -> str:
    """How a colleague is called in a case's group."""
    if case.group_id is not None:
        known = db.session.scalar(
            sa.select(Membership.handle).where(
                Membership.group_id == case.group_id, Membership.member_id == member_id
            )
        )
        if known is not None:
            return known
    return db.session.get_one(Member, member_id).handle


def people_of(case_id: int) -> dict[int, str]:
    """Whom a case concerns, and as what."""
    chosen = sa.select(CaseName.member_id, CaseName.role).where(CaseName.case_id == case_id)
    return {
        member: role for member, role in db.session.execute(chosen) if role in (NAMED, REPORTER)
    }

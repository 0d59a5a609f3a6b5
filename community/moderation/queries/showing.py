"""What the pages of office show beside a case: names, records, and who is concerned."""

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import gettext as _

from community.errors import NotFound
from community.extensions import db
from community.groups.models import Group, Membership
from community.members.handles import FORMER
from community.members.models import Member
from community.moderation.models import (
    GROUP,
    NAMED,
    REPORTER,
    Act,
    Case,
    CaseThread,
    Evidence,
    Report,
)
from community.moderation.queries.cases import Told, reports_in, threads_of, words_of_report
from community.moderation.queries.reports import reputations_of, said_in_threads
from community.registry import registry

THE_NAMED = 0
"""The number of whom a case names, among those concerned."""

SHOWN = 50
"""Reporters that a page lists; a brigade can be larger."""


@dataclass(frozen=True)
class ReportTold:
    """A report as those see it who work on the case: by whom, why, and how right that person was so far."""

    handle: str
    reason: str
    words: str
    at: object
    reputation: int | None
    from_outside: bool = False


@dataclass(frozen=True)
class Concerned:
    """Somebody whom a case concerns, by a number that stays theirs in it, and what was said with them."""

    number: int
    handle: str
    role: str
    thread: CaseThread | None
    said: list[Told]


def group_named(group_id: int | None) -> Group | None:
    """The group of that id."""
    return db.session.get(Group, group_id) if group_id is not None else None


def names_of_groups(cases: Iterable[Case]) -> dict[int, str]:
    """The names of the groups in which these cases are."""
    ids = {case.group_id for case in cases if case.group_id is not None}
    found = db.session.execute(sa.select(Group.id, Group.name).where(Group.id.in_(ids)))
    return {row.id: row.name for row in found}


def is_open(case_id: int) -> bool:
    """Whether a case is still worked on."""
    return db.session.get_one(Case, case_id).closed_at is None


def person_in(case: Case) -> Membership | None:
    """Whom a case names, in its group."""
    return db.session.get(Membership, case.about_membership) if case.about_membership else None


def is_in_a_room(case: Case) -> bool:
    """Whether it is about something in a room or topic, where an act can hold alone."""
    return "/" in case.ref and case.ref.partition(":")[0] in registry.venues


def is_about_nobody(case: Case) -> bool:
    """Whether whom it names has deleted their account since."""
    member = db.session.get(Member, case.about_member) if case.about_member else None
    return member is not None and member.handle == FORMER


def record_in(case: Case) -> list[Act]:
    """What office did about the named person in this group; at other desks than its own, on the whole site too."""
    if case.about_member is None:
        return []
    chosen = sa.select(Act).where(Act.member_id == case.about_member)
    if case.group_id is not None:
        here = Act.group_id == case.group_id
        chosen = chosen.where(here if case.desk == GROUP else sa.or_(here, Act.group_id.is_(None)))
    return list(db.session.scalars(chosen.order_by(Act.at.desc()).limit(20)))


def reports_told(case_id: int) -> list[ReportTold]:
    """The first reports of a case, in its order."""
    case, reports, told = db.session.get_one(Case, case_id), reports_in(case_id), []
    handles = _handles(case, [report.member_id or 0 for report in reports])
    rights = reputations_of(report.member_id for report in reports if report.member_id is not None)
    for report in reports:
        right = rights.get(report.member_id or 0)
        told.append(
            ReportTold(
                handles.get(report.member_id or 0, ""), report.reason, words_of_report(report), report.at,
                round(right * 100) if right is not None else None, report.member_id is None,
            )
        )  # fmt: skip
    return told


def seals_of(case_id: int) -> list[Evidence]:
    """The copies of a case, closed."""
    chosen = sa.select(Evidence).where(Evidence.case_id == case_id)
    return list(db.session.scalars(chosen.order_by(Evidence.at, Evidence.id)))


def concerned_in(case: Case) -> list[Concerned]:
    """Whom the case names, then who reported it first, each with the conversation."""
    people = _people(case)
    handles = _handles(case, [member_id for _number, member_id, _role in people])
    threads = {thread.member_id: thread for thread in threads_of(case.id)}
    words = said_in_threads(thread.id for thread in threads.values())
    said = {member_id: words[thread.id] for member_id, thread in threads.items()}
    return [
        Concerned(number, handles.get(member_id, ""), role, threads.get(member_id), said.get(member_id, []))
        for number, member_id, role in people
    ]  # fmt: skip


def concerned_as(case_id: int, number: int) -> int:
    """The member behind the number of a person concerned. Raises NotFound."""
    case = db.session.get(Case, case_id)
    if case is None:
        raise NotFound
    if number == THE_NAMED and case.about_member is not None:
        return case.about_member
    report = db.session.get(Report, number)
    if report is None or report.case_id != case_id or report.member_id is None:
        raise NotFound
    return report.member_id


def handle_in(act: Act) -> str:
    """How the person of an act is called in its group."""
    person = db.session.get(Membership, act.membership_id) if act.membership_id else None
    return person.handle if person is not None else ""


def _people(case: Case) -> list[tuple[int, int, str]]:
    """Number, member and role. The number of a reporter is that of their first report: it never becomes another's."""
    first = sa.func.min(Report.at)
    chosen = sa.select(sa.func.min(Report.id), Report.member_id).where(
        Report.case_id == case.id, Report.member_id.is_not(None)
    )
    reporters = db.session.execute(
        chosen.group_by(Report.member_id).order_by(first).limit(SHOWN)
    ).all()
    named = [(THE_NAMED, case.about_member, NAMED)] if case.about_member is not None else []
    return named + [(number, member_id, REPORTER) for number, member_id in reporters if member_id]


def _handles(case: Case, member_ids: Iterable[int]) -> dict[int, str]:
    """How they are called in the case's group; who never belonged to it is nobody there, by no name."""
    asked = list(member_ids)
    chosen = sa.select(Membership.member_id, Membership.handle).where(
        Membership.group_id == case.group_id, Membership.member_id.in_(asked)
    )
    found = {row.member_id: row.handle for row in db.session.execute(chosen)}
    there = sa.select(Member.id).where(Member.id.in_(asked), Member.handle != FORMER)
    strangers = set(db.session.scalars(there)) - set(found)
    stranger = (
        _("somebody who is not in the group") if case.group_id else _("somebody of this site")
    )
    return dict.fromkeys(strangers, str(stranger)) | found

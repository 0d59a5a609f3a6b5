"""Cases as one of office finds them. One that names them is nowhere: in no list, count or search (L8.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from community import vault
from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.moderation import policies, spans
from community.moderation.models import (
    CONTACT,
    GROUP,
    LEADS,
    Case,
    CaseEntry,
    CaseName,
    CaseThread,
    Evidence,
    Report,
    Viewing,
)  # fmt: skip
from community.moderation.policies import Office
from community.moderation.queries.offices import office_of
from community.registry import SpanLine
from community.scope import once

A_PAGE = 20
MANY = 100
Place = tuple[int, datetime, int]
"""Where a page of the queue ends: rank, moment and id of its last case."""


@dataclass(frozen=True)
class Told:
    """A line of a case's history, with its words."""

    entry: CaseEntry
    words: str


def kept_out_of(case_id: int) -> frozenset[int]:
    """Whom the case names, and who reported it."""
    people = sa.select(CaseName.member_id).where(CaseName.case_id == case_id)
    return frozenset(db.session.scalars(people))


def case_for(member_id: int, case_id: int) -> tuple[Case, Office]:
    """A case for one who may work on it. Raises NotFound, as if there were none."""
    case, office = db.session.get(Case, case_id), office_of(member_id)
    if case is None or not policies.can_handle(case, kept_out_of(case_id), office):
        raise NotFound
    return case, office


def queue_of(office: Office, after: Place | None = None, state: str = "") -> list[Case]:
    """A page of open cases at this person's desks: danger first, then the oldest; `state` narrows it."""
    parts = [_page(office, place, after, state) for place in _places(office)]
    found = {case.id: case for part in parts for case in db.session.scalars(part)}
    return sorted(found.values(), key=lambda case: (case.rank, case.opened_at, case.id))[:A_PAGE]


def closed_of(office: Office, before: datetime | None = None) -> list[Case]:
    """What was decided at this person's desks, the newest first."""
    chosen = visible_to(office).where(Case.closed_at.is_not(None))
    if before is not None:
        chosen = chosen.where(Case.closed_at < before)
    return list(db.session.scalars(chosen.order_by(Case.closed_at.desc()).limit(A_PAGE)))


def count_open(office: Office) -> int:
    """How many cases wait at this person's desks, without those that concern them; from 100 on it is 100."""
    return once(("cases waiting", office), lambda: _count_open(office))


def _count_open(office: Office) -> int:
    waiting = visible_to(office).where(Case.closed_at.is_(None))
    visible = waiting.with_only_columns(Case.id).limit(MANY).subquery()
    return db.session.scalar(sa.select(sa.func.count()).select_from(visible)) or 0


def next_for(office: Office, but: int) -> Case | None:
    """The first case that nobody has claimed, other than this one."""
    return next((case for case in queue_of(office, state="open") if case.id != but), None)


def open_case_about(kind: str, ref: str, desk: str) -> Case | None:
    """The open case of that thing at that desk."""
    chosen = sa.select(Case).where(
        Case.kind == kind, Case.ref == ref, Case.desk == desk, Case.closed_at.is_(None)
    )
    return db.session.scalar(chosen.order_by(Case.opened_at).limit(1))


def reports_in(case_id: int) -> Sequence[Report]:
    """What was reported, in its order."""
    chosen = sa.select(Report).where(Report.case_id == case_id).order_by(Report.at, Report.id)
    return db.session.scalars(chosen.limit(50)).all()


def words_of_report(report: Report) -> str:
    """What the reporter wrote."""
    return vault.read(report.sealed, f"report:{report.id}")


def evidence_in(case_id: int) -> list[list[SpanLine]]:
    """The sealed spans of a case, opened; an empty one for what was changed or has no key here."""
    chosen = sa.select(Evidence).where(Evidence.case_id == case_id, Evidence.purged_at.is_(None))
    found = db.session.scalars(chosen.order_by(Evidence.at, Evidence.id))
    opened = [vault.read(one.sealed, f"case:{case_id}") for one in found]
    return [spans.read(words) if words else [] for words in opened]


def evidence_by_mac(case_id: int, mac: str) -> Evidence | None:
    """The copy of exactly these words in that case."""
    return db.session.scalar(
        sa.select(Evidence).where(Evidence.case_id == case_id, Evidence.mac == mac)
    )


def viewings_today(member_id: int) -> int:
    """How often this person opened sealed words in the last 24 hours: their own count (L8.7)."""
    since = now() - timedelta(hours=24)
    chosen = sa.select(sa.func.count(Viewing.id)).where(
        Viewing.member_id == member_id, Viewing.at > since
    )
    return db.session.scalar(chosen) or 0


def thread_with(case_id: int, member_id: int) -> CaseThread | None:
    """The conversation of a case with that person."""
    return db.session.scalar(
        sa.select(CaseThread).where(
            CaseThread.case_id == case_id, CaseThread.member_id == member_id
        )
    )


def has_evidence(case_id: int) -> bool:
    """Whether any words were sealed with the case and are still there."""
    chosen = sa.select(Evidence.id).where(Evidence.case_id == case_id, Evidence.purged_at.is_(None))
    return db.session.scalar(chosen.limit(1)) is not None


def history_of(case_id: int) -> list[Told]:
    """What office did and noted, and what was said with those concerned, in order."""
    chosen = sa.select(CaseEntry).where(CaseEntry.case_id == case_id)
    return [
        told(entry) for entry in db.session.scalars(chosen.order_by(CaseEntry.at, CaseEntry.id))
    ]


def told(entry: CaseEntry) -> Told:
    """A line with its words."""
    return Told(entry, vault.read(entry.sealed, f"entry:{entry.id}"))


def words_said(entry_id: int | None) -> str:
    """What is sealed in a line, for whom it was written to; empty where it is gone or does not open."""
    entry = db.session.get(CaseEntry, entry_id) if entry_id is not None else None
    return told(entry).words if entry is not None else ""


def threads_of(case_id: int) -> list[CaseThread]:
    """The conversations of a case."""
    return list(db.session.scalars(sa.select(CaseThread).where(CaseThread.case_id == case_id)))


def visible_to(office: Office) -> sa.Select[Case]:
    """Every case at this person's desks but those that name them or that they reported."""
    return sa.select(Case).where(sa.or_(sa.false(), *_places(office)), ~_concerns(office))


def _places(office: Office) -> list[sa.ColumnElement[bool]]:
    """This person's desks; for leads also the cases of groups to which they were called (L8.7)."""
    places = [
        sa.and_(Case.desk == GROUP, Case.group_id == group) for group in sorted(office.moderates)
    ]
    if office.is_lead:
        places += [Case.desk == LEADS, Case.leads_called_at.is_not(None)]
    if office.is_contact:
        places.append(Case.desk == CONTACT)
    return places


def _page(
    office: Office, place: sa.ColumnElement[bool], after: Place | None, state: str
) -> sa.Select[Case]:
    chosen = sa.select(Case).where(place, Case.closed_at.is_(None), ~_concerns(office))
    if after is not None:
        chosen = chosen.where(sa.tuple_(Case.rank, Case.opened_at, Case.id) > sa.tuple_(*after))
    if state == "open":
        chosen = chosen.where(Case.claimed_at.is_(None))
    elif state == "mine":
        chosen = chosen.where(Case.claimed_by == office.member_id)
    return chosen.order_by(Case.rank, Case.opened_at, Case.id).limit(A_PAGE)


def _concerns(office: Office) -> sa.ColumnElement[bool]:
    """Names this person, or was reported by them."""
    named = sa.select(CaseName.case_id).where(
        CaseName.case_id == Case.id, CaseName.member_id == office.member_id
    )
    return named.exists()

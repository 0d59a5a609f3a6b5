"""Procedures as one of office finds them. One that names them is nowhere (L8.3, L8.9)."""

import json
from collections.abc import Iterable, Mapping

import sqlalchemy as sa

from community import vault
from community.errors import NotFound
from community.extensions import db
from community.groups.models import Membership
from community.members.models import LEAD, Member
from community.members.queries import officers
from community.moderation import policies
from community.moderation.models import Procedure, ProcedureStep
from community.moderation.policies import Office
from community.moderation.queries.cases import kept_out_of
from community.moderation.queries.offices import office_of

LATELY = 10
"""Closed procedures that the page lists."""


def reader_of_procedures(member_id: int) -> Office:
    """The member as one of staff, who may read what is written for grave cases. Raises NotFound."""
    office = office_of(member_id)
    if not policies.can_read_procedures(office):
        raise NotFound
    return office


def procedure_for(member_id: int, procedure_id: int) -> tuple[Procedure, Office]:
    """A procedure for one who works on it. Raises NotFound, as if there were none."""
    procedure, office = db.session.get(Procedure, procedure_id), office_of(member_id)
    if procedure is None or not _is_theirs(procedure, office, officers(LEAD)):
        raise NotFound
    return procedure, office


def procedures_of(office: Office) -> list[Procedure]:
    """What is under way and theirs to work on, the newest first."""
    under_way = sa.select(Procedure).where(Procedure.closed_at.is_(None))
    found = db.session.scalars(under_way.order_by(Procedure.opened_at.desc()))
    leads = officers(LEAD)
    return [one for one in found if _is_theirs(one, office, leads)]


def closed_procedures_of(office: Office) -> list[Procedure]:
    """What was closed lately and was theirs to work on, the newest first."""
    closed = sa.select(Procedure).where(Procedure.closed_at.is_not(None))
    found = db.session.scalars(closed.order_by(Procedure.closed_at.desc()))
    leads = officers(LEAD)
    return [one for one in found if _is_theirs(one, office, leads)][:LATELY]


def steps_of(procedure_id: int) -> dict[str, ProcedureStep]:
    """The steps that somebody did, by their keys."""
    mine = sa.select(ProcedureStep).where(ProcedureStep.procedure_id == procedure_id)
    return {row.step: row for row in db.session.scalars(mine)}


def noted_at(row: ProcedureStep) -> Mapping[str, str]:
    """What was written down at a step, for one who may work on it."""
    noted: Mapping[str, str] = json.loads(vault.read(row.note, f"procedure_step:{row.id}") or "{}")
    return noted


def named_by(refs: Iterable[str]) -> frozenset[int]:
    """The members whom these references name: themselves, or as members of a group, or in a case (L8.3)."""
    named: set[int] = set()
    for ref in refs:
        kind, _colon, number = ref.partition(":")
        if kind == "member":
            named.add(int(number))
        elif kind == "membership":
            person = db.session.get(Membership, int(number))
            named |= {person.member_id} if person is not None else set()
        elif kind == "case":
            named |= kept_out_of(int(number))
    return frozenset(named)


def handles_of(member_ids: Iterable[int | None]) -> dict[int, str]:
    """What these members are called, by id."""
    wanted = [one for one in member_ids if one is not None]
    rows = db.session.execute(sa.select(Member.id, Member.handle).where(Member.id.in_(wanted)))
    return {row.id: row.handle for row in rows}


def seconds_for(procedure: Procedure, office: Office) -> bool:
    """Whether this person may ask somebody to be the second, other than a lead."""
    return may_hand(procedure, office, Office(0, is_contact=True))


def may_hand(procedure: Procedure, office: Office, other: Office) -> bool:
    """Whether this person may ask that one to be the second."""
    named = named_by(procedure.about)
    return policies.can_hand(procedure, office, other, named, officers(LEAD))


def _is_theirs(procedure: Procedure, office: Office, leads: frozenset[int]) -> bool:
    return policies.can_work_on(procedure, office, named_by(procedure.about), leads)

"""What only leads read leaves the machine only sealed to their key: cases about staff, procedures, notes (L8.3)."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from community.members.models import LeadsKey
from community.moderation.models import (
    GROUP,
    Act,
    Appeal,
    Case,
    CaseEntry,
    CaseName,
    CaseThread,
    Evidence,
    HandOver,
    Procedure,
    ProcedureStep,
    Report,
    Viewing,
)  # fmt: skip
from community.registry import SetAside, registry

NAME = "cases"


def declare() -> None:
    """Say it to the registry."""
    registry.sets_aside[NAME] = SetAside(NAME, _rows, _leads_key)


def _rows() -> Mapping[Any, Any]:
    """What hangs on such a case first: each is found by what is taken out after it."""
    cases = sa.select(Case.id).where(Case.desk != GROUP)
    acts = sa.select(Act.id).where(Act.case_id.in_(cases))
    parts = (Evidence, Report, Viewing, CaseEntry, CaseThread, CaseName)
    rows: dict[Any, Any] = {part.__table__: part.case_id.in_(cases) for part in parts}
    rows[Appeal.__table__] = Appeal.act_id.in_(acts)
    rows[Act.__table__] = Act.case_id.in_(cases)
    rows[ProcedureStep.__table__] = sa.true()
    rows[Procedure.__table__] = sa.true()
    rows[HandOver.__table__] = HandOver.group_id.is_(None)
    rows[Case.__table__] = Case.desk != GROUP
    return rows


def _leads_key(connection: Any) -> str:
    if not sa.inspect(connection).has_table(LeadsKey.__tablename__):
        return ""  # a database of an older version: it has no cases either
    counting = sa.select(LeadsKey.public).where(
        LeadsKey.confirmed_at.is_not(None), LeadsKey.retired_at.is_(None)
    )
    return connection.scalar(counting.order_by(LeadsKey.confirmed_at.desc()).limit(1)) or ""

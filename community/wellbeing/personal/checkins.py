"""What is kept of check-ins, plans and daily threads, and for whom (L1.9)."""

from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from community import vault
from community.groups.personal import OTHERS
from community.personal import Personal, Rows, walk
from community.registry import registry
from community.wellbeing.models.checkins import Checkin
from community.wellbeing.models.daily_threads import DailyThread
from community.wellbeing.models.group_words import GroupWords
from community.wellbeing.models.plans import PARTS, Plan


def declare() -> None:
    """Say it to the registry."""
    registry.keeps(
        Personal(Checkin, ("member_id",), "checkins", _l("How your days were"), _checkins),
        Personal(Plan, ("member_id",), "plan", _l("Your plan for a hard hour"), _plan),
        Personal(DailyThread, ("switched_on_by",), withheld=OTHERS, stays="it tells no name"),
        Personal(GroupWords, ("changed_by",), withheld=OTHERS, stays="it tells no name"),
    )


def _checkins(member_id: int) -> Rows:
    wanted = sa.select(
        Checkin.id, Checkin.day, Checkin.mood, Checkin.urge, Checkin.sleep, Checkin.line, Checkin.marks, Checkin.made_at
    )  # fmt: skip
    for rows in walk(wanted.where(Checkin.member_id == member_id), Checkin.id):
        yield [_as_noted(dict(row)) for row in rows]


def _as_noted(row: dict[str, Any]) -> dict[str, Any]:
    about, halves = f"checkin:{row.pop('id')}", row.pop("sleep")
    row["line"] = vault.read(row["line"], about)
    return row | {"hours_of_sleep": halves / 2 if halves is not None else None}


def _plan(member_id: int) -> Rows:
    wanted = sa.select(Plan.id, *(getattr(Plan, part) for part in PARTS), Plan.changed_at)
    for rows in walk(wanted.where(Plan.member_id == member_id), Plan.id):
        yield [
            {part: vault.read(row[part], f"plan:{row['id']}:{part}") for part in PARTS}
            | {"changed_at": row["changed_at"]}
            for row in rows
        ]

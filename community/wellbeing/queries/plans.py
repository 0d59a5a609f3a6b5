"""A plan, read by its owner alone (L6.4)."""

import re
from dataclasses import dataclass

import sqlalchemy as sa

from community import vault
from community.extensions import db
from community.wellbeing.models.plans import PARTS, Plan

NUMBER = re.compile(r"(\+?[0-9][0-9 ()/.-]{4,22}[0-9])")


@dataclass(frozen=True)
class PlanView:
    """A plan with its lists by part; `number` 0 where none was written yet."""

    number: int
    parts: dict[str, tuple[str, ...]]

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not any(self.parts.values())


def row_of(member_id: int) -> Plan | None:
    """What is kept of the member's plan."""
    return db.session.scalar(sa.select(Plan).where(Plan.member_id == member_id))


def plan_of(member_id: int) -> PlanView:
    """The member's own plan."""
    row = row_of(member_id)
    if row is None:
        return PlanView(0, dict.fromkeys(PARTS, ()))
    items = {part: vault.read(getattr(row, part), row.about(part)) for part in PARTS}
    return PlanView(row.number, {part: tuple(said.splitlines()) for part, said in items.items()})


def with_numbers(item: str) -> list[tuple[str, str]]:
    """The item in pieces: (words, "") or (a telephone number, its digits as they are dialled)."""
    pieces = [piece for piece in NUMBER.split(item) if piece]
    return [(piece, _digits(piece) if NUMBER.fullmatch(piece) else "") for piece in pieces]


def _digits(number: str) -> str:
    plus = "+" if number.startswith("+") else ""
    return plus + "".join(sign for sign in number if sign.isdigit())

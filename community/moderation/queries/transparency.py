"""What the site tells everybody about its moderation, a quarter at a time (R4). Small numbers are not told.

What concerns people of office is not among it: a number that grows would tell them (L8.3).
"""

import statistics
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from community.clock import now
from community.extensions import db
from community.groups.queries import moderators_everywhere
from community.members.models import CONTACT, LEAD
from community.members.queries import officers, who_runs_the_site
from community.moderation.models import (
    BY_RULE,
    GROUP,
    LIFT,
    READMIT,
    Act,
    Appeal,
    Case,
    Held,
    Procedure,
    Report,
)
from community.moderation.procedures import COURT
from community.moderation.queries.offices import is_of_office
from community.moderation.queries.procedures import named_by
from community.moderation.reasons import ANSWERED
from community.registry import registry

FEW = 5
"""Fewer than so many are told as "fewer than 5"."""


@dataclass(frozen=True)
class Quarter:
    """Three months of a year."""

    year: int
    number: int

    @property
    def name(self) -> str:
        """As in addresses: `2026-3`."""
        return f"{self.year}-{self.number}"

    @property
    def begins(self) -> datetime:
        """Its first moment."""
        return datetime(self.year, self.number * 3 - 2, 1, tzinfo=UTC)

    @property
    def next(self) -> "Quarter":
        """The one after it."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def before(self) -> "Quarter":
        """The one before it."""
        return Quarter(self.year - (self.number == 1), (self.number - 2) % 4 + 1)


@dataclass(frozen=True)
class Number:
    """One number of the report; None where it is too small to be told."""

    part: str
    name: str
    value: int | None


def quarter_named(name: str) -> Quarter:
    """The quarter of that name, or the last that has ended."""
    year, _dash, number = name.partition("-")
    if year.isdigit() and len(year) == 4 and number in ("1", "2", "3", "4") and int(year) > 2000:
        return Quarter(int(year), int(number))
    moment = now()
    return Quarter(moment.year, (moment.month + 2) // 3).before


def numbers_of(quarter: Quarter) -> list[Number]:
    """Everything that is told of a quarter, in its order."""
    hours = _hours(quarter)
    median = round(statistics.median(hours)) if len(hours) >= FEW else None
    return [
        *_told("reports", _counted(_reports(quarter), Report.reason)),
        *_told("acts", _counted(_acts(quarter), Act.kind)),
        *_told("grounds", _counted(_acts(quarter), Act.ground)),
        *_told("appeals", _appeals(quarter)),
        Number("hours", "median", median),
        *_told("by_rule", _counted(_held_by_rules(quarter), Held.outcome)),
        Number("automated", "decisions", 0),
        *_told("orders", {"received": _orders(quarter)}),
        *(number for part in registry.public_counts for number in _declared(part, quarter)),
    ]


def _told(part: str, counts: Mapping[str, int]) -> list[Number]:
    return [
        Number(part, name, count if count >= FEW else None)
        for name, count in sorted(counts.items())
        if count
    ]


def _declared(part: str, quarter: Quarter) -> list[Number]:
    """What a later feature counts."""
    return _told(part, registry.public_counts[part].between(quarter.begins, quarter.next.begins))


def _counted(chosen: sa.Select[Any], column: sa.orm.InstrumentedAttribute[Any]) -> dict[str, int]:
    counted = chosen.with_only_columns(column, sa.func.count()).group_by(column)
    return dict(db.session.execute(counted).all())


def _within(quarter: Quarter, moment: Any) -> sa.ColumnElement[bool]:
    return sa.and_(moment >= quarter.begins, moment < quarter.next.begins)


def _is_told() -> sa.ColumnElement[bool]:
    """A case of a group's moderators about nobody of office: where no lead sits they have one about a colleague too.

    What came of an answer about a mentorship is in no number either: the other of the two could count (L7.10).
    """
    office = officers(LEAD) | officers(CONTACT) | who_runs_the_site() | moderators_everywhere()
    about = sa.or_(Case.about_member.is_(None), Case.about_member.not_in(office))
    return sa.and_(Case.desk == GROUP, about, Case.reason.not_in(ANSWERED))


def _reports(quarter: Quarter) -> sa.Select[Any]:
    chosen = sa.select(Report).join(Case, Case.id == Report.case_id)
    return chosen.where(_is_told(), _within(quarter, Report.at))


def _acts(quarter: Quarter) -> sa.Select[Any]:
    return sa.select(Act).join(Case, Case.id == Act.case_id, isouter=True).where(
        _within(quarter, Act.at), Act.kind.not_in((LIFT, READMIT)),
        sa.or_(Case.id.is_(None), _is_told()),
    )  # fmt: skip


def _held_by_rules(quarter: Quarter) -> sa.Select[Any]:
    """Words that a rule, the only thing here that is automatic, let wait: what people decided about them."""
    return sa.select(Held).where(
        Held.reason == BY_RULE, Held.outcome != "", _within(quarter, Held.decided_at)
    )


def _hours(quarter: Quarter) -> list[float]:
    chosen = sa.select(Case.opened_at, Case.closed_at).where(
        _is_told(), _within(quarter, Case.closed_at)
    )
    return [
        (closed - opened).total_seconds() / 3600
        for opened, closed in db.session.execute(chosen)
        if closed
    ]


def _appeals(quarter: Quarter) -> Counter[str]:
    of = sa.select(Appeal.granted).join(Act, Act.id == Appeal.act_id)
    chosen = of.join(Case, Case.id == Act.case_id, isouter=True).where(
        _within(quarter, Appeal.decided_at), sa.or_(Case.id.is_(None), _is_told())
    )
    return Counter(
        "granted" if granted else "not granted" for granted in db.session.scalars(chosen)
    )


def _orders(quarter: Quarter) -> int:
    """Orders from a court, as procedures were begun for them; those that name people of office are not counted."""
    begun = sa.select(Procedure).where(
        Procedure.kind == COURT.kind, _within(quarter, Procedure.opened_at)
    )
    found = db.session.scalars(begun)
    return sum(not any(is_of_office(one, None) for one in named_by(each.about)) for each in found)

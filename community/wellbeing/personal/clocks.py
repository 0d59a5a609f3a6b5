"""Clocks, slips, chips, and what was shown to whom: all of it goes along, and all of it goes (L1.9)."""

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from community import vault
from community.groups.models import Group, Membership
from community.groups.personal import by, of
from community.personal import Personal, Row, Rows, walk
from community.registry import registry
from community.wellbeing.models import Clock, ClockChip, ClockConsent, ClockSight, ClockSlip


def declare() -> None:
    """Say it to the registry."""
    registry.keeps(
        Personal(Clock, ("member_id",), "clocks", _l("Your clocks"), _clocks),
        Personal(
            ClockSlip, ("clock_id",), "clock_slips", _l("Slips that you wrote down"), _slips,
            mine=lambda member_id: _mine(ClockSlip.clock_id, member_id),
        ),
        Personal(
            ClockChip, ("clock_id",), "clock_chips", _l("Milestones you reached"), _chips,
            mine=lambda member_id: _mine(ClockChip.clock_id, member_id),
        ),
        Personal(
            ClockConsent, ("membership_id",), "clock_consents", _l("To whom you showed a clock"), _consents,
            mine=by(ClockConsent.membership_id),
        ),
        Personal(
            ClockSight, ("membership_id",), "clock_sights", _l("Where you see what others show"), _sights,
            mine=by(ClockSight.membership_id),
        ),
    )  # fmt: skip


def _mine(column: sa.ColumnElement[int] | object, member_id: int) -> sa.ColumnElement[bool]:
    clocks = sa.select(Clock.id).where(Clock.member_id == member_id)
    found: sa.ColumnElement[bool] = column.in_(clocks)  # type: ignore[union-attr]
    return found


def _clocks(member_id: int) -> Rows:
    wanted = sa.select(
        Clock.id, Clock.kind, Clock.name, Clock.goal, Clock.began_on, Clock.began_at, Clock.created_at,
        Clock.ended_at, Clock.total_days, Clock.kept_days,
    )  # fmt: skip
    for rows in walk(wanted.where(Clock.member_id == member_id), Clock.id):
        yield [_named(dict(row)) for row in rows]


def _slips(member_id: int) -> Rows:
    wanted = sa.select(
        ClockSlip.id,
        Clock.id.label("clock"),
        Clock.name,
        ClockSlip.day,
        ClockSlip.note,
        ClockSlip.at,
    )
    mine = wanted.join(Clock, Clock.id == ClockSlip.clock_id).where(Clock.member_id == member_id)
    for rows in walk(mine, ClockSlip.id):
        yield [_opened(dict(row)) for row in rows]


def _chips(member_id: int) -> Rows:
    chip = ClockChip
    wanted = sa.select(
        Clock.id.label("clock"),
        Clock.name,
        chip.code,
        chip.reached_on,
        chip.answer,
        chip.answered_at,
    )
    mine = wanted.join(Clock, Clock.id == chip.clock_id).where(Clock.member_id == member_id)
    for rows in walk(mine, chip.clock_id, chip.code, chip.run_on):
        yield [_of_clock(dict(row)) for row in rows]


def _consents(member_id: int) -> Rows:
    consent = ClockConsent
    wanted = sa.select(
        Clock.id.label("clock"), Clock.name, Group.name.label("group"), consent.shows, consent.given_at,
        consent.withdrawn_at,
    )  # fmt: skip
    wanted = wanted.join(consent, consent.clock_id == Clock.id)
    wanted = wanted.join(Membership, Membership.id == consent.membership_id)
    mine = wanted.join(Group, Group.id == Membership.group_id)
    for rows in walk(mine.where(of(consent.membership_id, member_id)), consent.id):
        yield [_of_clock(dict(row)) for row in rows]


def _sights(member_id: int) -> Rows:
    wanted = sa.select(Group.name.label("group"), ClockSight.since)
    mine = wanted.join(Membership, Membership.group_id == Group.id)
    mine = mine.join(ClockSight, ClockSight.membership_id == Membership.id)
    return walk(mine.where(Membership.member_id == member_id), ClockSight.membership_id)


def _named(row: dict[str, object]) -> Row:
    about = f"clock:{row.pop('id')}"
    row["name"] = vault.read(str(row["name"]), f"{about}:name")
    row["goal"] = vault.read(str(row["goal"]), f"{about}:goal")
    return row


def _of_clock(row: dict[str, object]) -> Row:
    row["clock"] = vault.read(str(row.pop("name")), f"clock:{row['clock']}:name")
    return row


def _opened(row: dict[str, object]) -> Row:
    about = f"clock_slip:{row.pop('id')}"
    row["note"] = vault.read(str(row["note"]), about)
    return _of_clock(row)

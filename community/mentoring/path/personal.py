"""What the path keeps about people (L1.9)."""

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from community.clock import now
from community.extensions import db
from community.groups.personal import by, of
from community.mentoring.path.models import LineConsent, Shadowing
from community.personal import Personal, Row, Rows, walk
from community.registry import registry


def declare() -> None:
    """Say it to the registry."""
    registry.keeps(
        Personal(
            Shadowing, ("membership_id",), "shadow_months", _l("Your month beside a mentor"), _months,
            mine=by(Shadowing.membership_id),
        ),
        Personal(
            Shadowing, ("guide_id",), withheld="it is the month of whoever learned",
            stays="it is the other’s, and names nobody", mine=by(Shadowing.guide_id),
        ),
        Personal(
            LineConsent, ("membership_id",), "mentoring_line", _l("Where the line of mentoring shows you"), _lines,
            mine=by(LineConsent.membership_id),
        ),
    )  # fmt: skip


def _months(member_id: int) -> Rows:
    for rows in walk(
        sa.select(Shadowing.id).where(of(Shadowing.membership_id, member_id)), Shadowing.id
    ):
        yield [_month(db.session.get_one(Shadowing, row["id"])) for row in rows]


def _month(one: Shadowing) -> Row:
    """As whoever learned knows it: not whether they were declined."""
    return {
        "asked_at": one.asked_at, "open": one.looks_open(now()), "accepted_at": one.accepted_at,
        "gone_through": one.gone_through, "word_at": one.word_at,
    }  # fmt: skip


def _lines(member_id: int) -> Rows:
    wanted = sa.select(LineConsent.given_at).where(of(LineConsent.membership_id, member_id))
    return walk(wanted, LineConsent.membership_id)

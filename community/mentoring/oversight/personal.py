"""What oversight keeps about people: one's own answers are one's own alone (L1.9, L7.10)."""

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from community import vault
from community.extensions import db
from community.groups.models import Group
from community.groups.personal import OTHERS, by, of
from community.mentoring.models import Mentorship
from community.mentoring.oversight.models import Pulse, Signal
from community.personal import Personal, Row, Rows, walk
from community.registry import registry

FOR_LEADS = "it asks safeguarding leads for a look, and is known to them alone"


def declare() -> None:
    """Say it to the registry."""
    registry.keeps(
        Personal(
            Pulse, ("membership_id",), "mentoring_answers", _l("What you answered about a mentorship"), _answers,
            mine=by(Pulse.membership_id),
        ),
        Personal(
            Signal, ("mentor_id",), withheld=FOR_LEADS, stays="it names nobody, and goes by itself after its days",
            mine=by(Signal.mentor_id),
        ),
        Personal(
            Signal, ("looked_by",), withheld=OTHERS, stays="who looked is on record, without a name",
            mine=lambda member_id: Signal.looked_by == member_id,
        ),
    )  # fmt: skip


def _answers(member_id: int) -> Rows:
    wanted = sa.select(Pulse.id, Group.name.label("group"), Pulse.asked_at, Pulse.answered_at)
    mine = wanted.join(Mentorship, Mentorship.group_id == Group.id)
    mine = mine.join(Pulse, Pulse.mentorship_id == Mentorship.id)
    for rows in walk(mine.where(of(Pulse.membership_id, member_id)), Pulse.id):
        yield list(_opened(rows))


def _opened(rows: list[Row]) -> Iterator[dict[str, Any]]:
    for row in rows:
        pulse = db.session.get_one(Pulse, row["id"])
        said = json.loads(vault.read(pulse.answers, pulse.about) or "{}")
        yield {
            "group": row["group"], "asked_at": row["asked_at"], "answered_at": row["answered_at"],
            "how": said.get("how", ""), "somebody_should_look": said.get("look", False),
        }  # fmt: skip

"""What openings keep about people: the two take along what they were told (L1.9)."""

from collections.abc import Iterator

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from community.extensions import db
from community.groups.personal import of
from community.mentoring.models import Mentorship
from community.mentoring.opening.models import Delay, Opening, Reading
from community.mentoring.opening.words import TOGETHER, WHY
from community.personal import Personal, Row, Rows, walk
from community.registry import registry

OF_STAFF = "it is about somebody else’s channel, and two people of office answer for it"
OF_OFFICE = "who opened a part of a channel is on its record, without a name"


def declare() -> None:
    """Say it to the registry."""
    registry.keeps(
        Personal(
            Opening, ("mentorship_id",), "channel_openings", _l("Parts of your mentor channels that were opened"),
            _told, stays="it is the other’s as well, and tells no name", mine=_of_mine,
        ),
        *_of_office(),
    )  # fmt: skip


def _of_office() -> Iterator[Personal]:
    for table, column in (
        (Opening, "asked_by"), (Opening, "approved_by"), (Opening, "closed_by"), (Delay, "put_off_by"),
        (Reading, "read_by"),
    ):  # fmt: skip
        yield Personal(table, (column,), withheld=OF_STAFF, stays=OF_OFFICE)


def _of_mine(member_id: int) -> sa.ColumnElement[bool]:
    """Only what the two were told: what is put off is in no download either."""
    mine = sa.or_(of(Mentorship.mentee_id, member_id), of(Mentorship.mentor_id, member_id))
    walked = Opening.mentorship_id.in_(sa.select(Mentorship.id).where(mine))
    return sa.and_(walked, Opening.told_at.is_not(None))


def _told(member_id: int) -> Rows:
    for rows in walk(sa.select(Opening.id).where(_of_mine(member_id)), Opening.id):
        yield [_row(db.session.get_one(Opening, row["id"])) for row in rows]


def _row(opening: Opening) -> Row:
    return {
        "opened_at": opening.approved_at, "opened_by": str(TOGETHER[opening.approved_as]),
        "why": str(WHY[opening.category]), "lines": opening.lines, "first_written_at": opening.from_at,
        "last_written_at": opening.to_at, "read_at": [each.at.isoformat() for each in opening.readings],
        "told_at": opening.told_at,
    }  # fmt: skip

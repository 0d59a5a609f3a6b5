"""What is kept about hours, absences, notes to the next, and one's own limit (L1.9)."""

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from community import vault
from community.extensions import db
from community.groups.models import Group
from community.groups.personal import OTHERS
from community.members.handles import FORMER
from community.moderation.models import Absence, ExposureLimit, HandOver, Shift
from community.personal import Personal, Rows, walk
from community.registry import registry


def declare() -> None:
    """Say it to the registry."""
    registry.keeps(
        Personal(Shift, ("member_id",), "hours", _l("Your hours as moderator or lead"), _hours),
        Personal(Absence, ("member_id",), "absences", _l("When you were away from them"), _absences),
        Personal(
            HandOver, ("author",), "hand_overs", _l("What you left for the next"), _notes, erase=_unsign
        ),
        Personal(HandOver, ("taken_by",), withheld=OTHERS, erase=_untake),
        Personal(
            ExposureLimit, ("member_id",), "exposure_limit", _l("How many opened words a day you wanted"), _limit
        ),
    )  # fmt: skip


def _hours(member_id: int) -> Rows:
    wanted = sa.select(
        Group.name.label("group"), Shift.weekday, Shift.starts, Shift.ends, Shift.zone
    )
    mine = wanted.select_from(Shift).join(Group, Group.id == Shift.group_id, isouter=True)
    return walk(mine.where(Shift.member_id == member_id), Shift.id)


def _absences(member_id: int) -> Rows:
    wanted = sa.select(Group.name.label("group"), Absence.since, Absence.until)
    mine = wanted.select_from(Absence).join(Group, Group.id == Absence.group_id, isouter=True)
    return walk(mine.where(Absence.member_id == member_id), Absence.id)


def _notes(member_id: int) -> Rows:
    wanted = sa.select(HandOver.id, HandOver.sealed, HandOver.at, HandOver.taken_at)
    for rows in walk(wanted.where(HandOver.author == member_id), HandOver.id):
        yield [
            {
                "words": vault.read(row["sealed"], f"hand_over:{row['id']}"),
                "at": row["at"],
                "taken_at": row["taken_at"],
            }
            for row in rows
        ]  # fmt: skip


def _limit(member_id: int) -> Rows:
    mine = sa.select(ExposureLimit.most).where(ExposureLimit.member_id == member_id)
    return walk(mine, ExposureLimit.member_id)


def _unsign(member_id: int) -> None:
    _do(sa.update(HandOver).where(HandOver.author == member_id).values(handle=FORMER))


def _untake(member_id: int) -> None:
    _do(sa.update(HandOver).where(HandOver.taken_by == member_id).values(taken_handle=FORMER))


def _do(statement: sa.Executable) -> None:
    db.session.execute(statement, execution_options={"synchronize_session": False})

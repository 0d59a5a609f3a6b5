"""Days for tests: noted by the operation, at a time of the member's own clock."""

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from community import clock
from community.clock import now
from community.extensions import db
from community.members.models import Member
from community.operations import operation
from community.wellbeing.forms.checkins import CheckinForm
from community.wellbeing.models import Checkin
from community.wellbeing.operations.checkins import check_in
from tests.factories import Person

FALLEN = [4, 3, 4, 4, 3, 4, 4] * 5 + [1] * 10
"""Moods of days that a warning is given about."""


def set_clock(moment: datetime) -> None:
    """Make it that moment."""
    clock.set_right()
    clock.move(moment - clock.now())


def at(said: str) -> datetime:
    """A moment in UTC, as 2026-11-29 23:59:59.999."""
    return datetime.fromisoformat(said).replace(tzinfo=UTC)


@operation
def lives_in(person: Person, zone: str) -> None:
    """The member's own time from now on."""
    db.session.get_one(Member, person.id).zone = zone


def note(person: Person, **said: str) -> str:
    """Note a day as a form says it; which one."""
    return str(check_in(person.id, CheckinForm.parse(said)))


def rows_of(person: Person) -> list[Checkin]:
    """All that is kept of somebody's days, the oldest first."""
    db.session.rollback()
    return db.session.query(Checkin).filter_by(member_id=person.id).order_by(Checkin.day).all()


@operation
def lived(person: Person, moods: Sequence[int | None], last: date) -> None:
    """So many days, the last one on that date; None: nothing noted."""
    random_ = random.Random(1)
    for back, mood in enumerate(reversed(moods)):
        if mood is not None:
            day, urge = last - timedelta(days=back), random_.choice((2, 3, 4))
            db.session.add(
                Checkin(
                    member_id=person.id, day=day, mood=mood, urge=urge, line="", marks=[], made_at=now(),
                    changed_at=now(),
                )
            )  # fmt: skip

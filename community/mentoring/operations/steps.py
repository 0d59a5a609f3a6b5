"""One step of a mentorship: dated, with its author, on record, and both know (L7.7)."""

from datetime import datetime

import sqlalchemy as sa

from community.actors import is_person
from community.clock import now
from community.columns import new_id
from community.extensions import db
from community.journal import record
from community.mentoring.models import (
    ACTIVE,
    CLOSING,
    CLOSING_FOR,
    COUNTING,
    ENDED,
    READABLE_FOR,
    RESUMED,
    SHUT_OUT,
    Mentorship,
    Step,
)
from community.operations import tell
from community.rooms import operations as rooms
from community.wellbeing.operations import stop_granting_between

BECOMES = {**{state: state for state in (*COUNTING, CLOSING, ENDED)}, RESUMED: ACTIVE}
"""Steps that change the state, and to what."""


def take_step(
    mentorship: Mentorship, kind: str, author: int, why: str = "", due_at: datetime | None = None,
    untold: bool = False,
) -> None:  # fmt: skip
    """Inside a unit that holds the mentorship: take a step. Whoever took it knows; the other is told."""
    moment = now()
    if kind in BECOMES:
        mentorship.state, mentorship.since, mentorship.due_at = BECOMES[kind], moment, due_at
    number = sa.select(sa.func.count()).where(Step.mentorship_id == mentorship.id)
    step = Step(
        id=new_id(), mentorship_id=mentorship.id, number=(db.session.scalar(number) or 0) + 1, kind=kind, why=why,
        author=author, at=moment,
    )  # fmt: skip
    db.session.add(step)
    db.session.flush()
    db.session.expire(mentorship, ["steps"])
    record(author, f"mentoring:mentorship:{kind}", f"mentorship:{mentorship.id}")
    if not untold:
        _tell(mentorship, step)


def close(mentorship: Mentorship, author: int, why: str) -> None:
    """Seven days to part; where one was shut out, for reading only."""
    take_step(mentorship, CLOSING, author, why, due_at=now() + CLOSING_FOR)
    if why == SHUT_OUT:
        rooms.close_room(author, mentorship.room_id)


def end(mentorship: Mentorship, author: int, why: str) -> None:
    """It is over: nothing more is said or granted, and both can read the channel for seven days."""
    mentorship.ended_at = now()
    take_step(mentorship, ENDED, author, why)
    rooms.close_room(author, mentorship.room_id)
    rooms.end_seats(mentorship.room_id, now() + READABLE_FOR)
    stop_granting_between(mentorship.mentee_id, mentorship.mentor_id, author)


def _tell(mentorship: Mentorship, step: Step) -> None:
    who = mentorship.people.get(step.author) if is_person(step.author) else None
    for member_id, one in sorted(mentorship.people.items()):
        if (
            member_id != step.author and one.is_current
        ):  # who is gone has heard what matters to them
            subject = {
                "mentorship": mentorship.id, "kind": step.kind, "why": step.why, "who": who.handle if who else "",
                "group": mentorship.group_id, "mentee": mentorship.mentee.member_id == member_id,
            }  # fmt: skip
            tell(member_id, "mentorship_step", subject)


def is_over(moment: datetime | None) -> bool:
    """Whether that moment has come."""
    return moment is not None and moment <= now()

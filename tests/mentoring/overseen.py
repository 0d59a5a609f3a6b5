"""Oversight for tests: what somebody is asked and answers, whom it reaches, and messages at chosen moments."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from community import clock
from community.clock import now
from community.extensions import db
from community.members.models import LEAD, Member
from community.members.queries import officers
from community.mentoring.models import Mentorship
from community.mentoring.oversight import jobs, operations, queries
from community.mentoring.oversight.forms import PulseForm
from community.mentoring.oversight.models import GOOD, UNCOMFORTABLE, Pulse, Signal
from community.moderation.models import Case
from community.notices.models import Notice
from community.operations import operation
from community.rooms.models import Message
from tests.factories import Person, a_message

WELL = PulseForm(GOOD, False)
ODD = PulseForm(UNCOMFORTABLE, False)
LOOK = PulseForm(GOOD, True)
DAY = timedelta(days=1)


def asked_how(after: timedelta = 7 * DAY) -> None:
    """So much later the job asked."""
    clock.move(after)
    jobs.ask({})
    db.session.rollback()


def pulse_of(person: Person) -> int:
    """What waits for their answer."""
    db.session.rollback()
    return queries.pulses_of(person.id)[0].id


def answer_how(person: Person, form: PulseForm) -> None:
    """They answer."""
    operations.answer_pulse(person.id, pulse_of(person), form)
    db.session.rollback()


def pulses() -> list[Pulse]:
    """Everything that was asked."""
    db.session.rollback()
    return db.session.query(Pulse).order_by(Pulse.number, Pulse.id).all()


def cases() -> list[Case]:
    """Every case."""
    db.session.rollback()
    return db.session.query(Case).order_by(Case.opened_at).all()


def signals() -> list[Signal]:
    """What was noticed."""
    db.session.rollback()
    return db.session.query(Signal).order_by(Signal.raised_at, Signal.id).all()


def watched() -> list[str]:
    """The job looked; the rules that have met something so far."""
    jobs.watch({})
    return [one.rule for one in signals()]


def the_lead() -> Person:
    """A lead of the site."""
    member = db.session.get_one(Member, min(officers(LEAD)))
    return Person(member.id, member.handle)


def heard(person: Person) -> list[str]:
    """The kinds of everything that they were told."""
    db.session.rollback()
    mine = db.session.query(Notice).filter_by(member_id=person.id).order_by(Notice.at, Notice.id)
    return [notice.kind for notice in mine]


def wrote(mentorship_id: int, said: Iterable[tuple[Person, datetime]]) -> None:
    """They wrote in their channel at these moments, in that order."""
    db.session.rollback()
    room_id = db.session.get_one(Mentorship, mentorship_id).room_id
    for person, moment in said:
        _moved(room_id, a_message(person, room_id, "Tea."), moment)


def a_moment_ago(minutes: int = 0) -> datetime:
    """Not long before now."""
    return now() - timedelta(minutes=minutes)


@operation
def _moved(room_id: int, seq: int, moment: datetime) -> None:
    said = db.session.query(Message).filter_by(stream_id=room_id, seq=seq).one()
    said.posted_at = moment

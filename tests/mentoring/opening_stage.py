"""Openings for tests: two in a channel, leads whose office works, and each step with a code of an app."""

from dataclasses import dataclass
from datetime import timedelta

import pyotp
import sqlalchemy as sa

from community import clock
from community.extensions import db
from community.members.models import Authenticator, Office
from community.mentoring.opening import jobs, operations
from community.mentoring.opening.forms import CodeForm, DelayForm, SpanForm
from community.mentoring.opening.models import HARM, Opening
from community.operations import operation
from tests.factories import Circle, Person, a_message
from tests.members.answering import a_lead
from tests.mentoring.stage import DAY, Two, of, two_who_met, under_way

HOUR = timedelta(hours=1)
WORDS = "The river was high on day %d."


@dataclass(frozen=True)
class Glass:
    """A channel with ten lines, and two leads who can open a part of it."""

    two: Two
    mentorship_id: int
    room_id: int
    seqs: tuple[int, ...]
    asker: Person
    second: Person


def code_of(person: Person) -> str:
    """What their app shows, as if they had not typed it before: the clock is the test's own to move."""
    assert person.totp_key is not None
    _unseen(person.id)
    return pyotp.TOTP(person.totp_key).at(clock.now())


@operation
def _unseen(member_id: int) -> None:
    db.session.execute(
        sa.update(Authenticator).where(Authenticator.member_id == member_id).values(last_step=None)
    )


def shows(person: Person) -> CodeForm:
    """The six digits, in a form."""
    return CodeForm(code_of(person))


def a_glass(circle: Circle, lines: int = 10) -> Glass:
    """Two who wrote, and two leads named eight days ago."""
    two = two_who_met(circle)
    asker, second = a_lead(), a_lead()
    mentorship_id = under_way(two)
    room_id = of(mentorship_id).room_id
    clock.move(8 * DAY)
    seqs = tuple(
        a_message((two.mentee, two.mentor)[number % 2], room_id, WORDS % number) for number in range(lines)
    )  # fmt: skip
    return Glass(two, mentorship_id, room_id, seqs, asker, second)


def asks(
    glass: Glass, first: int = 2, last: int = 5, person: Person | None = None, contact: bool = False
) -> int:
    """A lead asks to read from a line to a line, by their places in the channel."""
    asker = person or glass.asker
    form = SpanForm(
        glass.seqs[first], glass.seqs[last], HARM, "She told me on the telephone.", contact, code_of(asker)
    )  # fmt: skip
    return operations.ask_opening(asker.id, glass.mentorship_id, form)


def approves(glass: Glass, opening_id: int, person: Person | None = None) -> None:
    """The second approves."""
    second = person or glass.second
    operations.approve_opening(second.id, opening_id, shows(second))


def opened(glass: Glass) -> int:
    """Asked and approved."""
    opening_id = asks(glass)
    approves(glass, opening_id)
    return opening_id


def puts_off(person: Person, opening_id: int) -> None:
    """Another lead puts off that the two are told."""
    operations.put_off_telling(
        person.id, opening_id, DelayForm("He would find her.", code_of(person))
    )


def reads(person: Person, opening_id: int) -> None:
    """Let the words be shown."""
    operations.read_span(person.id, opening_id, shows(person))


def the(opening_id: int) -> Opening:
    """As it is now."""
    db.session.rollback()
    return db.session.get_one(Opening, opening_id)


def time_passes() -> None:
    """The job looks at what is due to be told."""
    jobs.tell_two({})
    db.session.rollback()


@operation
def long_in_office() -> None:
    """Everybody who holds an office was named long ago."""
    db.session.execute(sa.update(Office).values(named_at=clock.now() - 30 * DAY))

"""Whoever asks, approves, puts off, loses an office or runs the machine, in any order: who reads what, and when, and
what the two know, is as a plain model says that knows nothing of the program (L7.11)."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

import pytest

from community import clock
from community.actors import OPERATOR
from community.errors import HearthError
from community.extensions import db
from community.journal import JournalEntry
from community.members import operations as members
from community.members.models import LEAD
from community.members.queries import office_held
from community.mentoring.opening import operations, queries
from community.mentoring.opening.forms import CodeForm
from community.mentoring.opening.models import Opening
from tests.factories import Circle, Person
from tests.laws import law
from tests.members.answering import a_contact, a_lead, told
from tests.mentoring.opening_stage import (
    WORDS,
    a_glass,
    approves,
    asks,
    long_in_office,
    puts_off,
    reads,
    time_passes,
)
from tests.mentoring.stage import DAY

HOUR = timedelta(hours=1)
STEPS = 60
NEAR = timedelta(minutes=5)
"""The clock goes on while acts are done: so near to an edge the model does not say."""


@dataclass
class Asked:
    """What the model knows of one ask."""

    by: int
    at: datetime
    span: tuple[int, int]
    called: bool
    approved: datetime | None = None
    second: int = 0
    closed: bool = False
    delays: int = 0
    due: datetime | None = None
    told: bool = False


@dataclass
class Model:
    """Whose office works since when, and every ask."""

    works_from: dict[int, datetime]
    contact: int
    asked: dict[int, Asked] = field(default_factory=dict)

    def works(self, who: int, moment: datetime) -> bool:
        """Their office opens something."""
        return who in self.works_from and moment >= self.works_from[who]

    def is_near_an_edge(self, one: Asked, moment: datetime) -> bool:
        """Too near to say."""
        edges = [one.at + 72 * HOUR, *self.works_from.values()]
        edges += [one.approved + 24 * HOUR] if one.approved else []
        edges += [one.due, one.due - 7 * DAY] if one.due else []
        return any(abs(edge - moment) < NEAR for edge in edges)

    def reads(self, one: Asked, who: int, moment: datetime) -> bool:
        """Whether this person reads it now."""
        if one.approved is None or one.closed or moment >= one.approved + 24 * HOUR:
            return False
        return who in (one.by, one.second) and all(
            self.works(each, moment) for each in (one.by, one.second)
        )

    def approves(self, one: Asked, who: int, moment: datetime) -> bool:
        """Whether this person can be the second now."""
        waits = one.approved is None and not one.closed and moment < one.at + 72 * HOUR
        finds = self.works(who, moment) and (who != self.contact or one.called)
        return waits and finds and who != one.by and self.works(one.by, moment)

    def puts_off(self, one: Asked, who: int, moment: datetime) -> bool:
        """Whether this person can put the telling off now."""
        another = self.works(who, moment) and who not in (one.by, self.contact)
        if one.approved is None:
            return another and not one.closed and one.delays == 0 and moment < one.at + 72 * HOUR
        late = one.due is not None and one.due - 7 * DAY <= moment < one.due
        return another and not one.told and one.delays == 1 and late


class Walk:
    """Random acts of everybody, each compared with the model."""

    def __init__(self, circle: Circle, dice: random.Random) -> None:
        self.glass, self.dice = a_glass(circle), dice
        third, contact = a_lead(), a_contact()
        long_in_office()
        self.people: dict[int, Person] = {
            one.id: one for one in (self.glass.asker, self.glass.second, third, contact)
        }
        self.others = [
            self.glass.two.circle.moderator,
            self.glass.two.mentee,
            self.glass.two.mentor,
        ]
        long_ago = clock.now() - DAY
        self.model = Model(dict.fromkeys(self.people, long_ago), contact.id)

    def act(self) -> None:
        """One of them."""
        deeds = [self.ask, self.ask, self.approve, self.approve, self.approve, self.read, self.read, self.put_off,
                 self.close, self.relieve_or_name, self.wait, self.wait]  # fmt: skip
        self.dice.choice(deeds)()

    def ask(self) -> None:
        """A lead asks for a span."""
        who, moment = self.anybody(), clock.now()
        first = self.dice.randrange(8)
        last, called = self.dice.randrange(first, 10), self.dice.random() < 0.5
        may = self.model.works(who, moment) and who != self.model.contact
        opening_id = self.tried(
            may, lambda: asks(self.glass, first, last, self.people[who], called)
        )
        if opening_id:
            self.model.asked[opening_id] = Asked(who, moment, (first, last), called)

    def approve(self) -> None:
        """Somebody tries to be the second."""
        if found := self.one():
            opening_id, one, who, moment = found
            again = one.second == who and one.approved is not None and self.model.works(who, moment)
            may = self.model.approves(one, who, moment)
            self.tried(may or again, lambda: approves(self.glass, opening_id, self.people[who]))
            if may:
                one.approved, one.second = moment, who
                one.due, one.told = (moment + 30 * DAY, False) if one.delays else (None, True)

    def read(self) -> None:
        """Everybody tries to read, and those who do read the span and nothing else."""
        if found := self.one():
            opening_id, one, who, moment = found
            may = self.model.reads(one, who, moment)
            self.tried(may, lambda: reads(self.people[who], opening_id))
            if may:
                first, last = one.span
                lines = queries.lines_in(db.session.get_one(Opening, opening_id))
                assert [line.words for line in lines] == [WORDS % n for n in range(first, last + 1)]
            for other in self.others:
                self.tried(False, partial(peeps, other, opening_id))

    def put_off(self) -> None:
        """Somebody puts the telling off."""
        if found := self.one():
            opening_id, one, who, moment = found
            may = self.model.puts_off(one, who, moment)
            self.tried(may, lambda: puts_off(self.people[who], opening_id))
            if may:
                one.delays += 1
                one.due = one.due + 30 * DAY if one.due else None

    def close(self) -> None:
        """Somebody lets it rest."""
        if self.dice.random() < 0.3 and (found := self.one()):
            opening_id, one, who, moment = found
            finds = self.model.works(who, moment) and (who != self.model.contact or one.called)
            waits = one.approved is None and moment < one.at + 72 * HOUR
            is_open = (
                one.approved is not None
                and moment < one.approved + 24 * HOUR
                and who in (one.by, one.second)
            )
            may = finds and (one.closed or waits or is_open)
            self.tried(may, lambda: operations.close_opening(who, opening_id))
            one.closed = one.closed or may

    def relieve_or_name(self) -> None:
        """An office ends, or begins anew."""
        who = self.anybody()
        if who == self.model.contact:
            return
        held = office_held(who, LEAD)
        db.session.rollback()
        if held is not None and self.dice.random() < 0.3:
            members.end_lead(OPERATOR, held.id)
            del self.model.works_from[who]
        elif held is None:
            members.name_lead(OPERATOR, self.people[who].handle)
            self.model.works_from[who] = clock.now() + 7 * DAY

    def wait(self) -> None:
        """Time goes by, and the job looks."""
        clock.move(self.dice.choice([HOUR, 23 * HOUR, 49 * HOUR, 8 * DAY, 24 * DAY]))
        moment = clock.now()
        for one in self.model.asked.values():
            one.told = one.told or (one.due is not None and one.due <= moment)
        time_passes()

    def holds(self) -> None:
        """The two know of exactly what the model says they know."""
        db.session.rollback()
        known = sum(one.told for one in self.model.asked.values())
        for person in (self.glass.two.mentee, self.glass.two.mentor):
            assert told(person).count("channel_opened") == known
            assert len(queries.told_to(person.id, self.glass.mentorship_id)[1]) == known
        kept = db.session.query(JournalEntry).filter_by(kind="mentoring:opening:told").count()
        assert kept == known
        db.session.rollback()

    def anybody(self) -> int:
        """Somebody of office, or who was."""
        return self.dice.choice(list(self.people))

    def one(self) -> tuple[int, Asked, int, datetime] | None:
        """One of the asks, mostly the newest, and somebody; none where the model cannot say."""
        if not self.model.asked:
            return None
        moment, newest = clock.now(), list(self.model.asked)
        opening_id = newest[-1] if self.dice.random() < 0.7 else self.dice.choice(newest)
        one = self.model.asked[opening_id]
        return (
            None
            if self.model.is_near_an_edge(one, moment)
            else (opening_id, one, self.anybody(), moment)
        )

    def tried(self, may: bool, deed: object) -> int:
        """Done where the model says so, refused where it does not."""
        try:
            done = deed()  # type: ignore[operator]
        except HearthError:
            db.session.rollback()
            assert not may
            return 0
        assert may
        db.session.rollback()
        return done or 0


def peeps(person: Person, opening_id: int) -> None:
    """Somebody who is not of office tries."""
    operations.read_span(person.id, opening_id, CodeForm("123456"))


@law("L7.11")
@pytest.mark.parametrize("_round", range(2))
def test_who_reads_what_and_when_is_as_a_plain_model_says(circle: Circle, _round: int) -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")  # shown where it fails
    walk = Walk(circle, random.Random(seed))
    for _step in range(STEPS):
        walk.act()
        walk.holds()

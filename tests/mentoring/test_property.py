"""Whatever people do, in whatever order, and however time jumps: what has to hold of mentorships holds (L7.5, L7.7)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from community import clock
from community.errors import HearthError, NotFound
from community.extensions import db
from community.groups import operations as groups
from community.journal import JournalEntry
from community.mentoring import operations
from community.mentoring.forms import AskForm, PauseForm
from community.mentoring.models import Ask, Mentor, Mentorship
from community.mentoring.words.agreement import CURRENT
from community.rooms.queries import room_for
from tests.factories import Circle, a_message, a_person, admit
from tests.laws import law
from tests.meetings.planned import a_meeting
from tests.mentoring.stage import SURE, make_mentor, met, switched_on, tend

LIVES = ("go_on", "pause", "resume", "part", "leave")
MENTEES, MENTORS = st.integers(0, 2), st.integers(0, 1)


def a_machine(circle: Circle) -> type[RuleBasedStateMachine]:  # noqa: C901 -- many small rules
    """People of one group who have all met: three mentees, two mentors with one place and with two."""
    switched_on()
    a_meeting(circle)
    mentors = [admit(a_person(staff=True), circle.slug) for _number in range(2)]
    mentees = [circle.regular, circle.other, circle.newcomer]
    rows = [make_mentor(circle, one, cap) for cap, one in enumerate(mentors, 1)]
    met(circle, *mentees, *mentors)

    class Lives(RuleBasedStateMachine):
        """Random acts of everybody."""

        def tried(self, act: Callable[..., Any], *given: Any) -> None:
            """Done, or refused in words."""
            try:
                act(*given)
            except HearthError:
                db.session.rollback()

        @rule(who=MENTEES, whom=MENTORS)
        def ask(self, who: int, whom: int) -> None:
            self.tried(operations.ask_mentor, mentees[who].id, rows[whom], AskForm("", CURRENT))
            tend()

        @rule(whom=MENTORS, how=st.sampled_from(["accept", "accept", "decline"]))
        def answer(self, whom: int, how: str) -> None:
            db.session.rollback()
            for (ask_id,) in (
                db.session.query(Ask.id).filter_by(mentor_id=circle.mid(mentors[whom])).all()
            ):
                if how == "accept":
                    self.tried(operations.accept_ask, mentors[whom].id, ask_id, SURE)
                else:
                    self.tried(operations.decline_ask, mentors[whom].id, ask_id)

        @rule(act=st.sampled_from(LIVES), mentors_act=st.booleans(), which=st.integers(0, 9))
        def live(self, act: str, mentors_act: bool, which: int) -> None:
            db.session.rollback()
            there = db.session.query(Mentorship).order_by(Mentorship.began_at).all()
            if there:
                one = there[which % len(there)]
                who = one.mentor.member_id if mentors_act else one.mentee.member_id
                self.tried(getattr(operations, act), who, one.id)

        @rule(who=MENTEES, whom=MENTORS, mentees_act=st.booleans())
        def block_and_unblock(self, who: int, whom: int, mentees_act: bool) -> None:
            one, other = mentees[who], mentors[whom]
            one, other = (one, other) if mentees_act else (other, one)
            self.tried(groups.block_person, one.id, circle.mid(other))
            self.tried(groups.unblock_person, one.id, circle.mid(other))

        @rule(whom=MENTORS, on=st.booleans())
        def pause_asks(self, whom: int, on: bool) -> None:
            self.tried(operations.pause_asks, mentors[whom].id, circle.slug, PauseForm(on))

        @rule(which=st.integers(0, 9))
        def write(self, which: int) -> None:
            db.session.rollback()
            there = db.session.query(Mentorship).order_by(Mentorship.began_at).all()
            if there:
                one = there[which % len(there)]
                writer = next(each for each in mentees if each.id == one.mentee.member_id)
                self.tried(a_message, writer, one.room_id)

        @rule(hours=st.sampled_from([1, 26, 7 * 24 + 1, 14 * 24 + 1, 31 * 24, 46 * 24]))
        def time_passes(self, hours: int) -> None:
            clock.move(timedelta(hours=hours))
            tend()

        @invariant()
        def it_holds(self) -> None:
            db.session.rollback()
            there = db.session.query(Mentorship).all()
            is_open = [each for each in there if each.ended_at is None]
            assert len({(each.low, each.high) for each in is_open}) == len(is_open)
            for row in db.session.query(Mentor):
                taken = [each for each in there if each.mentor_id == row.membership_id]
                assert sum(each.state in ("trial", "active", "paused") for each in taken) <= row.cap
            for each in there:
                self.is_told_and_private(each)
            moment = clock.now()
            for person in mentees:
                asks = db.session.query(Ask).filter_by(mentee_id=circle.mid(person)).all()
                assert sum(one.told(moment) == "open" for one in asks) <= 2

        def is_told_and_private(self, mentorship: Mentorship) -> None:
            """Every step is dated, in order and on record; nobody else reads."""
            steps = mentorship.steps
            assert [step.number for step in steps] == list(range(1, len(steps) + 1))
            assert [step.at for step in steps] == sorted(step.at for step in steps)
            kept = db.session.query(JournalEntry).filter_by(subject=f"mentorship:{mentorship.id}")
            assert [row.kind.rpartition(":")[2] for row in kept.order_by(JournalEntry.seq)] == [
                step.kind for step in steps
            ]
            for person in (*mentees, *mentors, circle.moderator):
                if person.id not in mentorship.people:
                    try:
                        room_for(person.id, mentorship.room_id)
                    except NotFound:
                        continue
                    raise AssertionError("read by a third")

    return Lives


@law("L7.5", "L7.7")
def test_whatever_people_do_two_are_two_and_places_are_kept(app: Flask, circle: Circle) -> None:
    machine = a_machine(circle)
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=4, stateful_step_count=25, deadline=None, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip

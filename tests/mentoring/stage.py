"""Mentoring for tests: a site that has it, two who have met, a mentor, an ask, a channel."""

from dataclasses import dataclass
from datetime import timedelta

from community import clock
from community.clock import now
from community.extensions import db
from community.meetings.models import Meeting, Participation, Sitting
from community.members import policy_pages
from community.mentoring import jobs, operations
from community.mentoring.forms import AgreementForm, ApplicationForm, AskForm, QuizForm, VoucherForm
from community.mentoring.models import Ask, Mentor, Mentorship, Vouch
from community.mentoring.words.agreement import CURRENT
from community.mentoring.words.quiz import right_answers
from community.notices.models import Notice
from community.operations import operation
from tests.factories import Circle, Person, a_person, admit
from tests.meetings.planned import a_meeting
from tests.members.answering import a_lead, gaps_of, write_page

DAY = timedelta(days=1)
AGREES = {"agree": "yes", "version": str(CURRENT)}
YEAR = {"year": "yes", **AGREES}
SURE = AgreementForm(CURRENT)


@dataclass(frozen=True)
class Two:
    """A mentee and a mentor of one group, and what is between them."""

    circle: Circle
    mentee: Person
    mentor: Person
    mentor_id: int

    @property
    def mentee_mid(self) -> int:
        """The mentee's membership."""
        return self.circle.mid(self.mentee)

    @property
    def mentor_mid(self) -> int:
        """The mentor's."""
        return self.circle.mid(self.mentor)


def switched_on() -> None:
    """The site has a lead and a policy page."""
    a_lead()
    write_page(policy_pages.CONTACT, gaps_of(policy_pages.CONTACT))


@operation
def met(circle: Circle, *people: Person, times: int = 3, apart: timedelta = 14 * DAY) -> None:
    """They were at so many meetings and shared; the first and the last so far apart, the last yesterday."""
    meeting = db.session.query(Meeting).filter_by(group_id=circle.group_id).first()
    assert meeting is not None
    for number in range(times):
        starts = now() - DAY - apart + number * apart / max(1, times - 1)
        sitting = Sitting(
            meeting_id=meeting.id, original_start=starts, starts_at=starts, ends_at=starts + timedelta(hours=1),
            began_at=starts, fellowship_at=starts + timedelta(hours=1), closed_at=starts + timedelta(hours=2),
            credited_at=starts + timedelta(hours=2),
        )  # fmt: skip
        db.session.add(sitting)
        db.session.flush()
        for person in people:
            db.session.add(
                Participation(
                    sitting_id=sitting.id, membership_id=circle.mid(person), minutes=50, spoke=True,
                    first_at=starts,
                )
            )  # fmt: skip


def a_mentor(circle: Circle, handle: str = "", cap: int = 3) -> tuple[Person, int]:
    """Somebody who went the whole way: a mentor of the group; their row."""
    person = admit(a_person(handle, staff=True), circle.slug)
    return person, make_mentor(circle, person, cap)


def make_mentor(circle: Circle, person: Person, cap: int = 3, approved: bool = True) -> int:
    """The whole way of somebody who is in the group."""
    mentor_id = operations.apply_to_mentor(person.id, circle.slug, ApplicationForm("", CURRENT))
    operations.pass_quiz(person.id, circle.slug, QuizForm(right_answers()))
    for voucher in (circle.regular, circle.other, circle.moderator):
        if voucher.id != person.id and spoken_for(mentor_id) < 2:
            operations.ask_to_vouch(person.id, circle.slug, VoucherForm(voucher.handle))
            operations.give_vouch(voucher.id, last_vouch(mentor_id))
    if approved:
        operations.approve_mentor(circle.moderator.id, mentor_id)
    set_cap(mentor_id, cap)
    return mentor_id


def spoken_for(mentor_id: int) -> int:
    """How many vouched."""
    db.session.rollback()
    return db.session.get_one(Mentor, mentor_id).spoken_for


def last_vouch(mentor_id: int) -> int:
    """The newest request to vouch for somebody."""
    db.session.rollback()
    asked = db.session.query(Vouch.id).filter_by(mentor_id=mentor_id)
    return asked.order_by(Vouch.asked_at.desc()).limit(1).scalar()


@operation
def set_cap(mentor_id: int, cap: int) -> None:
    """So many places."""
    db.session.get_one(Mentor, mentor_id).cap = cap


def two_who_met(circle: Circle, mentee: Person | None = None) -> Two:
    """A mentee (the regular) who can ask a mentor."""
    switched_on()
    a_meeting(circle)
    mentor, mentor_id = a_mentor(circle)
    two = Two(circle, mentee or circle.regular, mentor, mentor_id)
    met(circle, two.mentee, mentor)
    return two


def ask(two: Two, words: str = "") -> int:
    """The mentee asks; it has not been delivered."""
    return operations.ask_mentor(two.mentee.id, two.mentor_id, AskForm(words, CURRENT))


def asked(two: Two, words: str = "") -> int:
    """The mentee asks, and it went its way."""
    ask_id = ask(two, words)
    jobs.deliver({"ask": ask_id})
    db.session.rollback()
    return ask_id


def together(two: Two) -> int:
    """They have a channel; the mentorship."""
    return operations.accept_ask(two.mentor.id, asked(two), SURE)


def under_way(two: Two) -> int:
    """Both wanted to go on."""
    mentorship_id = together(two)
    for person in (two.mentee, two.mentor):
        operations.go_on(person.id, mentorship_id)
    return mentorship_id


def of(mentorship_id: int) -> Mentorship:
    """As it is now."""
    db.session.rollback()
    return db.session.get_one(Mentorship, mentorship_id)


def the_ask(ask_id: int) -> Ask:
    """As it is now."""
    db.session.rollback()
    return db.session.get_one(Ask, ask_id)


def after(days: float) -> None:
    """So many days later, with what came by time."""
    clock.move(days * DAY)
    tend()


def tend() -> None:
    """The job looks at what has come."""
    jobs.tend({})
    db.session.rollback()


def told(person: Person) -> list[str]:
    """The kinds of what somebody was told of mentoring, in order."""
    db.session.rollback()
    mine = db.session.query(Notice).filter_by(member_id=person.id).order_by(Notice.at, Notice.id)
    mentoring = ("ask_", "mentor", "agreement_", "vouch_")
    return [notice.kind for notice in mine if notice.kind.startswith(mentoring)]

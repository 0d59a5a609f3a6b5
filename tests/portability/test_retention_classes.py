"""Every table is in a class of data that goes, or is kept for a reason; and every class really goes (L12.3)."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask

from community import clock
from community.actors import OPERATOR
from community.clock import now
from community.directory.forms import AnswerForm
from community.directory.models import Listing
from community.directory.operations import refuse_entry, retire_entry
from community.extensions import db
from community.groups.models import JoinRequest
from community.jobs import Job, run_due
from community.journal import JournalEntry, record
from community.meetings import operations as meetings
from community.meetings.models import (
    Ballot,
    CalendarAddress,
    Celebration,
    Duty,
    Hand,
    Motion,
    Participation,
    ReadingAlong,
    Share,
    Slip,
)
from community.members import operations as members
from community.members.models import Invitation, RecoveryCode, Session, SetupCode, Token
from community.mentoring.finding.models import Proposal, Word
from community.mentoring.finding.operations import have_room
from community.mentoring.models import Ask, Mentor, Mentorship, Vouch
from community.mentoring.opening.models import Delay, Opening, Reading
from community.mentoring.oversight.models import Pulse, Signal
from community.mentoring.path.models import Shadowing
from community.mentoring.programmes.models import Programme, ProgrammeVersion
from community.mentoring.walking.models import CheckinRhythm, Item, ProgrammeWalk
from community.moderation.models import (
    Absence,
    Act,
    Case,
    CaseEntry,
    CaseThread,
    Evidence,
    HandOver,
    Held,
    Mark,
    Report,
)
from community.notices.models import MAIL, Device, Letter, Mailbox, Notice
from community.operations import operation
from community.portability.keeping.models import RetentionTime
from community.realtime import append
from community.registry import registry
from community.rooms.models import KEPT, PRIVATE, Message, Room, RoomSeat
from community.rooms.operations import open_seated_room
from community.wellbeing.forms.checkins import CheckinForm
from community.wellbeing.helping import operations as helping
from community.wellbeing.helping.models import HelpCall, HelpTurn
from community.wellbeing.models import Checkin, Warning, WarningSent
from community.wellbeing.operations.checkins import check_in
from tests.directory.stage import a_suggestion, an_entry
from tests.factories import Circle, a_message, a_session
from tests.laws import law
from tests.meetings.stage import in_sharing

Making = Callable[[Circle], None]
MAKERS: dict[str, tuple[Making, tuple[type, ...]]] = {}
BY_ITSELF = {"networks", "backups"}
"""Classes that are in no table: one goes by itself, the other is files (test_backup.py)."""


def of_class(name: str, *tables: type) -> Callable[[Making], Making]:
    """Rows of that class are made by this, in these tables, and are over when it returns."""

    def keep(making: Making) -> Making:
        MAKERS[name] = (operation(making), tables)
        return making

    return keep


@of_class("directory", Listing)
def _taken_off(circle: Circle) -> None:
    retire_entry(circle.moderator.id, an_entry(circle.moderator, circle))
    refuse_entry(circle.moderator.id, a_suggestion(circle.regular, circle), AnswerForm())


@of_class("lounges", Message)
def _said(circle: Circle) -> None:
    a_message(circle.regular, circle.room_id)


@of_class("imported-rooms", Message)
def _brought(circle: Circle) -> None:
    a_message(circle.regular, circle.room_id)
    db.session.get_one(Room, circle.room_id).keep_days = KEPT


@of_class("mentor-asks", Ask)
def _asked_a_mentor(circle: Circle) -> None:
    two = (circle.mid(circle.regular), circle.mid(circle.other))
    ask = Ask(
        group_id=circle.group_id, mentee_id=two[0], mentor_id=two[1], version=1, asked_at=now(), closes_at=now(),
        closed_at=now(),
    )  # fmt: skip
    db.session.add(ask)


@of_class("mentors", Mentor, Vouch)
def _mentored(circle: Circle) -> None:
    row = Mentor(
        membership_id=circle.mid(circle.regular), applied_at=now(), agreed_version=1, ended_at=now()
    )
    db.session.add(row)
    db.session.flush()
    db.session.add(Vouch(mentor_id=row.id, membership_id=circle.mid(circle.other), asked_at=now()))


@of_class("openings", Opening, Delay, Reading)
def _opened(circle: Circle) -> None:
    two = (circle.mid(circle.regular), circle.mid(circle.other))
    room_id = open_seated_room(circle.regular.id, circle.group_id, "For two", PRIVATE, two)
    walk = Mentorship(
        group_id=circle.group_id, mentee_id=two[0], mentor_id=two[1], low=min(two), high=max(two), ask_id=2,
        room_id=room_id, mentee_version=1, mentor_version=1, told_version=1, began_at=now(), state="trial", since=now(),
    )  # fmt: skip
    db.session.add(walk)
    db.session.flush()
    row = Opening(
        mentorship_id=walk.id, first_seq=1, last_seq=2, lines=2, from_at=now(), to_at=now(), category="harm", reason="",
        asked_by=circle.moderator.id, asked_at=now(), approved_by=circle.outsider.id, approved_as="lead",
        approved_at=now(), told_at=now(),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    late = Delay(opening_id=row.id, number=1, reason="", put_off_by=circle.outsider.id, at=now())
    db.session.add_all([late, Reading(opening_id=row.id, read_by=circle.outsider.id, at=now())])


@of_class("private-rooms", Message)
def _wrote_to_each_other(circle: Circle) -> None:
    speak_in(_walked(circle).room_id, circle)


def _walked(circle: Circle) -> Mentorship:
    two = (circle.mid(circle.regular), circle.mid(circle.other))
    room_id = open_seated_room(circle.regular.id, circle.group_id, "For two", PRIVATE, two)
    row = Mentorship(
        group_id=circle.group_id, mentee_id=two[0], mentor_id=two[1], low=min(two), high=max(two), ask_id=1,
        room_id=room_id, mentee_version=1, mentor_version=1, told_version=1, began_at=now(), state="ended", since=now(),
        ended_at=now(),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row


@of_class("join-requests", JoinRequest)
def _asked(circle: Circle) -> None:
    asked = JoinRequest(
        group_id=circle.group_id, member_id=circle.outsider.id, handle="x", created_at=now()
    )
    db.session.add(asked)


@of_class("notices", Notice)
def _told(circle: Circle) -> None:
    about = {"group": circle.group_id, "handle": "x"}
    db.session.add(
        Notice(member_id=circle.regular.id, kind="request_accepted", subject=about, at=now())
    )


@of_class("letters", Letter)
def _written(circle: Circle) -> None:
    db.session.add(Letter(member_id=circle.regular.id, way=MAIL, created_at=now(), sent_at=now()))


@of_class("hand-overs", HandOver)
def _left(circle: Circle) -> None:
    note = HandOver(
        group_id=circle.group_id, author=circle.moderator.id, handle="x", at=now(), cases=[]
    )
    db.session.add(note)


@of_class("absences", Absence)
def _was_away(circle: Circle) -> None:
    absence = Absence(
        group_id=circle.group_id, member_id=circle.moderator.id, since=now(), until=now()
    )
    db.session.add(absence)


@of_class("sessions", Session, Token, Invitation, Device)
def _over(circle: Circle) -> None:
    a_session(circle.regular)
    mine = db.session.query(Session).filter_by(member_id=circle.regular.id).one()
    db.session.add(
        Device(
            member_id=circle.regular.id, session_id=mine.id, endpoint="https://push.example/1", p256dh="k",
            auth="a", label="", created_at=now(),
        )
    )  # fmt: skip
    mine.revoked_at = now()
    members.make_token(OPERATOR, circle.regular.handle, frozenset({"live"}), timedelta())
    members.make_invitation(OPERATOR, days=1)
    db.session.query(Invitation).one().uses_left = 0


@of_class("used-codes", SetupCode)
def _used(circle: Circle) -> None:
    db.session.add(SetupCode(id=1, hash="x", created_at=now(), used_at=now()))
    code = db.session.query(RecoveryCode).filter_by(member_id=circle.regular.id).first()
    assert code is not None
    code.used_at = now()


@of_class("attendance", Participation, Slip, Share, Duty, Ballot)
def _took_part(circle: Circle) -> None:
    sitting, mine = in_sharing(circle, circle.moderator).sitting_id, circle.mid(circle.regular)
    there = {"sitting_id": sitting, "membership_id": mine}
    motion = Motion(sitting_id=sitting, words="Tea?", secret=False, opened_at=now())
    db.session.add(motion)
    db.session.flush()
    db.session.add_all(
        [
            Participation(**there, minutes=5, first_at=now()),
            Share(**there, called_at=now(), ended_at=now(), how="done"),
            Duty(**there, role="timer", since=now()),
            Ballot(motion_id=motion.id, membership_id=mine, choice="yes"),
            Slip(**there, code="c", group_name="g", held_on=date(2026, 1, 1), minutes=5, signature="s", at=now()),
        ]
    )  # fmt: skip
    meetings.close_sitting(sitting)


@of_class("tonight", ReadingAlong, Celebration, Hand)
def _left_over(circle: Circle) -> None:
    sitting = in_sharing(circle, circle.moderator).sitting_id
    meetings.close_sitting(sitting)
    there = {"sitting_id": sitting, "membership_id": circle.mid(circle.regular)}
    db.session.add(ReadingAlong(**there))
    db.session.add(Celebration(**there, words="A year"))
    db.session.add(Hand(**there, place=1, share=1, raised_at=now()))


@of_class("meeting-rooms", Message)
def _shared(circle: Circle) -> None:
    evening = in_sharing(circle, circle.moderator)
    speak_in(evening.room_id, circle)
    meetings.close_sitting(evening.sitting_id)


@of_class("help-rooms", Message, RoomSeat, HelpTurn, HelpCall)
def _was_helped(circle: Circle) -> None:
    room_id = helping.ask_for_someone(circle.regular.id, circle.slug)
    a_message(circle.regular, room_id)
    call = db.session.query(HelpCall).one()
    mine = circle.mid(circle.other)
    db.session.add(HelpTurn(call_id=call.id, membership_id=mine, asked_at=now(), times=1))
    db.session.flush()
    helping.close_call(circle.regular.id, call.id)


@of_class("calendar-addresses", CalendarAddress)
def _revoked(circle: Circle) -> None:
    db.session.add(
        CalendarAddress(
            member_id=circle.regular.id, hash="x", discreet=True, created_at=now(), revoked_at=now()
        )
    )


@of_class("jobs", Job)
def _done(circle: Circle) -> None:
    db.session.add(
        Job(kind="test", key="test:done", payload={}, run_at=now(), done_at=now(), attempts=1)
    )


def speak_in(room_id: int, circle: Circle) -> None:
    """Something is said in a room, whoever has the floor."""
    entry = append(room_id, "message_posted", actor_id=circle.mid(circle.regular))
    db.session.add(
        Message(
            stream_id=room_id, seq=entry.seq, author_id=circle.mid(circle.regular), key="k-spoke-1",
            plain="I share.", quotes=0, posted_at=now(),
        )
    )  # fmt: skip


@of_class("journal-words", JournalEntry)
def _reasoned(circle: Circle) -> None:
    record(OPERATOR, "test:thing:done", "thing:1", {}, "Because.")


@of_class("evidence", Evidence, Act, Report, CaseEntry)
def _closed(circle: Circle) -> None:
    case = Case(
        group_id=circle.group_id,
        desk="group",
        kind="message",
        ref="x",
        title="t",
        reason="r",
        opened_at=now(),
        closed_at=now(),
        outcome="resolved",
    )
    db.session.add(case)
    db.session.flush()
    db.session.add(Evidence(case_id=case.id, sealed="s", mac="m", lines=1, at=now()))
    db.session.add(Report(case_id=case.id, key="k", reason="r", sealed="s", at=now()))
    thread = CaseThread(case_id=case.id, member_id=circle.regular.id, begun_at=now())
    db.session.add(thread)
    db.session.flush()
    said = {"kind": "answered", "sealed": "s", "at": now(), "author": circle.regular.id}
    db.session.add(CaseEntry(case_id=case.id, thread_id=thread.id, **said))
    db.session.add(
        Act(
            member_id=circle.regular.id, case_id=case.id, kind="words", scope="x", author=1, author_handle="",
            reason="", statement="", kept="sealed words", at=now(),
        )
    )  # fmt: skip


@of_class("waiting-words", Held)
def _waited(circle: Circle) -> None:
    db.session.add(
        Held(
            group_id=circle.group_id, place=circle.stream, membership_id=circle.mid(circle.newcomer), key="k-held-1",
            form={"body": "Hello"}, reason="newcomer", at=now(), decided_at=now(), outcome="refused",
        )
    )  # fmt: skip


@of_class("marks", Mark)
def _marked(circle: Circle) -> None:
    db.session.add(
        Mark(
            group_id=circle.group_id, membership_id=circle.mid(circle.regular), stream_id=circle.room_id, seq=1,
            at=now(), seen_at=now(),
        )
    )  # fmt: skip


@of_class("check-ins", Checkin)
def _noted(circle: Circle) -> None:
    check_in(circle.regular.id, CheckinForm(3))


@of_class("warnings", Warning, WarningSent)
def _warned(circle: Circle) -> None:
    row = Warning(member_id=circle.regular.id, day=now().date(), rule="mood", numbers={}, at=now())
    db.session.add(row)
    db.session.flush()
    owner, to = circle.mid(circle.regular), circle.mid(circle.other)
    db.session.add(WarningSent(warning_id=row.id, owner_id=owner, to_id=to, at=now()))


@of_class("pending-addresses", Mailbox)
def _unconfirmed(circle: Circle) -> None:
    db.session.add(
        Mailbox(
            member_id=circle.regular.id, token="t", pending="a@example.org", confirm_hash="h",
            asked_at=now(),
        )
    )  # fmt: skip


@of_class("mentor-walks", Item, CheckinRhythm, ProgrammeWalk)
def _agreed(circle: Circle) -> None:
    two, mine = _walked(circle).id, circle.mid(circle.regular)
    programme = Programme(
        group_id=circle.group_id, draft={}, edited_by=circle.moderator.id, edited_at=now(), made_at=now()
    )  # fmt: skip
    db.session.add(programme)
    db.session.flush()
    version = ProgrammeVersion(
        programme_id=programme.id, number=1, content={}, published_by=circle.moderator.id, published_at=now()
    )  # fmt: skip
    db.session.add(version)
    db.session.flush()
    about = {"mentorship_id": two, "proposer_id": mine, "proposed_at": now()}
    db.session.add_all(
        [
            Item(
                mentorship_id=two, kind="task", place=1, words="x", author_id=mine, written_at=now(),
                worder_id=mine, worded_at=now(),
            ),
            CheckinRhythm(**about, rhythm={}),
            ProgrammeWalk(**about, version_id=version.id),
        ]
    )  # fmt: skip


@of_class("mentors-rooms", Message)
def _among_mentors(circle: Circle) -> None:
    mine, year = circle.mid(circle.regular), now() + timedelta(days=365)
    db.session.add(
        Mentor(membership_id=mine, applied_at=now(), agreed_version=1, renewed_until=year)
    )
    db.session.flush()
    a_message(circle.regular, have_room(circle.moderator.id, circle.group_id))


@of_class("mentor-proposals", Proposal)
def _proposed(circle: Circle) -> None:
    mentee, mentor = circle.mid(circle.regular), circle.mid(circle.other)
    about = {"mentee_id": mentee, "mentor_id": mentor, "proposed_by": circle.moderator.id}
    db.session.add(Proposal(**about, proposed_at=now()))


@of_class("mentor-words", Word)
def _to_mentors(circle: Circle) -> None:
    db.session.add(Word(author=circle.moderator.id, month="2026-01", words="x", written_at=now()))


@of_class("shadow-months", Shadowing)
def _beside(circle: Circle) -> None:
    about = {"membership_id": circle.mid(circle.regular), "guide_id": circle.mid(circle.other)}
    db.session.add(Shadowing(**about, asked_at=now(), closes_at=now(), ended_at=now()))


@of_class("mentor-pulses", Pulse)
def _answered(circle: Circle) -> None:
    mentorship = _walked(circle)
    about = {"mentorship_id": mentorship.id, "membership_id": mentorship.mentee_id, "number": 1}
    db.session.add(Pulse(**about, asked_at=now(), lapses_at=now(), answered_at=now(), answers="x"))


@of_class("mentor-signals", Signal)
def _noticed(circle: Circle) -> None:
    mentorship = _walked(circle)
    about = {"mentorship_id": mentorship.id, "mentor_id": mentorship.mentor_id}
    signal = Signal(**about, rule="silent", subject="x", raised_at=now(), looked_at=now(), note="x")
    db.session.add(signal)


def left(name: str, table: type) -> int:
    """How many rows of the class there are in that table."""
    rows = db.session.query(table)
    match name:
        case "jobs":
            return rows.filter_by(kind="test").count()
        case "journal-words":
            return rows.filter(JournalEntry.words != "").count()
        case "evidence":
            return rows.filter(table.kept != "" if table is Act else table.sealed != "").count()
        case "pending-addresses":
            return rows.filter(Mailbox.pending.is_not(None)).count()
        case "sessions" if table is Session:
            return rows.filter(Session.revoked_at.is_not(None)).count()
    return rows.count()


@law("L12.3")
@pytest.mark.parametrize("name", sorted(MAKERS))
def test_a_class_of_data_goes_when_its_time_has_come_and_not_before(
    circle: Circle, name: str
) -> None:
    making, tables = MAKERS[name]
    if registry.purgeable[name].days is None:
        give_a_time(name, 100)
    days = registry.purgeable[name].days
    making(circle)
    days = 100 if days is None else days
    if days:
        clock.move(timedelta(days=days, hours=-4))
        do_it()
        assert {table: left(name, table) for table in tables}.keys() == set(tables)
        assert all(left(name, table) for table in tables)
    clock.move(timedelta(hours=9))
    do_it()
    assert {table: left(name, table) for table in tables} == dict.fromkeys(tables, 0)


@operation
def give_a_time(name: str, days: int) -> None:
    db.session.add(RetentionTime(name=name, days=days, since=now(), set_by=1))


def do_it() -> None:
    """Everything that is due is done."""
    while run_due():
        pass
    db.session.rollback()


@law("L12.3")
def test_every_class_is_tried(app: Flask) -> None:
    assert MAKERS.keys() | BY_ITSELF == registry.purgeable.keys()


@law("L12.3")
def test_every_table_goes_in_time_or_is_kept_for_a_reason(app: Flask) -> None:
    go = {table.__tablename__ for each in registry.purgeable.values() for table in each.tables}
    stay = {table.__tablename__ for table in registry.kept}
    assert set(db.metadata.tables) - go - stay == set(), "declare it in retention.py of its feature"
    assert all(registry.kept.values())
    assert go & stay == set()


@law("L12.3")
def test_a_default_is_within_its_bounds(app: Flask) -> None:
    for each in registry.purgeable.values():
        assert each.days is None or each.least <= each.days <= each.most, each.name
        assert str(each.title)
        assert str(each.covers)

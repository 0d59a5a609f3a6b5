"""Two of office open a part of a channel, for a grave reason, for 24 hours, in the open: break-glass (L7.11)."""

from datetime import timedelta

import pytest

from community import clock
from community.actors import OPERATOR, SYSTEM
from community.errors import Conflict, Invalid, NotFound
from community.extensions import db
from community.journal import JournalEntry
from community.members import operations as members
from community.members import queries as people
from community.members.models import CONTACT, LEAD, Member, Office
from community.mentoring.models import Mentorship
from community.mentoring.opening import operations, queries
from community.mentoring.opening.forms import CodeForm, FindForm, SpanForm
from community.mentoring.opening.models import (
    ASKED,
    HARM,
    LAPSED,
    MOST_LINES,
    OPEN,
    OVER,
    REFUSED,
    Opening,
)
from community.operations import operation
from community.rooms.forms import MessageForm
from community.rooms.models import Message
from community.rooms.operations import post_message
from tests.factories import Circle, Person, a_message, a_person, admit
from tests.laws import law
from tests.members.answering import a_contact, a_lead, acts, told
from tests.mentoring.opening_stage import (
    HOUR,
    WORDS,
    Glass,
    a_glass,
    approves,
    asks,
    code_of,
    long_in_office,
    opened,
    reads,
    shows,
    the,
)
from tests.mentoring.stage import DAY
from tests.rooms.private import edit, remove

A_WHILE = timedelta(minutes=20)
"""The clock goes on while a test runs; the very moments are tried in test_opening_policies.py."""


@operation
def made_administrator(person: Person) -> None:
    """The person runs the machine from now on."""
    db.session.get_one(Member, person.id).administrator_since = clock.now()


def relieved(person: Person, kind: str = LEAD) -> None:
    """The office ends."""
    office = people.office_held(person.id, kind)
    assert office is not None
    members.end_lead(OPERATOR, office.id) if kind == LEAD else members.end_contact(
        OPERATOR, office.id
    )
    db.session.rollback()


def lines_of(opening_id: int) -> list[str]:
    """The words that are read."""
    return [line.words for line in queries.lines_in(the(opening_id))]


def cannot_read(person: Person, opening_id: int) -> None:
    """For them there is nothing."""
    with pytest.raises(NotFound):
        reads(person, opening_id)


@law("L7.11")
def test_two_leads_open_a_span_and_read_that_and_nothing_else(glass: Glass) -> None:
    opening_id = asks(glass, 2, 5)
    cannot_read(glass.asker, opening_id)
    approves(glass, opening_id)
    for person in (glass.asker, glass.second):
        reads(person, opening_id)
    assert lines_of(opening_id) == [WORDS % number for number in (2, 3, 4, 5)]
    assert the(opening_id).lines == 4


@law("L7.11")
def test_each_opening_and_reading_is_on_record_by_ids(glass: Glass) -> None:
    opening_id = opened(glass)
    reads(glass.asker, opening_id)
    reads(glass.asker, opening_id)
    mine = db.session.query(JournalEntry).filter_by(subject=f"opening:{opening_id}")
    entries = mine.order_by(JournalEntry.seq).all()
    assert [one.kind.rpartition(":")[2] for one in entries] == [
        "asked",
        "approved",
        "told",
        "read",
        "read",
    ]
    assert entries[0].facts == {
        "mentorship": glass.mentorship_id, "first": glass.seqs[2], "last": glass.seqs[5], "why": HARM,
    }  # fmt: skip
    assert [one.actor for one in entries] == [
        glass.asker.id,
        *[glass.second.id] * 2,
        *[glass.asker.id] * 2,
    ]
    assert not any(one.words for one in entries)
    assert [one.read_by for one in the(opening_id).readings] == [glass.asker.id] * 2


@law("L7.11")
def test_nobody_opens_it_alone(glass: Glass) -> None:
    opening_id = asks(glass)
    with pytest.raises(Conflict, match="somebody else"):
        approves(glass, opening_id, glass.asker)
    assert the(opening_id).state(clock.now()) == ASKED
    cannot_read(glass.asker, opening_id)


@law("L7.11")
@pytest.mark.parametrize(
    "who", ["moderator", "administrator", "mentee", "mentor", "outsider", "contact"]
)
def test_nobody_else_asks_approves_reads_or_finds_it(glass: Glass, who: str) -> None:
    cast = {
        "moderator": glass.two.circle.moderator, "mentee": glass.two.mentee, "mentor": glass.two.mentor,
        "outsider": a_person(staff=True),
    }  # fmt: skip
    make = {"administrator": lambda: a_person(administrator=True), "contact": a_contact}
    person = cast[who] if who in cast else make[who]()
    clock.move(8 * DAY)
    opening_id = asks(glass)
    unsure = CodeForm("123456")
    with pytest.raises(NotFound):
        operations.ask_opening(
            person.id, glass.mentorship_id, SpanForm(1, 9, HARM, "Why.", code="123456")
        )
    with pytest.raises(NotFound):
        operations.find_channel(
            person.id, FindForm(glass.two.mentee.handle, glass.two.mentor.handle)
        )
    with pytest.raises(NotFound):
        operations.approve_opening(person.id, opening_id, unsure)
    with pytest.raises(NotFound):
        operations.close_opening(person.id, opening_id)
    approves(glass, opening_id)
    with pytest.raises(NotFound):
        operations.read_span(person.id, opening_id, unsure)
    with pytest.raises(NotFound):
        queries.opening_for(person.id, opening_id)


@law("L7.11")
@pytest.mark.parametrize("actor", [OPERATOR, SYSTEM])
def test_the_machine_opens_nothing(glass: Glass, actor: int) -> None:
    opening_id = opened(glass)
    with pytest.raises(NotFound):
        operations.read_span(actor, opening_id, CodeForm("123456"))
    with pytest.raises(NotFound):
        operations.approve_opening(actor, opening_id, CodeForm("123456"))
    with pytest.raises(NotFound):
        operations.ask_opening(
            actor, glass.mentorship_id, SpanForm(1, 9, HARM, "Why.", code="123456")
        )


@law("L7.11")
def test_an_administrator_who_is_a_lead_opens_nothing(glass: Glass) -> None:
    opening_id = asks(glass)
    made_administrator(glass.second)
    with pytest.raises(NotFound):
        approves(glass, opening_id)
    with pytest.raises(NotFound):
        asks(glass, person=glass.second)
    third = a_lead()
    clock.move(2 * DAY)
    with pytest.raises(NotFound):
        approves(glass, opening_id, third)


@law("L7.11")
@pytest.mark.parametrize("who", ["asker", "second"])
def test_it_is_shut_for_both_once_one_of_them_runs_the_machine(glass: Glass, who: str) -> None:
    opening_id = opened(glass)
    made_administrator(getattr(glass, who))
    cannot_read(glass.asker, opening_id)
    cannot_read(glass.second, opening_id)


@law("L7.11")
@pytest.mark.parametrize("who", ["asker", "second"])
def test_it_is_shut_for_both_once_one_of_them_is_no_lead_any_more(glass: Glass, who: str) -> None:
    opening_id = opened(glass)
    relieved(getattr(glass, who))
    cannot_read(glass.asker, opening_id)
    cannot_read(glass.second, opening_id)
    members.name_lead(OPERATOR, getattr(glass, who).handle)
    cannot_read(getattr(glass, who), opening_id)


@law("L7.11")
def test_an_office_works_seven_days_after_the_naming(glass: Glass) -> None:
    third = a_lead()
    opening_id = asks(glass)
    clock.move(7 * DAY - A_WHILE)
    with pytest.raises(NotFound):
        asks(glass, person=third)
    late = asks(glass)
    with pytest.raises(NotFound):
        approves(glass, late, third)
    clock.move(A_WHILE)
    approves(glass, late, third)
    reads(third, late)
    assert the(opening_id).state(clock.now()) == LAPSED


@law("L7.11")
def test_two_leads_named_tonight_open_nothing_for_seven_days(glass: Glass) -> None:
    for person in (glass.asker, glass.second):
        relieved(person)
    for person in (glass.asker, glass.second):
        members.name_lead(OPERATOR, person.handle)
    clock.move(7 * DAY - A_WHILE)
    with pytest.raises(NotFound):
        asks(glass)
    clock.move(A_WHILE)
    approves(glass, asks(glass))


@law("L7.11")
def test_a_contact_named_tonight_is_no_second_for_seven_days(glass: Glass) -> None:
    contact = a_contact()
    opening_id = asks(glass, contact=True)
    with pytest.raises(NotFound):
        approves(glass, opening_id, contact)
    clock.move(7 * DAY)
    approves(glass, asks(glass, contact=True), contact)


@law("L7.11")
def test_a_lead_and_the_external_contact_open_it_once_the_contact_is_called(glass: Glass) -> None:
    contact = a_contact()
    clock.move(8 * DAY)
    opening_id = asks(glass)
    with pytest.raises(NotFound):
        approves(glass, opening_id, contact)
    with pytest.raises(NotFound):
        operations.call_contact(glass.second.id, opening_id)
    operations.call_contact(glass.asker.id, opening_id)
    operations.call_contact(glass.asker.id, opening_id)
    assert told(contact).count("opening_asked") == 1
    approves(glass, opening_id, contact)
    reads(contact, opening_id)
    cannot_read(glass.second, opening_id)
    assert the(opening_id).approved_as == CONTACT
    other = asks(glass)
    with pytest.raises(NotFound):
        queries.opening_for(contact.id, other)


@law("L7.11")
def test_a_third_lead_finds_it_and_reads_nothing(glass: Glass) -> None:
    third = a_lead()
    clock.move(8 * DAY)
    opening_id = opened(glass)
    assert queries.opening_for(third.id, opening_id)[0].id == opening_id
    cannot_read(third, opening_id)


@law("L7.11")
def test_an_ask_waits_for_72_hours(glass: Glass) -> None:
    first, other = asks(glass), asks(glass)
    clock.move(72 * HOUR - A_WHILE)
    approves(glass, first)
    clock.move(A_WHILE)
    with pytest.raises(Conflict, match="72 hours"):
        approves(glass, other)
    assert the(other).state(clock.now()) == LAPSED
    assert "channel_opened" in told(glass.two.mentee)


@law("L7.11")
def test_it_is_read_for_24_hours(glass: Glass) -> None:
    opening_id = opened(glass)
    clock.move(24 * HOUR - A_WHILE)
    reads(glass.second, opening_id)
    clock.move(A_WHILE)
    cannot_read(glass.second, opening_id)
    cannot_read(glass.asker, opening_id)
    assert the(opening_id).state(clock.now()) == OVER


@law("L7.11")
def test_a_closed_one_is_neither_approved_nor_read(glass: Glass) -> None:
    asked, open_one = asks(glass), opened(glass)
    operations.close_opening(glass.second.id, asked)
    operations.close_opening(glass.second.id, asked)
    with pytest.raises(Conflict):
        approves(glass, asked)
    operations.close_opening(glass.asker.id, open_one)
    cannot_read(glass.second, open_one)
    assert [the(one).state(clock.now()) for one in (asked, open_one)] == [REFUSED, OVER]
    assert acts().count("mentoring:opening:closed") == 2


@law("L7.11")
def test_what_is_open_is_closed_by_the_two_who_opened_it_alone(glass: Glass) -> None:
    third = a_lead()
    long_in_office()
    opening_id = opened(glass)
    with pytest.raises(Conflict):
        operations.close_opening(third.id, opening_id)
    reads(glass.second, opening_id)
    clock.move(24 * HOUR)
    with pytest.raises(Conflict):
        operations.close_opening(glass.asker.id, opening_id)
    assert "mentoring:opening:closed" not in acts()


@law("L7.11")
def test_approving_twice_changes_nothing(glass: Glass) -> None:
    opening_id = opened(glass)
    before = the(opening_id).approved_at
    clock.move(HOUR)
    approves(glass, opening_id)
    assert the(opening_id).approved_at == before
    third = a_lead()
    clock.move(7 * DAY)
    with pytest.raises(Conflict):
        approves(glass, opening_id, third)


@law("L7.11")
def test_what_comes_later_is_not_in_the_span(glass: Glass) -> None:
    opening_id = asks(glass, 7, 9)
    a_message(glass.two.mentee, glass.room_id, "Written after the asking.")
    approves(glass, opening_id)
    a_message(glass.two.mentor, glass.room_id, "Written after the approval.")
    assert lines_of(opening_id) == [WORDS % number for number in (7, 8, 9)]


@law("L7.11", "L4.3")
def test_of_the_span_is_read_what_the_two_read_there_themselves(glass: Glass) -> None:
    opening_id = opened(glass)
    edit(glass.two.mentee, glass.room_id, glass.seqs[2], "The river fell.")
    remove(glass.two.mentor, glass.room_id, glass.seqs[3])
    edit(glass.two.mentee, glass.room_id, glass.seqs[6], "Outside of it.")
    read = queries.lines_in(the(opening_id))
    assert [line.words for line in read] == ["The river fell.", "", WORDS % 4, WORDS % 5]
    assert [(line.edited, line.removed) for line in read[:2]] == [(True, False), (False, True)]


@law("L7.11")
def test_a_quote_or_an_answer_brings_no_line_from_outside_of_the_span(glass: Glass) -> None:
    outside = glass.seqs[0]
    quoting = f"room:{glass.room_id}/{outside}"
    form = MessageForm.parse(
        {"body": "As you said.", "key": "quoting-it", "reply_to": outside, "quotes": quoting}
    )
    seq = post_message(glass.two.mentee.id, f"room:{glass.room_id}", form).seq
    form_of_span = SpanForm(seq, seq, HARM, "Why.", code=code_of(glass.asker))
    opening_id = operations.ask_opening(glass.asker.id, glass.mentorship_id, form_of_span)
    approves(glass, opening_id)
    assert lines_of(opening_id) == ["As you said."]


@law("L7.11")
@pytest.mark.parametrize("numbers", [(0, 0), (900, 999), (-5, 0)])
def test_a_span_without_a_line_is_none(glass: Glass, numbers: tuple[int, int]) -> None:
    form = SpanForm(*numbers, HARM, "Why.", code=code_of(glass.asker))
    with pytest.raises(Invalid) as refusal:
        operations.ask_opening(glass.asker.id, glass.mentorship_id, form)
    assert "first" in refusal.value.fields
    assert db.session.query(Opening).count() == 0


@law("L7.11")
def test_a_span_is_not_the_channel(circle: Circle) -> None:
    glass = a_glass(circle, MOST_LINES + 1)
    with pytest.raises(Invalid, match="200"):
        asks(glass, 0, MOST_LINES)
    opening_id = asks(glass, 0, MOST_LINES - 1)
    assert the(opening_id).lines == MOST_LINES


@law("L7.11")
def test_each_grave_step_needs_the_authenticator_once_more(glass: Glass) -> None:
    opening_id = asks(glass)
    wrong = CodeForm("000000")
    with pytest.raises(Invalid):
        operations.approve_opening(glass.second.id, opening_id, wrong)
    used = shows(glass.second)
    operations.approve_opening(glass.second.id, opening_id, used)
    with pytest.raises(Invalid):
        operations.read_span(glass.second.id, opening_id, used)
    assert the(opening_id).readings == []


@law("L7.11")
def test_a_lead_who_is_one_of_the_two_or_walked_with_one_takes_no_part(glass: Glass) -> None:
    opening_id = asks(glass)
    two = glass.two
    companion = admit(a_person(staff=True), two.circle.slug)
    walked(companion, glass)
    for person in (two.mentor, companion):
        named_long_ago(person)
        with pytest.raises(NotFound):
            queries.opening_for(person.id, opening_id)
        with pytest.raises(NotFound):
            queries.askable(person.id, glass.mentorship_id)
        with pytest.raises(NotFound):
            approves(glass, opening_id, person)
        with pytest.raises(Invalid):
            operations.find_channel(person.id, FindForm(two.mentee.handle, two.mentor.handle))


@operation
def walked(person: Person, glass: Glass) -> None:
    """The mentor of the two walked with them too, once."""
    mine, theirs = glass.two.circle.mid(person), glass.two.mentor_mid
    before = Mentorship(
        group_id=glass.two.circle.group_id, mentee_id=mine, mentor_id=theirs, low=min(mine, theirs),
        high=max(mine, theirs), ask_id=7, room_id=glass.two.circle.room_id, mentee_version=1, mentor_version=1,
        told_version=1, began_at=clock.now(), state="ended", since=clock.now(), ended_at=clock.now(),
    )  # fmt: skip
    db.session.add(before)


@operation
def named_long_ago(person: Person) -> None:
    """They have been a lead for weeks."""
    db.session.add(
        Office(member_id=person.id, kind=LEAD, named_at=clock.now() - 30 * DAY, named_by=OPERATOR)
    )


@law("L7.11", "L7.4")
def test_a_lead_finds_a_channel_by_the_names_of_both(glass: Glass) -> None:
    two = glass.two
    form = FindForm(two.mentor.handle.upper(), two.mentee.handle)
    assert operations.find_channel(glass.asker.id, form) == glass.mentorship_id
    assert acts()[-1] == "mentoring:opening:looked_for"
    for one, other in (
        (two.mentee.handle, "nobody-here"),
        (two.mentee.handle, two.circle.other.handle),
    ):
        with pytest.raises(Invalid):
            operations.find_channel(glass.asker.id, FindForm(one, other))


@law("L7.11")
def test_the_reason_is_kept_sealed(glass: Glass) -> None:
    opening_id = asks(glass)
    row = the(opening_id)
    assert "telephone" not in row.reason
    assert queries.reason_of(row) == "She told me on the telephone."


@law("L7.11", "L7.8")
def test_an_open_part_moves_nothing_in_the_channel(glass: Glass) -> None:
    before = db.session.query(Message).filter_by(stream_id=glass.room_id).count()
    opening_id = opened(glass)
    reads(glass.asker, opening_id)
    assert the(opening_id).state(clock.now()) == OPEN
    assert db.session.query(Message).filter_by(stream_id=glass.room_id).count() == before
    mentor = admit(a_person(), glass.two.circle.slug)
    with pytest.raises(NotFound):
        queries.told_to(mentor.id, glass.mentorship_id)

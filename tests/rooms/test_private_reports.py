"""What is said in a private room is reported to the leads, line by line (L4.9, L8.1)."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from community import clock, resealing
from community.actors import OPERATOR
from community.clock import now
from community.errors import NotFound
from community.journal import verify
from community.members.operations import end_lead
from community.members.queries.offices import office_held
from community.moderation import operations as moderation
from community.moderation import queries as cases
from community.moderation.forms import AnswerForm, AppealForm
from community.rooms import queries
from community.rooms.models import Message
from community.rooms.operations import (
    close_room,
    end_seats,
)
from community.rooms.operations.purging import purge_stretch
from tests.factories import Circle, a_message
from tests.laws import law
from tests.members.answering import a_contact, a_lead
from tests.moderation.desk import case_of, report
from tests.moderation.test_cases import step
from tests.rooms.private import WORDS, a_private_room, kept, rows_of, tamper
from tests.stage import Browser


@law("L4.9", "L8.1")
def test_a_report_goes_to_the_leads_with_exactly_its_span(circle: Circle) -> None:
    lead, room_id = a_lead(), a_private_room(circle)
    for number in range(3):
        a_message(circle.regular, room_id, f"{WORDS} {number}")
    case = case_of(report(circle.other, f"room:{room_id}/2", first=2, last=2))
    assert (case.desk, case.private) == ("leads", True)
    [lines] = cases.evidence_in(case.id)
    assert [line.words for line in lines] == [f"{WORDS} 1"]
    resealing.rotate()
    resealing.forget_old()
    assert verify() is None
    [lines] = cases.evidence_in(case.id)
    assert [line.words for line in lines] == [f"{WORDS} 1"]
    assert b"zephyrine" not in kept()
    with pytest.raises(NotFound):
        queries.room_for(lead.id, room_id)


@law("L4.9", "L8.1")
def test_its_reporter_may_choose_the_groups_moderators(circle: Circle) -> None:
    a_lead()
    room_id = a_private_room(circle)
    a_message(circle.regular, room_id, WORDS)
    case = case_of(report(circle.other, f"room:{room_id}/1", moderators=True))
    assert (case.desk, case.private) == ("group", True)


@law("L8.1")
def test_it_is_reported_after_it_ended_too_but_nothing_said_later(circle: Circle) -> None:
    a_lead()
    room_id = a_private_room(circle)
    a_message(circle.regular, room_id, WORDS)
    close_room(circle.regular.id, room_id)
    end_seats(room_id, now() + timedelta(days=7))
    clock.move(timedelta(days=30))
    with pytest.raises(NotFound):
        queries.room_for(circle.other.id, room_id)
    for person in (circle.moderator, circle.newcomer):
        with pytest.raises(NotFound):
            queries.message_reported(person.id, f"room:{room_id}/1")
    [lines] = cases.evidence_in(case_of(report(circle.other, f"room:{room_id}/1")).id)
    assert [line.words for line in lines] == [WORDS]
    tamper(sa.update(Message).values(posted_at=now()))
    with pytest.raises(NotFound):
        queries.message_reported(circle.other.id, f"room:{room_id}/1")
    assert purge_stretch(room_id, now() + timedelta(days=1))
    with pytest.raises(NotFound):
        queries.message_reported(circle.other.id, f"room:{room_id}/1")


@law("L4.9", "L8.5")
def test_words_that_come_back_after_an_appeal_are_sealed_again(circle: Circle) -> None:
    lead, other, room_id = a_lead(), a_lead(), a_private_room(circle)
    a_message(circle.regular, room_id, WORDS)
    case = case_of(report(circle.other, f"room:{room_id}/1")).id
    moderation.claim_case(lead.id, case)
    act = moderation.act_in_case(lead.id, case, step("words")).act_id
    assert [(row.body, row.sealed) for row in rows_of(room_id)] == [("", "")]
    appeal = moderation.appeal(circle.regular.id, act, AppealForm("It was a dream."))
    moderation.decide_appeal(other.id, appeal, AnswerForm(True, "You are right."))
    [message] = rows_of(room_id)
    assert (message.body, message.plain) == (WORDS, "")
    assert b"zephyrine" not in kept()


@law("L8.1", "L8.3")
def test_where_no_lead_is_left_it_waits_for_one_and_no_moderator_reads_it(
    circle: Circle, as_member: Browser
) -> None:
    room_id = a_private_room(circle)
    a_message(circle.regular, room_id, WORDS)
    page = (
        as_member(circle.other)
        .get(f"/reports/new?kind=message&ref=room:{room_id}/1")
        .get_data(as_text=True)
    )
    assert "waits for a safeguarding lead" in page
    assert f"The moderators of {circle.slug.title()}" not in page
    case = case_of(report(circle.other, f"room:{room_id}/1"))
    assert (case.desk, case.private) == ("leads", True)
    moderation.find_desks()
    assert as_member(circle.moderator).get(f"/cases/{case.id}").status_code == 404
    lead = a_lead()
    assert as_member(lead).get(f"/cases/{case.id}").status_code == 200


@law("L8.1")
def test_what_lies_with_the_leads_stays_there_when_the_last_one_goes(
    circle: Circle, as_member: Browser
) -> None:
    lead, room_id = a_lead(), a_private_room(circle)
    a_message(circle.regular, room_id, WORDS)
    case = case_of(report(circle.other, f"room:{room_id}/1")).id
    office = office_held(lead.id, "lead")
    assert office is not None
    end_lead(OPERATOR, office.id)
    assert moderation.find_desks() == 0
    assert as_member(circle.moderator).get(f"/cases/{case}").status_code == 404
    contact = a_contact()
    assert moderation.find_desks() == 1
    assert as_member(contact).get(f"/cases/{case}").status_code == 200


@law("L8.1")
def test_whose_reporter_chose_the_moderators_waits_for_no_lead(circle: Circle) -> None:
    room_id = a_private_room(circle)
    a_message(circle.regular, room_id, WORDS)
    case = case_of(report(circle.other, f"room:{room_id}/1", moderators=True))
    assert case.desk == "group"

"""Appeals: once, in time, by whom it concerns, decided by another; and what was wrong is put right (L8.5)."""

from datetime import timedelta

import pytest
from flask import Flask

from community import clock
from community.errors import Conflict, Forbidden, NotFound
from community.extensions import db
from community.groups.queries import standings_of
from community.jobs import run_due
from community.journal import verify
from community.members import queries as members
from community.members.operations.sessions import refuse_unwelcome
from community.moderation import operations, queries, tickets
from community.moderation.forms import ActForm, AnswerForm, AppealForm, StepForm
from community.moderation.models import Act, Appeal
from community.notices.queries import inbox_of
from community.rooms import operations as rooms
from community.rooms.forms import RemovalForm
from community.rooms.models import Message
from tests.factories import Circle, Person, a_message, a_person, admit
from tests.laws import law
from tests.members.answering import a_lead
from tests.moderation.desk import HARSH, case_of, report, said
from tests.stage import Browser

WORDS = AppealForm("I was quoting what was said to me.")
GRANT, LEAVE = AnswerForm(True, "You are right."), AnswerForm(False, "It stands.")


@pytest.fixture
def second(circle: Circle) -> Person:
    """Another moderator."""
    return admit(a_person(staff=True), circle.slug, "moderator")


def muted(circle: Circle) -> int:
    form = ActForm("Too loud.", clock.now() + timedelta(days=7))
    return operations.mute_person(circle.moderator.id, circle.mid(circle.regular), form).act_id


@law("L8.5")
def test_another_decides_and_the_standing_ends(
    circle: Circle, as_member: Browser, second: Person
) -> None:
    act = muted(circle)
    mine = as_member(circle.regular)
    assert mine.post(f"/acts/{act}/appeal", data={"words": WORDS.words}).status_code == 303
    appeal = db.session.query(Appeal).one().id
    assert as_member(circle.moderator).post(
        f"/appeals/{appeal}/decision", data={"granted": "no", "words": "No."}
    ).status_code == 403  # fmt: skip
    other = as_member(second)
    assert WORDS.words in other.get(f"/appeals/{appeal}").get_data(as_text=True)
    assert (
        other.post(
            f"/appeals/{appeal}/decision", data={"granted": "yes", "words": "Right."}
        ).status_code
        == 303
    )
    db.session.rollback()
    assert standings_of(circle.mid(circle.regular)) == []
    assert "Your appeal was granted." in inbox_of(circle.regular.id, "UTC")[0].sentence
    assert "Right." in mine.get(f"/acts/{act}").get_data(as_text=True)
    assert verify() is None


@law("L8.5")
def test_not_granted_changes_nothing_and_says_why(
    circle: Circle, as_member: Browser, second: Person
) -> None:
    act = muted(circle)
    appeal = operations.appeal(circle.regular.id, act, WORDS)
    operations.decide_appeal(second.id, appeal, LEAVE)
    assert len(standings_of(circle.mid(circle.regular))) == 1
    assert "It stands." in as_member(circle.regular).get(f"/acts/{act}").get_data(as_text=True)
    with pytest.raises(Conflict):
        operations.decide_appeal(second.id, appeal, GRANT)


@law("L8.5")
def test_once_in_six_months_and_only_by_whom_it_concerns(circle: Circle, second: Person) -> None:
    act = muted(circle)
    with pytest.raises(NotFound):
        operations.appeal(circle.other.id, act, WORDS)
    operations.appeal(circle.regular.id, act, WORDS)
    with pytest.raises(Conflict, match="already"):
        operations.appeal(circle.regular.id, act, WORDS)
    late = muted(circle)
    clock.move(timedelta(days=184))
    with pytest.raises(Conflict, match="six months"):
        operations.appeal(circle.regular.id, late, WORDS)


@law("L8.5")
def test_with_no_other_moderator_a_lead_decides(circle: Circle, as_member: Browser) -> None:
    lead = a_lead()
    appeal = operations.appeal(circle.regular.id, muted(circle), WORDS)
    with pytest.raises(Forbidden):
        operations.decide_appeal(circle.moderator.id, appeal, LEAVE)
    assert f"/appeals/{appeal}" in as_member(lead).get("/desk").get_data(as_text=True)
    operations.decide_appeal(lead.id, appeal, GRANT)


@law("L8.5", "L4.7")
def test_removed_words_come_back(circle: Circle, second: Person) -> None:
    seq = a_message(circle.regular, circle.room_id, HARSH)
    why = RemovalForm.parse({"reason": "No selling."})
    rooms.remove_message(circle.moderator.id, circle.stream, seq, why)
    act = db.session.query(Act).one()
    assert "taper" not in act.kept
    appeal = operations.appeal(circle.regular.id, act.id, WORDS)
    operations.decide_appeal(second.id, appeal, GRANT)
    db.session.rollback()
    assert db.session.query(Message).one().body == HARSH
    assert db.session.get_one(Act, act.id).kept == ""


@law("L8.5")
def test_somebody_banned_from_the_site_appeals_without_signing_in(
    app: Flask, circle: Circle
) -> None:
    lead, other = a_lead(), a_lead()
    case = case_of(report(circle.newcomer, said(circle, circle.moderator, HARSH)))
    operations.claim_case(lead.id, case.id)
    operations.act_in_case(
        lead.id, case.id, StepForm.parse({"step": "expel", "reason": "You sold pills here."})
    )
    address = tickets.statement_of(circle.moderator.id)
    stranger = app.test_client()
    page = stranger.get(address).get_data(as_text=True)
    assert "You sold pills here." in page
    assert stranger.post(address, data={"words": "It was a joke."}).status_code == 303
    assert "It was a joke." in stranger.get(address).get_data(as_text=True)
    assert stranger.get(address[:-1] + ("A" if address[-1] != "A" else "B")).status_code == 404
    appeal = db.session.query(Appeal).one()
    with pytest.raises(Forbidden):
        operations.decide_appeal(lead.id, appeal.id, GRANT)
    operations.decide_appeal(other.id, appeal.id, GRANT)
    assert members.member_for(circle.moderator.id).banned_at is None


@law("L8.8")
def test_members_see_their_own_record_and_nobody_elses(circle: Circle, as_member: Browser) -> None:
    act = muted(circle)
    assert "Muted" in as_member(circle.regular).get("/you/record").get_data(as_text=True)
    assert "nothing on your record" in as_member(circle.other).get("/you/record").get_data(
        as_text=True
    )
    for person in (circle.other, circle.outsider, circle.moderator):
        assert as_member(person).get(f"/acts/{act}").status_code == 404


def test_an_appeal_is_absent_for_everybody_else(
    circle: Circle, as_member: Browser, second: Person
) -> None:
    appeal = operations.appeal(circle.regular.id, muted(circle), WORDS)
    for person in (circle.regular, circle.other, circle.outsider):
        client = as_member(person)
        assert client.get(f"/appeals/{appeal}").status_code == 404
        data = {"granted": "yes", "words": "x"}
        assert client.post(f"/appeals/{appeal}/decision", data=data).status_code == 404
    assert queries.deciders_of(db.session.query(Act).one()) == {second.id}


@law("L8.5")
def test_an_appeal_is_brought_up_again_before_it_is_due(circle: Circle, second: Person) -> None:
    operations.appeal(circle.regular.id, muted(circle), WORDS)
    clock.move(timedelta(days=4))
    assert operations.remind_of_appeals() == 0
    clock.move(timedelta(days=2))
    assert operations.remind_of_appeals() == 1
    assert operations.remind_of_appeals() == 0
    told = [notice.sentence for notice in inbox_of(second.id, "UTC")]
    assert sum("An appeal waits" in sentence for sentence in told) == 2


@law("L8.5")
def test_before_it_is_due_the_leads_may_decide_it_too(
    circle: Circle, as_member: Browser, second: Person
) -> None:
    lead = a_lead()
    made = operations.appeal(circle.regular.id, muted(circle), WORDS)
    client = as_member(lead)
    assert f"/appeals/{made}" not in client.get("/desk").text
    clock.move(timedelta(days=5, minutes=1))
    operations.remind_of_appeals()
    assert sum("An appeal waits" in one.sentence for one in inbox_of(lead.id, "UTC")) == 1
    assert f"/appeals/{made}" in client.get("/desk").text
    granted = {"granted": "yes", "words": "Too long."}
    assert client.post(f"/appeals/{made}/decision", data=granted).status_code == 303
    assert f"/appeals/{made}" not in as_member(second).get("/desk").text


@law("L8.3")
def test_a_lead_named_later_gets_what_waited_for_one(circle: Circle, as_member: Browser) -> None:
    case = case_of(report(circle.newcomer, said(circle, circle.moderator, HARSH)))
    second = admit(a_person(staff=True), circle.slug, "moderator")
    assert operations.find_desks() == 1
    assert as_member(second).get(f"/cases/{case.id}").status_code == 200
    lead = a_lead()
    assert operations.find_desks() == 1
    assert operations.find_desks() == 0
    assert as_member(lead).get(f"/cases/{case.id}").status_code == 200
    assert as_member(second).get(f"/cases/{case.id}").status_code == 404


@law("L8.3", "L8.5")
def test_an_appeal_of_a_moderator_is_nothing_for_their_colleagues(
    circle: Circle, as_member: Browser, second: Person
) -> None:
    lead, other = a_lead(), a_lead()
    case = case_of(report(circle.newcomer, said(circle, circle.moderator, HARSH)))
    operations.claim_case(lead.id, case.id)
    warned = StepForm.parse({"step": "warn", "reason": "Not again."})
    act = operations.act_in_case(lead.id, case.id, warned).act_id
    appeal = operations.appeal(circle.moderator.id, act, WORDS)
    assert as_member(second).get(f"/appeals/{appeal}").status_code == 404
    assert "appeal" not in " ".join(one.sentence for one in inbox_of(second.id, "UTC")).lower()
    assert as_member(other).get(f"/appeals/{appeal}").status_code == 200
    operations.decide_appeal(other.id, appeal, LEAVE)


@law("L8.5", "L4.8")
def test_an_appeal_is_granted_also_where_the_words_have_had_their_time(
    circle: Circle, second: Person
) -> None:
    seq = a_message(circle.regular, circle.room_id, HARSH)
    why = RemovalForm.parse({"reason": "No selling."})
    rooms.remove_message(circle.moderator.id, circle.stream, seq, why)
    appeal = operations.appeal(circle.regular.id, db.session.query(Act).one().id, WORDS)
    clock.move(timedelta(days=100))
    while run_due():
        pass
    operations.decide_appeal(second.id, appeal, GRANT)
    assert db.session.get_one(Appeal, appeal).granted


@law("L8.5")
@pytest.mark.parametrize("why", ["appealed", "late"])
def test_the_page_offers_an_appeal_only_while_there_can_be_one(
    circle: Circle, as_member: Browser, why: str
) -> None:
    act = muted(circle)
    box = f'action="/acts/{act}/appeal"'
    assert box in as_member(circle.regular).get(f"/acts/{act}").get_data(as_text=True)
    if why == "appealed":
        operations.appeal(circle.regular.id, act, WORDS)
    else:
        clock.move(timedelta(days=184))
    assert box not in as_member(circle.regular).get(f"/acts/{act}").get_data(as_text=True)


@law("L8.5", "L8.4")
def test_an_appeal_opens_no_door_that_another_act_keeps_shut(
    circle: Circle,
) -> None:
    first, other, person = a_lead(), a_lead(), circle.regular
    suspended = kept_out(circle, first, "suspend", "10080")
    banned = kept_out(circle, first, "expel")
    appeal = operations.appeal(person.id, suspended, WORDS)
    operations.decide_appeal(other.id, appeal, GRANT)
    assert members.member_for(person.id).banned_at is not None
    with pytest.raises(Forbidden):
        refuse_unwelcome(members.member_for(person.id))
    assert f"/{tickets.ticket_for(person.id, banned)}" in tickets.statement_of(person.id)


@law("L8.5", "L8.4")
def test_of_two_suspensions_the_longer_holds_and_each_ends_by_its_own_appeal(
    circle: Circle,
) -> None:
    first, other, person = a_lead(), a_lead(), circle.regular
    long = kept_out(circle, first, "suspend", "129600")
    until = members.member_for(person.id).suspended_until
    short = kept_out(circle, first, "suspend", "60")
    assert members.member_for(person.id).suspended_until == until
    operations.decide_appeal(other.id, operations.appeal(person.id, short, WORDS), GRANT)
    assert members.member_for(person.id).suspended_until == until
    operations.decide_appeal(other.id, operations.appeal(person.id, long, WORDS), GRANT)
    assert members.member_for(person.id).suspended_until is None


def kept_out(circle: Circle, lead: Person, kind: str, minutes: str = "") -> int:
    """A case of its own in which a lead closes the site to the regular; the act."""
    ref = said(circle, circle.regular, f"{HARSH} {kind} {minutes}")
    case = case_of(report(circle.newcomer, ref, leads=True))
    operations.claim_case(lead.id, case.id)
    typed = {"step": kind, "reason": "You sold pills here.", "minutes": minutes}
    return operations.act_in_case(lead.id, case.id, StepForm.parse(typed)).act_id

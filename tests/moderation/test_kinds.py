"""Topics, meetings and groups as such are reported by the same page (L8.1)."""

import pytest
from flask import Flask

from community.actors import OPERATOR
from community.errors import NotFound
from community.jobs import run_due
from community.moderation import operations, queries
from community.moderation.forms import OutcomeForm
from community.portability import operations as leaving
from community.rooms import operations as rooms
from community.rooms.forms import RemovalForm
from tests.factories import Circle, a_circle, a_person
from tests.forums.stage import a_post, a_topic
from tests.laws import law
from tests.meetings.planned import a_meeting
from tests.moderation.desk import case_of, report, send
from tests.stage import Browser


@law("L8.1")
def test_a_topic_is_reported_with_its_title_and_its_beginning(
    circle: Circle, as_member: Browser
) -> None:
    topic = a_topic(circle.regular, circle, "Buy my taper here", "It works in a week.")
    a_post(circle.other, topic, "Please do not.")
    reader = as_member(circle.newcomer)
    assert f"kind=topic&amp;ref={topic.stream}" in reader.get(topic.address).get_data(as_text=True)
    made = report(circle.newcomer, topic.stream, "topic", first=0, last=2)
    case = case_of(made)
    (lines,) = queries.evidence_in(case.id)
    assert [line.words for line in lines][:2] == ["Buy my taper here", "It works in a week."]
    assert case.about_member == circle.regular.id
    assert "taper" not in case.title


@law("L8.1")
def test_a_topic_is_reported_through_the_page(circle: Circle, as_member: Browser) -> None:
    topic = a_topic(circle.regular, circle)
    assert send(as_member(circle.newcomer), topic.stream, "topic") == 303
    moderator = as_member(circle.moderator)
    assert f"A topic by {circle.regular.handle}" in moderator.get("/desk").get_data(as_text=True)


@law("L8.1")
def test_a_topic_whose_posts_are_gone_is_reported_by_its_title(circle: Circle) -> None:
    topic = a_topic(circle.regular, circle, "Buy my taper here")
    seq = queries.reported_for(circle.newcomer.id, "topic", topic.stream).lines[1].seq
    rooms.remove_message(circle.regular.id, topic.stream, seq, RemovalForm.parse({}))
    what = queries.reported_for(circle.newcomer.id, "topic", topic.stream)
    assert [line.words for line in what.lines] == ["Buy my taper here"]
    report(circle.newcomer, topic.stream, "topic")


@law("L8.1")
def test_a_meeting_is_reported(circle: Circle, as_member: Browser) -> None:
    meeting = a_meeting(circle)
    ref = f"meeting:{meeting.meeting_id}"
    reader = as_member(circle.newcomer)
    assert ref in reader.get(f"/meetings/{meeting.slug}").get_data(as_text=True)
    assert send(reader, ref, "meeting") == 303
    shown = as_member(circle.moderator).get("/desk").get_data(as_text=True)
    assert "The meeting Thursday Night" in shown


@law("L8.1")
def test_a_group_is_reported_from_its_page(circle: Circle, as_member: Browser) -> None:
    ref = f"group:{circle.group_id}"
    reader = as_member(circle.newcomer)
    assert ref in reader.get(f"/groups/{circle.slug}").get_data(as_text=True)
    assert send(reader, ref, "group") == 303


@law("L8.3")
@pytest.mark.parametrize("kind", ["topic", "meeting", "outside", "nothing"])
@pytest.mark.parametrize(
    "ref", ["", "7", "topic:7", "meeting:7", "topic:x/0", "meeting:99999999999999999999"]
)
def test_what_is_not_there_or_not_theirs_is_absent(
    app: Flask, circle: Circle, kind: str, ref: str
) -> None:
    with pytest.raises(NotFound):
        queries.reported_for(circle.regular.id, kind, ref)


@law("L8.3")
def test_a_topic_of_a_closed_group_is_absent_for_an_outsider(circle: Circle) -> None:
    topic, stranger = a_topic(circle.regular, circle), a_person("stranger")
    with pytest.raises(NotFound):
        queries.reported_for(stranger.id, "topic", topic.stream)


@law("L8.1")
def test_the_reporter_can_ask_the_leads_when_moderators_saw_nothing_in_it(
    circle: Circle, as_member: Browser
) -> None:
    topic = a_topic(circle.regular, circle)
    made = report(circle.newcomer, topic.stream, "topic")
    case = case_of(made)
    operations.claim_case(circle.moderator.id, case.id)
    operations.close_case(circle.moderator.id, case.id, OutcomeForm("rejected", "Nothing in it."))
    receipt = as_member(circle.newcomer).get(f"/reports/{made}").get_data(as_text=True)
    assert "Ask the leads" in receipt
    assert f"/reports/new?kind=topic&amp;ref={topic.stream}/0&amp;leads=yes" in receipt


@law("L8.2")
def test_a_reporter_who_is_not_in_the_group_is_called_so_and_by_no_name(
    app: Flask, as_member: Browser
) -> None:
    open_house = a_circle(visibility="open")
    stranger, name = a_person(), "somebody who is not in the group"
    ref = f"group:{open_house.group_id}"
    case = case_of(report(stranger, ref, "group", words="I looked in.")).id
    report(open_house.newcomer, ref, "group")
    keeper = as_member(open_house.moderator)
    keeper.post(f"/cases/{case}/claim")
    shown = keeper.get(f"/cases/{case}").text
    assert f"Write to {name}" in shown
    assert open_house.newcomer.handle in shown
    assert stranger.handle not in shown
    assert "a former member" not in shown
    leaving.erase_member(OPERATOR, stranger.handle, False)
    while run_due():
        pass
    shown = keeper.get(f"/cases/{case}").text
    assert name not in shown
    assert "a former member" in shown

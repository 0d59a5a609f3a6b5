"""What waits is posted, refused or taken back, once, and its author hears of it (L3.6, L8.4)."""

from datetime import timedelta

import gevent
import pytest
from flask import Flask
from flask.testing import FlaskClient

from community import clock
from community.actors import OPERATOR
from community.errors import Conflict, Forbidden, NotFound
from community.extensions import db
from community.forums import operations as forums
from community.forums.forms import BoardForm, MergeForm, TopicRules
from community.forums.models import Topic
from community.groups import operations as groups
from community.journal import JournalEntry, verify
from community.members.models import Office
from community.moderation import operations, queries
from community.moderation.forms import ActForm
from community.moderation.models import Held
from community.notices.queries import inbox_of
from community.operations import operation
from community.portability import operations as portability
from community.rooms.models import Message
from tests.factories import Circle, Person, a_person, admit
from tests.forums.stage import a_topic, board_of
from tests.laws import law
from tests.moderation.test_holding import leave_unattended
from tests.moderation.waiting import (
    WORDS,
    a_post_that_waits,
    held_under,
    said_in,
    told,
    write,
)
from tests.stage import Browser

WHY = ActForm("Please leave your telephone number out.")


def second_moderator(circle: Circle) -> Person:
    """Somebody else who looks after the group."""
    return admit(a_person("second-keeper", staff=True), circle.slug, "moderator")


@operation
def make_lead(member_id: int) -> None:
    """Somebody answers for the safety of the site."""
    lead = Office(member_id=member_id, kind="lead", named_at=clock.now(), named_by=member_id)
    db.session.add(lead)


@law("L3.6", "L13.2")
def test_a_moderator_posts_what_waits_and_its_author_hears(
    circle: Circle, as_member: Browser
) -> None:
    topic, waiting = a_post_that_waits(circle, as_member)
    page = as_member(circle.moderator).get(f"/groups/{circle.slug}/waiting").text
    assert WORDS in page
    assert "One of their first two posts here" in page
    as_member(circle.moderator).post(f"/held/{waiting.id}/approval")
    assert said_in(topic.id)[-1] == WORDS
    assert "is posted now" in told(circle.newcomer)[0]
    assert WORDS not in as_member(circle.moderator).get(f"/groups/{circle.slug}/waiting").text


@law("L3.5", "L3.6")
def test_words_that_wait_go_on_where_their_topic_does(circle: Circle, as_member: Browser) -> None:
    topic = a_topic(circle.regular, circle)
    data = {"body": WORDS, "key": "waits-in-merged", "reply_to": "1"}
    as_member(circle.newcomer).post(f"{topic.address}/posts", data=data)
    there = a_topic(circle.moderator, circle, "Warm drinks")
    forums.merge_topic(circle.moderator.id, topic.id, MergeForm(there.id))
    waiting = held_under("waits-in-merged")
    address = operations.approve_words(circle.moderator.id, waiting.id)
    assert address.startswith(there.address)
    assert said_in(there.id)[-1] == WORDS
    made = db.session.query(Message).filter_by(stream_id=there.id, body=WORDS).one()
    answered = db.session.query(Message).filter_by(stream_id=there.id, seq=made.reply_to).one()
    assert answered.body == "What helps?"
    assert answered.author_id == circle.mid(circle.regular)


@law("L3.5", "L3.6")
def test_words_that_wait_in_a_merged_topic_can_be_refused(
    circle: Circle, as_member: Browser
) -> None:
    topic, waiting = a_post_that_waits(circle, as_member)
    there = a_topic(circle.moderator, circle, "Warm drinks")
    forums.merge_topic(circle.moderator.id, topic.id, MergeForm(there.id))
    operations.refuse_words(circle.moderator.id, waiting.id, WHY)
    assert WHY.reason in told(circle.newcomer)[0]
    assert WORDS not in said_in(there.id)


@law("L3.6", "L8.4")
def test_refused_words_come_back_to_their_author_with_the_reason(
    circle: Circle, as_member: Browser
) -> None:
    topic, waiting = a_post_that_waits(circle, as_member)
    refusal = {"reason": WHY.reason}
    as_member(circle.moderator).post(f"/held/{waiting.id}/refusal", data=refusal)
    assert WHY.reason in told(circle.newcomer)[0]
    page = as_member(circle.newcomer).get(f"/held/{waiting.id}").text
    assert WORDS in page
    assert WHY.reason in page
    assert f'action="{topic.address}/posts"' in page
    assert said_in(topic.id) == ["What helps?"]


def test_no_refusal_without_a_reason(circle: Circle, as_member: Browser) -> None:
    _topic, waiting = a_post_that_waits(circle, as_member)
    answer = as_member(circle.moderator).post(f"/held/{waiting.id}/refusal", data={"reason": ""})
    assert answer.status_code == 422
    assert queries.count_waiting(circle.group_id) == 1


@law("L3.6")
def test_the_author_takes_words_back_and_lets_go_of_them(
    circle: Circle, as_member: Browser
) -> None:
    _topic, waiting = a_post_that_waits(circle, as_member)
    newcomer = as_member(circle.newcomer)
    back = newcomer.post(f"/held/{waiting.id}/withdrawal")
    assert WORDS in newcomer.get(back.location).text
    with pytest.raises(Conflict, match="taken this back"):
        operations.approve_words(circle.moderator.id, waiting.id)
    newcomer.post(f"/held/{waiting.id}/discarding")
    assert WORDS not in newcomer.get(f"/held/{waiting.id}").text


@law("L3.6")
@pytest.mark.parametrize("who", ["regular", "outsider", "moderator"])
def test_nobody_but_its_author_has_its_page(circle: Circle, as_member: Browser, who: str) -> None:
    _topic, waiting = a_post_that_waits(circle, as_member)
    browser = as_member(circle.people[who])
    assert browser.get(f"/held/{waiting.id}").status_code == 404
    assert browser.post(f"/held/{waiting.id}/withdrawal").status_code == 404


@law("L3.6")
@pytest.mark.parametrize("who", ["regular", "newcomer", "outsider"])
def test_nobody_but_a_moderator_decides(circle: Circle, as_member: Browser, who: str) -> None:
    _topic, waiting = a_post_that_waits(circle, as_member)
    browser = as_member(circle.people[who])
    assert browser.post(f"/held/{waiting.id}/approval").status_code == 404
    assert browser.get(f"/groups/{circle.slug}/waiting").status_code == 404
    assert queries.count_waiting(circle.group_id) == 1


@law("L8.4")
def test_nobody_decides_about_their_own_words(circle: Circle, as_member: Browser) -> None:
    greenhorn = admit(a_person("greenhorn", staff=True), circle.slug, "newcomer")
    topic = a_topic(circle.regular, circle)
    waiting = write(greenhorn, topic.address, as_member)
    groups.add_person(circle.slug, greenhorn.handle, "moderator")
    with pytest.raises(Forbidden, match="Somebody else"):
        operations.approve_words(greenhorn.id, waiting.id)
    page = as_member(greenhorn).get(f"/groups/{circle.slug}/waiting").text
    assert f"/held/{waiting.id}/approval" not in page
    operations.approve_words(circle.moderator.id, waiting.id)
    assert said_in(topic.id)[-1] == WORDS


@law("L3.6")
def test_of_two_moderators_the_first_decides(
    app: Flask, circle: Circle, as_member: Browser
) -> None:
    topic, waiting = a_post_that_waits(circle, as_member)
    approval = f"/held/{waiting.id}/approval"
    browsers = [as_member(one) for one in (circle.moderator, second_moderator(circle))]
    outcomes: list[int] = []

    def decide(browser: FlaskClient) -> None:
        with app.app_context():
            outcomes.append(browser.post(approval).status_code)

    gevent.joinall([gevent.spawn(decide, one) for one in browsers])
    assert sorted(outcomes) == [303, 409]
    assert said_in(topic.id).count(WORDS) == 1
    assert len(told(circle.newcomer)) == 1


@law("L4.7", "L3.6")
def test_whoever_was_muted_meanwhile_is_not_posted(circle: Circle, as_member: Browser) -> None:
    topic, waiting = a_post_that_waits(circle, as_member)
    hour = ActForm("Please.", clock.now() + timedelta(hours=1))
    operations.mute_person(circle.moderator.id, circle.mid(circle.newcomer), hour)
    with pytest.raises(Conflict, match="muted"):
        operations.approve_words(circle.moderator.id, waiting.id)
    clock.move(timedelta(hours=2))
    operations.approve_words(circle.moderator.id, waiting.id)
    assert said_in(topic.id)[-1] == WORDS


@law("L4.7", "L3.6")
def test_a_muted_person_does_not_even_wait(circle: Circle, as_member: Browser) -> None:
    _topic, _waiting = a_post_that_waits(circle, as_member)
    hour = ActForm("Please.", clock.now() + timedelta(hours=1))
    operations.mute_person(circle.moderator.id, circle.mid(circle.newcomer), hour)
    form = {"name": "Hello", "body": WORDS, "key": "muted-key-1"}
    newcomer, board = as_member(circle.newcomer), board_of(circle)
    assert newcomer.post(f"/boards/{board}/topics", data=form).status_code == 403
    assert queries.count_waiting(circle.group_id) == 1


@law("L3.5", "L3.6")
def test_what_waits_in_a_closed_topic_tells_why_until_it_goes_on_elsewhere(
    circle: Circle, as_member: Browser
) -> None:
    topic, waiting = a_post_that_waits(circle, as_member)
    closed = TopicRules("Tea or coffee", topic.board_id, closed=True, closing_reason="Answered.")
    forums.change_topic(circle.moderator.id, topic.id, closed)
    answer = as_member(circle.moderator).post(f"/held/{waiting.id}/approval")
    assert answer.status_code == 409
    assert "closed for writing" in answer.text
    other, _another = a_post_that_waits(circle, as_member)
    forums.merge_topic(circle.moderator.id, topic.id, MergeForm(other.id))
    answer = as_member(circle.moderator).post(f"/held/{waiting.id}/approval")
    assert answer.status_code == 303
    assert said_in(other.id)[-1] == WORDS


def a_topic_that_waits(circle: Circle, as_member: Browser) -> Held:
    """A topic that the newcomer would begin; it waits."""
    form = {"name": "Hello", "body": WORDS, "key": "first-topic-1"}
    as_member(circle.newcomer).post(f"/boards/{board_of(circle)}/topics", data=form)
    db.session.rollback()
    return db.session.query(Held).one()


@law("L3.5", "L3.6")
def test_a_topic_that_waits_is_not_begun_on_a_board_that_was_closed(
    circle: Circle, as_member: Browser
) -> None:
    waiting = a_topic_that_waits(circle, as_member)
    closed = BoardForm("Closed", "", 0, archived=True)
    forums.change_board(circle.moderator.id, board_of(circle), closed)
    answer = as_member(circle.moderator).post(f"/held/{waiting.id}/approval")
    assert answer.status_code == 409
    assert db.session.query(Topic).count() == 0


@law("L4.7", "L3.6")
def test_a_topic_of_somebody_muted_meanwhile_is_not_begun(
    circle: Circle, as_member: Browser
) -> None:
    waiting = a_topic_that_waits(circle, as_member)
    hour = ActForm("Please.", clock.now() + timedelta(hours=1))
    operations.mute_person(circle.moderator.id, circle.mid(circle.newcomer), hour)
    answer = as_member(circle.moderator).post(f"/held/{waiting.id}/approval")
    assert answer.status_code == 409
    assert "cannot be posted now" in answer.text
    assert db.session.query(Topic).count() == 0


@law("L1.9", "L3.6")
@pytest.mark.parametrize("how", ["leave", "ban", "delete"])
def test_whoever_goes_takes_what_waits_along(circle: Circle, as_member: Browser, how: str) -> None:
    held_id = a_post_that_waits(circle, as_member)[1].id
    if how == "leave":
        groups.leave_group(circle.newcomer.id, circle.slug)
    elif how == "ban":
        operations.ban_person(circle.moderator.id, circle.mid(circle.newcomer), ActForm("Spam."))
    else:
        portability.erase_member(OPERATOR, circle.newcomer.handle, True)
    db.session.rollback()
    assert db.session.query(Held).count() == 0
    with pytest.raises(NotFound):
        operations.approve_words(circle.moderator.id, held_id)


@law("L1.8", "L3.6")
def test_a_block_keeps_nothing_from_a_moderator(circle: Circle, as_member: Browser) -> None:
    groups.block_person(circle.moderator.id, circle.mid(circle.newcomer))
    _topic, _waiting = a_post_that_waits(circle, as_member)
    assert WORDS in as_member(circle.moderator).get(f"/groups/{circle.slug}/waiting").text
    assert "Something waits for a moderator" in told(circle.moderator)[0]


@law("L8.8")
def test_every_decision_is_in_the_record_without_words(circle: Circle, as_member: Browser) -> None:
    _topic, waiting = a_post_that_waits(circle, as_member)
    operations.approve_words(circle.moderator.id, waiting.id)
    entry = db.session.query(JournalEntry).filter_by(kind="moderation:words:posted").one()
    assert (entry.actor, entry.subject) == (circle.moderator.id, f"held:{waiting.id}")
    assert WORDS not in f"{entry.facts}{entry.words}"
    assert verify() is None


@law("L2.4", "L3.6")
def test_leads_decide_where_nobody_looks_after_the_group(
    circle: Circle, as_member: Browser
) -> None:
    lead = a_person("the-lead", staff=True)
    make_lead(lead.id)
    topic, waiting = a_post_that_waits(circle, as_member)
    assert as_member(lead).get(f"/groups/{circle.slug}/waiting").status_code == 404
    leave_unattended(circle.group_id)
    assert WORDS in as_member(lead).get(f"/groups/{circle.slug}/waiting").text
    operations.approve_words(lead.id, waiting.id)
    assert said_in(topic.id)[-1] == WORDS


@law("L3.6")
def test_what_waits_for_long_is_told_again_and_then_to_the_leads(
    circle: Circle, as_member: Browser
) -> None:
    lead = a_person("the-lead", staff=True)
    make_lead(lead.id)
    _topic, waiting = a_post_that_waits(circle, as_member)
    for days, moderator, leads in ((1, 2, 0), (14, 3, 1), (1, 3, 1)):
        clock.move(timedelta(days=days, minutes=1))
        operations.ask_again()
        assert (len(told(circle.moderator)), len(told(lead))) == (moderator, leads)
    assert "Only its moderators decide about it." in told(lead)[0]
    for person in (lead, circle.moderator):
        (where,) = {line.address for line in inbox_of(person.id, "UTC")}
        assert as_member(person).get(where).status_code == 200
    assert where == f"/groups/{circle.slug}/waiting"
    leave_unattended(circle.group_id)
    assert inbox_of(lead.id, "UTC")[0].address == where
    assert as_member(lead).get(where).status_code == 200
    assert db.session.get_one(Held, waiting.id).waits


def test_an_answer_to_what_is_gone_is_posted_without_it(circle: Circle, as_member: Browser) -> None:
    topic, waiting = a_post_that_waits(circle, as_member)
    second = write(circle.newcomer, topic.address, as_member, "And one more.")
    assert [one[0].id for one in queries.waiting_in(circle.group_id)] == [waiting.id, second.id]
    operations.approve_words(circle.moderator.id, second.id)
    assert said_in(topic.id)[-1] == "And one more."


def test_an_unknown_moderator_is_refused_in_words(circle: Circle, as_member: Browser) -> None:
    _topic, waiting = a_post_that_waits(circle, as_member)
    with pytest.raises((NotFound, Forbidden)):
        operations.approve_words(circle.regular.id, waiting.id)


@law("L3.6")
def test_what_a_moderator_decided_is_not_taken_back(circle: Circle, as_member: Browser) -> None:
    _topic, waiting = a_post_that_waits(circle, as_member)
    operations.refuse_words(circle.moderator.id, waiting.id, ActForm("Not here.", None))
    with pytest.raises(Conflict, match="decided"):
        operations.take_back_words(circle.newcomer.id, waiting.id)
    db.session.rollback()
    assert db.session.get_one(Held, waiting.id).outcome == "refused"

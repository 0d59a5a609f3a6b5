"""Watched words hold, warn, help and mark; tried over history first, and never for ever (L8.6)."""

from datetime import timedelta

import pytest

from community import clock
from community.errors import Conflict, Invalid
from community.extensions import db
from community.groups import operations as groups
from community.journal import JournalEntry
from community.moderation import operations, queries
from community.moderation.engine import Unfit, matcher_of, reading_of
from community.moderation.forms import RuleForm
from community.moderation.models import Held, Mark, WatchRule
from tests.factories import Circle, a_message
from tests.forums.stage import a_topic
from tests.laws import law
from tests.moderation.waiting import said_in, told
from tests.quick import seconds_of
from tests.rooms.private import a_private_room
from tests.stage import Browser, Live

SENTENCE = "We do not name places here. Is it needed?"


def a_rule(circle: Circle, action: str, words: str = "blue harbour", how: str = "words") -> int:
    """A rule that is on."""
    form = RuleForm(how, words, action, sentence=SENTENCE)
    rule_id = operations.add_rule(circle.moderator.id, circle.slug, form)
    rule = queries.rule_for(circle.moderator.id, rule_id)[1]
    if action == "hold":
        tried = operations.Tried(0, 0, [], operations.rule_as_tried(rule))
        operations.note_try(circle.moderator.id, rule_id, tried)
    operations.switch_rule(circle.moderator.id, rule_id, True)
    return rule_id


@law("L8.6")
@pytest.mark.parametrize(
    "words",
    ["Blue  Harbour!", "BLUE HARB0UR", "Blué hаrbour", "b l u e harbour", "blue\u200b harbour"],
)
def test_a_rule_holds_words_in_a_room_however_they_are_written(
    circle: Circle, live: Live, words: str
) -> None:
    a_rule(circle, "hold")
    wire = live(circle.regular, circle.stream)
    answer = wire.call(
        "post_message", stream=circle.stream, body=f"At {words} then", key="rule-key-1"
    )
    assert answer["held"] is True
    assert said_in(circle.room_id) == []
    fine = wire.call("post_message", stream=circle.stream, body="A blue sky.", key="rule-key-2")
    assert fine["seq"] == 1


@law("L8.6", "L13.2")
def test_on_approval_it_stands_in_the_room_with_the_time_of_writing(
    circle: Circle, as_member: Browser, live: Live
) -> None:
    a_rule(circle, "hold")
    form = {"body": "See you at blue harbour.", "key": "rule-key-1"}
    as_member(circle.regular).post(f"/rooms/{circle.room_id}/messages", data=form)
    assert (
        "Waiting for a moderator" in as_member(circle.regular).get(f"/rooms/{circle.room_id}").text
    )
    held = db.session.query(Held).one()
    page = as_member(circle.moderator).get(f"/groups/{circle.slug}/waiting").text
    assert "blue harbour" in page
    operations.approve_words(circle.moderator.id, held.id)
    assert said_in(circle.room_id) == ["See you at blue harbour."]


@law("L8.6")
def test_a_warning_is_read_once_and_the_same_words_are_taken_then(
    circle: Circle, live: Live
) -> None:
    a_rule(circle, "warn")
    wire = live(circle.regular, circle.stream)
    said = {"stream": circle.stream, "body": "At blue harbour.", "key": "warn-key-1"}
    refused = wire.call("post_message", **said)["error"]
    assert (refused["code"], refused["message"]) == ("warned", SENTENCE)
    assert wire.call("post_message", **said, known=refused["known"])["seq"] == 1


@law("L8.6", "L13.2")
def test_without_script_the_warning_keeps_the_words_and_one_more_press_sends_them(
    circle: Circle, as_member: Browser
) -> None:
    rule_id = a_rule(circle, "warn")
    form = {"body": "At blue harbour.", "key": "warn-key-1"}
    browser, lines = as_member(circle.regular), f"/rooms/{circle.room_id}/messages"
    answer = browser.post(lines, data=form)
    assert answer.status_code == 403
    assert SENTENCE in answer.text
    assert "At blue harbour." in answer.text
    assert f'name="known" value="{rule_id}"' in answer.text
    assert browser.post(lines, data={**form, "known": str(rule_id)}).status_code == 303
    assert said_in(circle.room_id) == ["At blue harbour."]


@law("L8.6", "L6.6")
def test_help_is_shown_to_the_author_alone_and_blocks_nothing(
    circle: Circle, as_member: Browser, live: Live
) -> None:
    a_rule(circle, "resources", "the bridge")
    hearer, wire = live(circle.other, circle.stream), live(circle.regular, circle.stream)
    answer = wire.call(
        "post_message", stream=circle.stream, body="I am at the bridge.", key="help-key-1"
    )
    assert (answer["seq"], answer["resources"]) == (1, SENTENCE)
    hearer.hears(lambda one: one.entries())
    assert SENTENCE not in str(hearer.heard)
    browser = as_member(circle.newcomer)
    form = {"body": "The bridge again.", "key": "help-key-2"}
    browser.post(f"/rooms/{circle.room_id}/messages", data=form)
    assert SENTENCE in browser.get(f"/rooms/{circle.room_id}").text


@law("L8.6")
def test_what_a_rule_marks_is_posted_and_shown_to_moderators(
    circle: Circle, as_member: Browser
) -> None:
    a_rule(circle, "flag")
    a_message(circle.regular, circle.room_id, "At blue harbour.")
    moderator = as_member(circle.moderator)
    assert "Marked by a rule" in moderator.get(f"/groups/{circle.slug}/waiting").text
    mark = db.session.query(Mark).one()
    assert as_member(circle.regular).post(f"/marks/{mark.id}/seen").status_code == 404
    moderator.post(f"/marks/{mark.id}/seen")
    assert "Marked by a rule" not in moderator.get(f"/groups/{circle.slug}/waiting").text


@law("L8.6")
@pytest.mark.parametrize("action", ["hold", "flag"])
def test_in_a_private_room_nothing_is_held_or_marked(circle: Circle, action: str) -> None:
    a_rule(circle, action)
    a_message(
        circle.regular, a_private_room(circle), "At blue harbour. Xanax for sale, $4 each, DM me."
    )
    assert db.session.query(Held).count() == db.session.query(Mark).count() == 0
    assert told(circle.moderator) == []


@law("L8.6")
def test_a_moderators_own_words_are_marked_for_the_others(circle: Circle) -> None:
    a_rule(circle, "hold")
    a_message(circle.moderator, circle.room_id, "At blue harbour.")
    assert db.session.query(Mark).count() == 1


@law("L8.6")
def test_selling_waits_on_every_door(circle: Circle, as_member: Browser, live: Live) -> None:
    words = "Xanax and percs in stock, $4 per pill, discreet shipping, DM me."
    topic = a_topic(circle.regular, circle)
    wire = live(circle.regular, circle.stream)
    assert wire.call("post_message", stream=circle.stream, body=words, key="sell-key-1")["held"]
    as_member(circle.regular).post(
        f"{topic.address}/posts", data={"body": words, "key": "sell-key-2"}
    )
    form = {"name": "Cheap", "body": words, "key": "sell-key-3"}
    as_member(circle.regular).post(f"/boards/{topic.board_id}/topics", data=form)
    a_message(circle.regular, circle.room_id, "I took too many pills and my doctor was kind.")
    edit = wire.call("edit_message", stream=circle.stream, message=1, body=words)
    assert edit["error"]["code"] == "forbidden"
    assert queries.count_waiting(circle.group_id) == 3
    page = as_member(circle.moderator).get(f"/groups/{circle.slug}/waiting").text
    assert "selling and promoting" in page
    assert "a price" in page


@law("L8.6")
def test_a_holding_rule_is_tried_on_what_was_written_before_it_is_on(
    circle: Circle, as_member: Browser
) -> None:
    a_message(circle.regular, circle.room_id, "I grew up at Blue Harbour.")
    a_message(circle.regular, circle.room_id, "Something else.")
    moderator = as_member(circle.moderator)
    form = {"how": "words", "words": "blue harbour", "action": "hold"}
    page = moderator.post(f"/groups/{circle.slug}/watched-words", data=form).location
    refused = moderator.post(f"{page}/switch", data={"on": "yes"})
    assert refused.status_code == 422
    moderator.post(f"{page}/trial")
    shown = moderator.get(page).text
    assert "I grew up at Blue Harbour." in shown
    assert "Something else." not in shown
    assert moderator.post(f"{page}/switch", data={"on": "yes"}).status_code == 303
    assert db.session.query(WatchRule).one().on_since is not None
    moderator.post(page, data={**form, "words": "harbour"})
    db.session.rollback()
    assert db.session.query(WatchRule).one().on_since is None


def test_a_rule_that_was_changed_meanwhile_was_not_tried(circle: Circle) -> None:
    rule_id = a_rule(circle, "hold")
    stale = operations.Tried(0, 0, [], "something else")
    with pytest.raises(Conflict):
        operations.note_try(circle.moderator.id, rule_id, stale)


@law("L8.8")
def test_rules_are_on_record_without_their_words(circle: Circle) -> None:
    a_rule(circle, "hold")
    kinds = [
        e.kind
        for e in db.session.query(JournalEntry).filter(
            JournalEntry.kind.startswith("moderation:rule")
        )
    ]
    assert kinds == ["moderation:rule:made", "moderation:rule:tried", "moderation:rule:on"]
    assert "harbour" not in str([e.facts for e in db.session.query(JournalEntry)])


@pytest.mark.speed
@law("L8.6")
@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|b)*a(a|b){50}", "(.*)(.*)(.*)(.*)x", "a{300}"])
def test_no_pattern_runs_for_ever(pattern: str) -> None:
    matcher = matcher_of("pattern", pattern)
    for text in ("a" * 4000, "ab" * 2000, "b" * 3999 + "x"):
        assert seconds_of(lambda words=text: matcher.finds(reading_of(words))) < 0.1


@law("L8.6")
@pytest.mark.parametrize(
    ("how", "words"),
    [("pattern", "(x{1,100}){1,100}"), ("pattern", "[a-z]{1,1000}"), ("pattern", "(?=x)"), ("pattern", "a*"),
     ("pattern", "x" * 301), ("words", "\n".join(map(str, range(101)))), ("words", " * ")],
)  # fmt: skip
def test_what_the_engine_cannot_bear_is_refused_in_words(how: str, words: str) -> None:
    with pytest.raises(Unfit):
        matcher_of(how, words)
    with pytest.raises(Invalid) as refusal:
        RuleForm.parse({"how": how, "words": words, "action": "hold"})
    assert refusal.value.fields["words"]


@pytest.mark.speed
@law("L8.6")
def test_two_hundred_rules_read_a_long_message_in_a_moment() -> None:
    matchers = [
        matcher_of("words", f"zebra{n}\nanother phrase {n}\nprefix{n}*") for n in range(200)
    ]
    text = ("some ordinary words about a day that was long and a night " * 80)[:4000]

    def read() -> None:
        reading = reading_of(text)
        assert not any(matcher.finds(reading) for matcher in matchers)

    assert seconds_of(read) < 0.05


@law("L8.6")
def test_a_rule_is_absent_outside_of_its_group_and_after_its_end(
    circle: Circle, as_member: Browser
) -> None:
    address = f"/watched-words/{a_rule(circle, 'flag')}"
    assert as_member(circle.outsider).get(address).status_code == 404
    assert as_member(circle.regular).get(address).status_code == 403
    keeper = as_member(circle.moderator)
    assert keeper.get(address).status_code == 200
    groups.close_group(circle.moderator.id, circle.slug)
    clock.move(timedelta(days=15))
    assert keeper.get(address).status_code == 404

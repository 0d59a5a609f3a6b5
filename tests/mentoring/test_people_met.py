"""Whom somebody has met: those past the gate, by what speaks for them (L7.2, L7.4)."""

import pytest

from community.clock import now
from community.groups import operations as groups
from community.mentoring import queries
from community.mentoring.queries import Acquaintance
from community.moderation import operations as moderation
from community.moderation.forms import ActForm
from community.rooms import operations as rooms
from community.rooms.forms import MessageForm, QuoteRef, ReactionForm
from tests.factories import Circle, Person
from tests.forums.stage import Begun, a_key, a_post, a_topic
from tests.laws import law
from tests.mentoring.meeting import DAY, FIRST, HOUR, a_sitting, membership

DAYS = (0, 7, 14)


def they_met(circle: Circle, *people: Person, days: tuple[int, ...] = DAYS) -> None:
    """These people sat together on these days."""
    for day in days:
        a_sitting(circle, FIRST + day * DAY, dict.fromkeys(people, (60, True)))


def met_by(circle: Circle, person: Person, limit: int = 10) -> list[Acquaintance]:
    """Whom somebody has met."""
    membership(circle, person)
    return queries.people_met(circle.mid(person), limit)


def names(circle: Circle, found: list[Acquaintance]) -> list[str]:
    """Who they are in the cast."""
    known = {circle.mid(circle.people[who]): who for who in circle.people if who != "outsider"}
    return [known[one.membership_id] for one in found]


def answer(person: Person, topic: Begun, to: int) -> int:
    """Answer a post."""
    return rooms.post_message(person.id, topic.stream, MessageForm("Yes.", a_key(), to)).seq


def thank(person: Person, stream: str, seq: int) -> None:
    """Thank somebody for their words."""
    rooms.set_reaction(person.id, stream, seq, ReactionForm("thank_you", True))


@law("L7.2", "L7.4")
def test_only_those_past_the_gate_and_whoever_was_met_most_comes_first(circle: Circle) -> None:
    they_met(circle, circle.regular, circle.other)
    they_met(circle, circle.regular, circle.moderator, days=(0, 3, 9, 20))
    they_met(circle, circle.regular, circle.newcomer, days=(0, 7))
    found = met_by(circle, circle.regular)
    assert names(circle, found) == ["moderator", "other"]
    first = found[0].tally
    assert (first.events, first.first, first.last) == (4, FIRST, FIRST + 20 * DAY)
    assert names(circle, met_by(circle, circle.regular, 1)) == ["moderator"]
    assert met_by(circle, circle.newcomer) == []


@law("L7.4")
def test_what_two_said_to_each_other_counts_both_ways_and_not_in_lounges(circle: Circle) -> None:
    they_met(circle, circle.regular, circle.other, circle.moderator)
    topic = a_topic(circle.regular, circle)
    a_post(circle.moderator, topic)
    seq = answer(circle.other, topic, 1)
    thank(circle.other, topic.stream, 1)
    thank(circle.regular, topic.stream, answer(circle.regular, topic, seq))
    thank(circle.regular, topic.stream, seq)
    quote = QuoteRef(topic.stream, 1, 0, 0)
    words = MessageForm("As you say.", a_key(), quotes=(quote,))
    rooms.post_message(circle.other.id, topic.stream, words)
    lounge = rooms.post_message(circle.other.id, circle.stream, MessageForm("Hm.", a_key())).seq
    thank(circle.regular, circle.stream, lounge)
    found = met_by(circle, circle.regular)
    assert names(circle, found) == ["other", "moderator"]
    assert [(one.exchanges, one.thanks) for one in found] == [(3, 2), (0, 0)]
    back = met_by(circle, circle.other)[0]
    assert (back.exchanges, back.thanks) == (3, 2)


@law("L7.2", "L1.8")
def test_whom_one_has_blocked_one_is_not_shown_and_they_learn_nothing(circle: Circle) -> None:
    they_met(circle, circle.regular, circle.other)
    groups.block_person(circle.regular.id, circle.mid(circle.other))
    assert met_by(circle, circle.regular) == []
    assert names(circle, met_by(circle, circle.other)) == ["regular"]


@law("L7.2")
@pytest.mark.parametrize("how", ["left", "removed"])
def test_who_is_gone_or_kept_out_is_neither_met_nor_meets(circle: Circle, how: str) -> None:
    they_met(circle, circle.regular, circle.other)
    assert names(circle, met_by(circle, circle.other)) == ["regular"]
    if how == "left":
        groups.leave_group(circle.other.id, circle.slug)
    else:
        form = ActForm("Please let others finish.", now() + HOUR)
        moderation.remove_person(circle.moderator.id, circle.mid(circle.other), form)
    assert met_by(circle, circle.regular) == met_by(circle, circle.other) == []

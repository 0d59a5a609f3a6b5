"""Business: a question is put and voted on, openly or in secret; the result is an entry (L5.10)."""

from typing import Any

import pytest

from community.clock import now
from community.extensions import db
from community.groups import operations as groups
from community.journal import JournalEntry
from community.meetings import operations as meetings
from community.meetings.models import Ballot, Motion
from community.moderation import operations as moderation
from community.moderation.forms import ActForm
from tests.factories import Circle
from tests.laws import law
from tests.meetings.mirror import converges
from tests.meetings.stage import Evening, an_evening, in_sharing
from tests.stage import Live
from tests.wire import Wire


@pytest.fixture
def evening(circle: Circle) -> Evening:
    """A meeting in its business part, with the moderator in the chair."""
    begun = in_sharing(circle, circle.moderator)
    meetings.next_phase(circle.moderator.id, begun.room_id)
    return begun


def puts(wire: Wire, evening: Evening, words: str = "Move to eight?", **how: Any) -> Any:
    """Put a question."""
    return wire.call("open_motion", stream=evening.stream, words=words, **how)


def votes(wire: Wire, evening: Evening, choice: str, motion: int | None = None) -> str:
    """Vote; the refusal's code, or nothing."""
    which = motion or the_motion(evening).id
    answer = wire.call("vote", stream=evening.stream, motion=which, choice=choice)
    return "" if answer["ok"] else str(answer["error"]["code"])


def the_motion(evening: Evening) -> Motion:
    """The newest question of the meeting."""
    db.session.rollback()
    asked = db.session.query(Motion).filter_by(sitting_id=evening.sitting_id)
    return asked.order_by(Motion.opened_at.desc()).first()


def told(wire: Wire, evening: Evening) -> dict[str, Any]:
    """What somebody who was away is told of the newest question."""
    return converges(wire, evening.stream)["motions"][-1]


@law("L5.10")
def test_an_open_vote_tells_who_voted_what_when_it_is_closed(
    evening: Evening, circle: Circle, live: Live
) -> None:
    chair, yes, no, other = (
        live(who, evening.stream)
        for who in (circle.moderator, circle.regular, circle.other, circle.newcomer)
    )
    assert puts(chair, evening)["ok"]
    given = [votes(yes, evening, "yes"), votes(no, evening, "no"), votes(other, evening, "abstain")]
    assert given == ["", "", ""]
    assert votes(chair, evening, "yes") == ""
    assert chair.call("close_motion", stream=evening.stream, motion=the_motion(evening).id)["ok"]
    result = told(live(circle.regular), evening)
    assert result["words"] == "Move to eight?"
    assert (result["yes"], result["no"], result["abstain"], result["cast"]) == (2, 1, 1, 4)
    named = {vote["membership"]["handle"]: vote["choice"] for vote in result["votes"]}
    assert named[circle.other.handle] == "no"
    assert len(named) == 4


@law("L5.10")
def test_while_a_vote_is_open_only_how_many_voted_is_told(
    evening: Evening, circle: Circle, live: Live
) -> None:
    chair, voter = live(circle.moderator, evening.stream), live(circle.regular, evening.stream)
    puts(chair, evening)
    votes(voter, evening, "no")
    known = told(live(circle.other), evening)
    assert (known["state"], known["cast"]) == ("open", 1)
    assert not known.keys() & {"yes", "no", "abstain", "votes"}


@law("L5.10")
def test_a_secret_vote_keeps_that_one_voted_and_never_what(
    evening: Evening, circle: Circle, live: Live
) -> None:
    chair, voter = live(circle.moderator, evening.stream), live(circle.regular, evening.stream)
    puts(chair, evening, secret=True)
    assert votes(voter, evening, "no") == ""
    assert votes(voter, evening, "yes") == "conflict"
    chair.call("close_motion", stream=evening.stream, motion=the_motion(evening).id)
    result = told(live(circle.other), evening)
    assert (result["yes"], result["no"], result["cast"]) == (0, 1, 1)
    assert "votes" not in result
    ballot = db.session.query(Ballot).one()
    assert (ballot.membership_id, ballot.choice) == (circle.mid(circle.regular), None)
    facts = [entry.facts for entry in db.session.query(JournalEntry)]
    assert not any(circle.mid(circle.regular) in dict(each).values() for each in facts)


@law("L5.10")
def test_an_open_vote_can_be_changed_until_it_closes(
    evening: Evening, circle: Circle, live: Live
) -> None:
    chair, voter = live(circle.moderator, evening.stream), live(circle.regular, evening.stream)
    puts(chair, evening)
    for choice in ("yes", "no", "no"):
        assert votes(voter, evening, choice) == ""
    motion = the_motion(evening)
    assert (motion.yes, motion.no) == (0, 1)
    chair.call("close_motion", stream=evening.stream, motion=motion.id)
    assert votes(voter, evening, "yes") == "conflict"
    assert (the_motion(evening).yes, the_motion(evening).no) == (0, 1)


@law("L5.10")
def test_only_the_chair_puts_and_closes_a_question(
    evening: Evening, circle: Circle, live: Live
) -> None:
    chair, member = live(circle.moderator, evening.stream), live(circle.regular, evening.stream)
    assert puts(member, evening)["error"]["code"] == "forbidden"
    assert puts(live(circle.outsider), evening)["error"]["code"] == "not_found"
    assert puts(chair, evening, words="  ")["error"]["code"] == "invalid"
    assert puts(chair, evening)["ok"]
    motion = the_motion(evening).id
    closing = member.call("close_motion", stream=evening.stream, motion=motion)
    assert closing["error"]["code"] == "forbidden"
    assert the_motion(evening).closed_at is None
    assert puts(chair, evening, words="Another?")["error"]["code"] == "conflict"


@law("L5.10")
def test_questions_are_put_in_the_business_part_alone(circle: Circle, live: Live) -> None:
    evening = in_sharing(circle, circle.moderator)
    chair = live(circle.moderator, evening.stream)
    assert puts(chair, evening)["error"]["code"] == "conflict"
    chair.call("next_phase", stream=evening.stream)
    assert puts(chair, evening)["ok"]


@law("L5.10")
def test_going_on_closes_the_vote_and_its_result_stands(
    evening: Evening, circle: Circle, live: Live
) -> None:
    chair, voter = live(circle.moderator, evening.stream), live(circle.regular, evening.stream)
    puts(chair, evening)
    votes(voter, evening, "yes")
    chair.call("next_phase", stream=evening.stream)
    result = told(live(circle.other), evening)
    assert (result["state"], result["yes"]) == ("closed", 1)
    assert votes(voter, evening, "no") == "conflict"


@law("L5.10")
def test_newcomers_vote_and_whoever_is_muted_or_outside_does_not(
    evening: Evening, circle: Circle, live: Live
) -> None:
    puts(live(circle.moderator, evening.stream), evening)
    assert votes(live(circle.newcomer, evening.stream), evening, "yes") == ""
    muted, why = live(circle.other, evening.stream), ActForm("Please let others finish.", None)
    moderation.mute_person(circle.moderator.id, circle.mid(circle.other), why)
    assert votes(muted, evening, "no") == "forbidden"
    assert votes(live(circle.outsider), evening, "no") == "not_found"
    assert the_motion(evening).no == 0


@law("L5.10")
def test_a_question_of_another_meeting_is_not_here(
    evening: Evening, circle: Circle, live: Live
) -> None:
    puts(live(circle.moderator, evening.stream), evening)
    elsewhere = an_evening(circle, circle.moderator)
    voter = live(circle.regular, elsewhere.stream)
    assert votes(voter, elsewhere, "yes", the_motion(evening).id) == "not_found"
    assert votes(live(circle.regular, evening.stream), evening, "yes") == ""


@law("L1.8")
def test_a_vote_of_somebody_blocked_is_counted_and_names_nobody(
    evening: Evening, circle: Circle, live: Live
) -> None:
    chair, voter = live(circle.moderator, evening.stream), live(circle.other, evening.stream)
    puts(chair, evening)
    votes(voter, evening, "yes")
    chair.call("close_motion", stream=evening.stream, motion=the_motion(evening).id)
    groups.block_person(circle.regular.id, circle.mid(circle.other))
    result = told(live(circle.regular), evening)
    assert result["votes"] == [{"membership": None, "choice": "yes"}]
    assert result["yes"] == 1


@law("L5.10")
def test_closing_a_vote_twice_tells_its_result_once(
    evening: Evening, circle: Circle, live: Live
) -> None:
    chair = live(circle.moderator, evening.stream)
    puts(chair, evening)
    motion = the_motion(evening).id
    first = chair.call("close_motion", stream=evening.stream, motion=motion)
    again = chair.call("close_motion", stream=evening.stream, motion=motion)
    assert first["ok"]
    assert (again["ok"], again["seq"]) == (True, first["seq"])
    assert evening.head() == first["seq"]
    assert the_motion(evening).closed_at <= now()

"""From the lobby through the parts to fellowship and the closed room; every step replays (L5.4)."""

from datetime import timedelta
from typing import Any

from community import clock
from community.extensions import db
from community.meetings import operations as meetings
from community.meetings.models import Celebration, Hand, ReadingAlong, Share, Sitting
from community.operations import operation
from tests.factories import Circle
from tests.laws import law
from tests.meetings.mirror import converges
from tests.meetings.stage import Evening, an_evening, in_sharing
from tests.stage import Browser, Live
from tests.wire import Wire


def says(wire: Wire, evening: Evening, body: str) -> str:
    """Say something; the refusal's code, or nothing."""
    answer = wire.call(
        "post_message", stream=evening.stream, body=body, key=f"key-{abs(hash(body)):x}"
    )
    return "" if answer["ok"] else str(answer["error"]["code"])


def goes_on(wire: Wire, evening: Evening, **more: Any) -> str:
    """Press for the next part; the refusal's code, or nothing."""
    answer = wire.call("next_phase", stream=evening.stream, **more)
    return "" if answer["ok"] else str(answer["error"]["code"])


@operation
def for_tonight(evening: Evening, membership_id: int) -> None:
    """Somebody reads along, and somebody is to be celebrated."""
    mine = {"sitting_id": evening.sitting_id, "membership_id": membership_id}
    db.session.add_all([ReadingAlong(**mine), Celebration(**mine, words="A year")])


@law("L5.4")
def test_the_room_opens_before_the_meeting_and_closes_after_fellowship(
    circle: Circle, live: Live
) -> None:
    evening = an_evening(circle, circle.moderator)
    chair, guest = (live(who, evening.stream) for who in (circle.moderator, circle.regular))
    assert says(guest, evening, "Early tonight.") == ""
    for part in range(-1, 4):
        assert goes_on(chair, evening, after=part) == ""
    assert evening.sitting().state == "fellowship"
    assert says(guest, evening, "Stay a while.") == ""
    meetings.close_sitting(evening.sitting_id)
    assert evening.sitting().state == "closed"
    assert says(guest, evening, "Anybody here?") == "not_your_turn"
    assert goes_on(chair, evening) == "conflict"


@law("L5.4")
def test_a_room_without_a_meeting_is_silent_and_says_when_it_opens(
    circle: Circle, live: Live, as_member: Browser
) -> None:
    evening = an_evening(circle, circle.moderator)
    meetings.close_sitting(evening.sitting_id)
    joined = live(circle.regular).call("join", stream=evening.stream)
    assert joined["phase"]["phase"] == "closed"
    form = {"body": "Hello?", "key": "form-key-12"}
    refused = as_member(circle.regular).post(f"/rooms/{evening.room_id}/messages", data=form)
    assert refused.status_code == 403
    assert "The room opens half an hour before the next one." in refused.text
    assert "Hello?" in refused.text


@law("L5.4")
def test_whoever_was_away_the_whole_meeting_knows_all_of_it(circle: Circle, live: Live) -> None:
    evening = an_evening(circle, circle.moderator)
    chair = live(circle.moderator, evening.stream)
    speaker, listener = live(circle.regular, evening.stream), live(circle.other, evening.stream)
    before = converges(live(circle.newcomer), evening.stream)
    assert before["phase"]["phase"] == "lobby"
    assert before["chair"]["chair"]["handle"] == circle.moderator.handle
    goes_on(chair, evening)
    chair.call("set_topic", stream=evening.stream, topic="Patience")
    goes_on(chair, evening)
    speaker.call("raise_hand", stream=evening.stream)
    listener.call("raise_hand", stream=evening.stream)
    chair.call("call_next", stream=evening.stream)
    speaker.call("answer_call", stream=evening.stream)
    chair.call("extend", stream=evening.stream, seconds=120)
    sharing = converges(live(circle.newcomer), evening.stream)
    assert (sharing["phase"]["phase"], sharing["phase"]["topic"]) == ("sharing", "Patience")
    assert sharing["floor"]["holder"]["handle"] == circle.regular.handle
    assert sharing["floor"]["limit_seconds"] == 360
    assert [hand["membership"]["handle"] for hand in sharing["queue"]] == [circle.other.handle]
    goes_on(chair, evening)
    meetings.end_by_itself(evening.sitting_id)
    meetings.close_sitting(evening.sitting_id)
    missed = live(circle.newcomer).call("catch_up", stream=evening.stream, since=0)["entries"]
    phases = [each["data"]["phase"] for each in missed if each["kind"] == "phase_changed"]
    assert phases == [
        "lobby", "opening", "opening", "sharing", "business", "fellowship", "closed",
    ]  # fmt: skip


@law("L5.4")
def test_those_who_listen_hear_what_those_who_come_back_read(circle: Circle, live: Live) -> None:
    evening = an_evening(circle, circle.moderator)
    since, listener = evening.head(), live(circle.regular, evening.stream)
    chair = live(circle.moderator, evening.stream)
    for _part in range(5):
        goes_on(chair, evening)
    missed = live(circle.other).call("catch_up", stream=evening.stream, since=since)["entries"]
    listener.hears(lambda wire: len(wire.entries()) == len(missed))
    assert listener.entries() == missed
    assert [each["seq"] for each in missed] == list(range(since + 1, evening.head() + 1))


@law("L5.4")
def test_only_the_chair_goes_on(circle: Circle, live: Live) -> None:
    evening = an_evening(circle, circle.regular)
    for person in (circle.other, circle.newcomer, circle.moderator):
        assert goes_on(live(person, evening.stream), evening) == "forbidden"
    assert goes_on(live(circle.outsider), evening) == "not_found"
    assert evening.sitting().state == "lobby"
    assert goes_on(live(circle.regular, evening.stream), evening) == ""
    assert evening.sitting().phase == 0


@law("L5.4")
def test_two_presses_of_a_key_go_on_once(circle: Circle, live: Live) -> None:
    evening = an_evening(circle, circle.moderator)
    chair = live(circle.moderator, evening.stream)
    presses = [chair.emit("next_phase", stream=evening.stream, after=-1) for _press in range(2)]
    answers = [chair.wait(press) for press in presses]
    assert sorted(answer["ok"] for answer in answers) == [False, True]
    assert evening.sitting().phase == 0


@law("L5.3")
def test_who_may_write_is_what_the_part_says(circle: Circle, live: Live) -> None:
    silent = {"kind": "check-in", "title": "Silence", "minutes": 5, "posting": "nobody"}
    asked = {"kind": "topic", "title": "Agenda", "minutes": 5, "posting": "everyone"}
    read = {"kind": "opening", "title": "Opening", "minutes": 5, "posting": "chair"}
    shared = {"kind": "sharing", "title": "Sharing", "minutes": 5, "posting": "floor"}
    evening = an_evening(circle, circle.moderator, (read, silent, asked, shared))
    chair, guest = (live(who, evening.stream) for who in (circle.moderator, circle.regular))
    mine, theirs = [], []
    for part in range(-1, 3):
        goes_on(chair, evening, after=part)
        mine.append(says(chair, evening, f"Chair in {part}"))
        theirs.append(says(guest, evening, f"Guest in {part}"))
    assert mine == ["", "not_your_turn", "", "not_your_turn"]
    assert theirs == ["not_your_turn", "not_your_turn", "", "not_your_turn"]


@law("L5.4")
def test_going_on_ends_the_share_and_lets_nobody_wait(circle: Circle, live: Live) -> None:
    evening = in_sharing(circle, circle.moderator)
    chair = live(circle.moderator, evening.stream)
    speaker, other = live(circle.regular, evening.stream), live(circle.other, evening.stream)
    for wire in (speaker, other):
        wire.call("raise_hand", stream=evening.stream)
    chair.call("call_next", stream=evening.stream)
    speaker.call("answer_call", stream=evening.stream)
    assert goes_on(chair, evening, after=1) == ""
    known = converges(live(circle.newcomer), evening.stream)
    assert (known["floor"]["state"], known["queue"]) == ("free", [])
    share = db.session.query(Share).filter_by(sitting_id=evening.sitting_id).one()
    assert (share.membership_id, share.how) == (circle.mid(circle.regular), "ended")


@law("L5.4")
def test_what_was_only_for_tonight_is_gone_when_the_room_closes(circle: Circle) -> None:
    evening = in_sharing(circle, circle.moderator)
    for_tonight(evening, circle.mid(circle.other))
    meetings.raise_hand(circle.regular.id, evening.room_id)
    meetings.close_sitting(evening.sitting_id)
    for private in (ReadingAlong, Celebration, Hand):
        assert db.session.query(private).filter_by(sitting_id=evening.sitting_id).count() == 0


@law("L5.4")
def test_doing_a_job_again_changes_nothing(circle: Circle) -> None:
    evening = an_evening(circle, circle.moderator)
    jobs = (
        meetings.open_lobby, meetings.end_by_itself, meetings.close_sitting, meetings.open_lobby,
        meetings.run_as_lounge, meetings.end_by_itself,
    )  # fmt: skip
    heads = []
    for job in jobs:
        job(evening.sitting_id)
        heads.append(evening.head())
        job(evening.sitting_id)
        assert evening.head() == heads[-1], job.__name__
    assert heads[2:] == heads[2:3] * 4
    assert evening.sitting().state == "closed"
    meetings.open_lobby(evening.sitting_id + 1)


@law("L5.2")
def test_a_meeting_that_nobody_chairs_is_a_lounge_under_the_welcome(
    circle: Circle, live: Live
) -> None:
    evening = an_evening(circle)
    listener = live(circle.regular, evening.stream)
    meetings.run_as_lounge(evening.sitting_id)
    listener.hears(lambda wire: any(each["kind"] == "reading_pasted" for each in wire.entries()))
    assert "You are welcome here." in listener.entries()[-1]["data"]["html"]
    assert says(listener, evening, "Good to be here.") == ""
    known = converges(live(circle.other), evening.stream)
    assert (known["phase"]["phase"], known["phase"]["lounge"]) == ("lobby", True)


@operation
def following(evening: Evening) -> int:
    """A sitting in the same room that begins when the first one is to end."""
    known = db.session.get_one(Sitting, evening.sitting_id)
    later = known.ends_at
    coming = Sitting(
        meeting_id=known.meeting_id, room_id=known.room_id, original_start=later, starts_at=later,
        ends_at=later + timedelta(hours=1),
    )  # fmt: skip
    db.session.add(coming)
    db.session.flush()
    return coming.id


@law("L5.4")
def test_the_next_meeting_opens_though_the_last_was_never_ended(circle: Circle, live: Live) -> None:
    evening = in_sharing(circle, circle.moderator)
    coming = following(evening)
    clock.move(timedelta(minutes=90))
    meetings.open_lobby(coming)
    assert evening.sitting().state == "closed"
    known = converges(live(circle.regular), evening.stream)
    assert (known["phase"]["phase"], known["chair"]["chair"]) == ("lobby", None)
    assert says(live(circle.other, evening.stream), evening, "The next one.") == ""


@law("L5.4")
def test_the_next_meeting_waits_for_one_that_is_under_way(circle: Circle, live: Live) -> None:
    evening = in_sharing(circle, circle.moderator)
    coming, head = following(evening), evening.head()
    clock.move(timedelta(minutes=65))
    meetings.open_lobby(coming)
    assert (evening.sitting().state, evening.head()) == ("running", head)
    chair = live(circle.moderator, evening.stream)
    for part in range(1, 4):
        goes_on(chair, evening, after=part)
    assert evening.sitting().state == "fellowship"
    meetings.open_lobby(coming)
    assert evening.sitting().state == "closed"
    assert converges(live(circle.regular), evening.stream)["phase"]["sitting"] == coming

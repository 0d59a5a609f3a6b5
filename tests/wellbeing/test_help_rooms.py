"""Help rooms: who reads them, what they say, how they end, and what is left of them (L6.7, L4.8)."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from community import clock
from community.actors import OPERATOR
from community.clock import now
from community.errors import Conflict, Forbidden, HearthError, NotFound
from community.extensions import db
from community.groups import operations as groups
from community.moderation import operations as moderation
from community.moderation.forms import AbsenceForm, ActForm
from community.portability.operations import erase_member
from community.realtime.streams import entries_since
from community.rooms.models import Message, Room, RoomSeat
from community.rooms.queries import sits_in
from community.wellbeing.helping import operations
from community.wellbeing.helping.models import HelpCall, HelpPeer
from tests.factories import Circle, a_message
from tests.laws import law
from tests.moderation.desk import case_of, report
from tests.stage import Browser, Live
from tests.wellbeing.helping import (
    a_peer,
    a_watcher,
    ask,
    do_it,
    may_read,
    pass_by,
    state_of,
    told,
)


@law("L6.7")
def test_only_the_asker_whoever_came_and_moderators_on_duty_read(
    circle: Circle, as_member: Browser, live: Live
) -> None:
    peer, stood_down, watcher = a_peer(circle), a_peer(circle), a_watcher(circle)
    call = ask(circle)
    pass_by(130)
    assert not may_read(peer, call)
    operations.come(peer.id, call.id)
    readers = {circle.regular: True, peer: True, watcher: True, stood_down: False}
    readers |= dict.fromkeys((circle.moderator, circle.other, circle.outsider), False)
    assert {person: may_read(person, call) for person in readers} == readers
    for person, reads in readers.items():
        answer = as_member(person).get(f"/rooms/{call.room_id}")
        assert (answer.status_code == 200) is reads
        assert live(person).call("join", stream=f"room:{call.room_id}")["ok"] is reads
    moderation.go_away(watcher.id, circle.slug, AbsenceForm(None))
    assert not may_read(watcher, call)


@law("L6.7")
def test_the_room_says_that_it_is_not_private(circle: Circle, as_member: Browser) -> None:
    client = as_member(circle.regular)
    assert "This is not private." in client.get("/someone-now").text
    seen = client.get(f"/rooms/{ask(circle).room_id}").text
    assert "This is not private: whoever comes and every moderator on duty reads" in seen


@law("L6.7")
def test_a_moderator_on_duty_who_writes_has_come(circle: Circle) -> None:
    peer, watcher = a_peer(circle), a_watcher(circle)
    call = ask(circle)
    pass_by(45)
    a_message(watcher, call.room_id, "I am here.")
    assert state_of(call) == "here"
    assert told(peer, "help_stood_down") == 1
    assert sits_in(call.room_id, circle.mid(watcher))


@law("L6.7")
def test_the_asker_can_ask_again_when_whoever_came_is_gone(circle: Circle) -> None:
    one, two = a_peer(circle), a_peer(circle)
    call = ask(circle)
    pass_by(45)
    operations.come(one.id, call.id)
    operations.ask_again(circle.regular.id, call.id)
    assert state_of(call) == "asking"
    pass_by(45)
    operations.come(two.id, call.id)
    groups.leave_group(two.id, circle.slug)
    assert state_of(call) == "asking"
    with pytest.raises(NotFound):
        operations.ask_again(one.id, call.id)


@law("L6.7")
@pytest.mark.parametrize("how", [moderation.remove_person, moderation.mute_person])
def test_others_are_asked_where_whoever_came_is_put_out_or_may_not_write(
    circle: Circle, how: Callable[..., object], as_member: Browser
) -> None:
    one, two = a_peer(circle), a_peer(circle)
    call = ask(circle)
    pass_by(45)
    operations.come(one.id, call.id)
    mine, watcher = as_member(circle.regular), a_watcher(circle)
    assert f"{one.handle} is coming." in mine.get(f"/rooms/{call.room_id}").text
    form = ActForm("Not like this.", now() + timedelta(hours=1))
    how(watcher.id, circle.mid(one), form, circle.stream)
    assert state_of(call) == "here"
    how(watcher.id, circle.mid(one), form, f"room:{call.room_id}")
    assert state_of(call) == "asking"
    assert f"{one.handle} is coming. The others" not in mine.get(f"/rooms/{call.room_id}").text
    pass_by(200)
    assert [told(who, "help_asked") for who in (one, two, watcher)] == [1, 2, 1]
    assert state_of(call) == "alone"
    with pytest.raises((NotFound, Forbidden)):
        operations.come(one.id, call.id)
    operations.come(two.id, call.id)
    assert state_of(call) == "here"


@law("L6.7")
def test_a_room_closes_after_a_day_and_stays_to_be_read(circle: Circle) -> None:
    peer, watcher = a_peer(circle), a_watcher(circle)
    call = ask(circle)
    pass_by(45)
    for person in (peer, watcher):
        operations.come(person.id, call.id)
    clock.move(timedelta(hours=23, minutes=58))
    do_it()
    assert a_message(circle.regular, call.room_id, "Still here.")
    clock.move(timedelta(minutes=3))
    do_it()
    assert state_of(call) == "closed"
    for person in (circle.regular, watcher):
        with pytest.raises(HearthError):
            a_message(person, call.room_id)
        assert may_read(person, call)
    assert ask(circle).id != call.id


@law("L6.7")
def test_the_asker_or_a_moderator_on_duty_closes_it_and_nobody_else(circle: Circle) -> None:
    peer, watcher = a_peer(circle), a_watcher(circle)
    call = ask(circle)
    pass_by(45)
    with pytest.raises(Forbidden):
        operations.close_call(peer.id, call.id)
    with pytest.raises(NotFound):
        operations.close_call(circle.moderator.id, call.id)
    operations.close_call(circle.regular.id, call.id)
    operations.close_call(watcher.id, call.id)
    assert state_of(call) == "closed"
    assert told(peer, "help_stood_down") == 1
    with pytest.raises(Conflict):
        operations.come(peer.id, call.id)
    with pytest.raises(Conflict):
        operations.ask_again(circle.regular.id, call.id)


@law("L6.7")
@pytest.mark.parametrize("how", ["leaves", "is banned", "is kept out"])
def test_a_call_ends_when_the_asker_is_gone(circle: Circle, how: str) -> None:
    call, mine = ask(circle), circle.mid(circle.regular)
    if how == "leaves":
        groups.leave_group(circle.regular.id, circle.slug)
    elif how == "is banned":
        moderation.ban_person(circle.moderator.id, mine, ActForm("Enough.", None))
    else:
        form = ActForm("Enough.", now() + timedelta(hours=1))
        moderation.remove_person(circle.moderator.id, mine, form)
    assert state_of(call) == "closed"


@law("L6.7", "L4.8")
def test_words_of_a_help_room_go_seven_days_after_it_closed(circle: Circle) -> None:
    peer = a_peer(circle)
    call = ask(circle)
    operations.come(peer.id, call.id)
    a_message(circle.regular, call.room_id, "I need somebody.")
    clock.move(timedelta(hours=20))
    operations.close_call(circle.regular.id, call.id)
    room_id = call.room_id
    clock.move(timedelta(days=6, hours=22))
    do_it()
    assert db.session.query(Message).filter_by(stream_id=room_id).count() == 1
    assert may_read(peer, call)
    clock.move(timedelta(hours=4))
    do_it()
    for table, about in ((Message, {"stream_id": room_id}), (RoomSeat, {"room_id": room_id})):
        assert db.session.query(table).filter_by(**about).count() == 0
    assert db.session.query(HelpCall).count() == 0
    assert "person" not in repr([entry.data for entry in entries_since(room_id, 0)])
    assert db.session.get_one(Room, room_id).archived_at


@law("L6.7")
def test_the_page_needs_no_account_and_has_numbers_first(
    circle: Circle, as_member: Browser
) -> None:
    client = as_member(circle.regular)
    client.post("/someone-now/country", data={"country": "gb", "back": "//elsewhere.example"})
    page = client.get("/someone-now").text
    assert page.index("Call 116 123") < page.index("Ask someone in")
    assert 'href="tel:999"' in page
    call = ask(circle)
    assert 'href="tel:116123"' in client.get(f"/rooms/{call.room_id}").text
    assert "tel:" not in as_member(a_watcher(circle)).get(f"/rooms/{call.room_id}").text


@law("L6.7")
def test_live_clients_hear_how_it_goes(circle: Circle, live: Live) -> None:
    peer = a_peer(circle)
    call = ask(circle)
    wire = live(circle.regular)
    joined = wire.call("join", stream=f"room:{call.room_id}")
    assert joined["help"]["state"] == "asking"
    kinds = [entry["kind"] for entry in joined["entries"]]
    assert kinds == ["help_opened", "help_asked"]
    operations.come(peer.id, call.id)
    wire.hears(lambda wire: any(entry["kind"] == "help_coming" for entry in wire.entries()))
    data = next(entry["data"] for entry in wire.entries() if entry["kind"] == "help_coming")
    assert data["membership"] == {"id": circle.mid(peer), "handle": peer.handle}


@law("L6.7")
def test_today_shows_what_is_going_on(circle: Circle, as_member: Browser) -> None:
    peer = a_peer(circle)
    assert "Do you need someone now?" in as_member(circle.regular).get("/").text
    call = ask(circle)
    assert "Your room in" in as_member(circle.regular).get("/").text
    assert f"/someone-now/calls/{call.id}" in as_member(peer).get("/").text
    operations.come(peer.id, call.id)
    assert "You are there for" in as_member(peer).get("/").text


@law("L6.7", "L4.10")
def test_every_room_leads_there(circle: Circle, as_member: Browser) -> None:
    page = as_member(circle.other).get(f"/rooms/{circle.room_id}").text
    assert f'href="/someone-now?group={circle.slug}">I need someone now</a>' in page


@law("L6.7")
@pytest.mark.environment(HEARTH_RATE_LIMITS="on")
def test_nothing_limits_asking(circle: Circle, as_member: Browser) -> None:
    client = as_member(circle.regular)
    for _press in range(210):
        assert client.post(f"/someone-now/groups/{circle.slug}").status_code == 303


@law("L6.6", "L1.4")
def test_a_country_is_kept_on_the_device_alone(circle: Circle, as_member: Browser) -> None:
    stranger = as_member(circle.regular).application.test_client()
    assert stranger.get("/someone-now").headers.getlist("Set-Cookie") == []
    kept = stranger.post("/someone-now/country", data={"country": "gb", "back": "/someone-now"})
    assert kept.headers["Set-Cookie"].startswith("country=gb;")
    assert 'href="tel:116123"' in stranger.get("/someone-now").text
    gone = stranger.post(
        "/someone-now/country", data={"country": "", "back": "//elsewhere.example"}
    )
    assert gone.location == "/someone-now"
    assert "tel:" not in stranger.get("/someone-now").text


@law("L6.7", "L8.1")
def test_what_is_said_there_can_be_reported_by_who_was_there(circle: Circle) -> None:
    peer = a_peer(circle)
    call = ask(circle)
    operations.come(peer.id, call.id)
    ref = f"room:{call.room_id}/{a_message(peer, call.room_id, 'I sell a taper.')}"
    assert case_of(report(circle.regular, ref)).kind == "message"
    with pytest.raises(NotFound):
        report(circle.other, ref)


@law("L6.7", "L1.9")
def test_deleting_an_account_ends_its_call_and_lets_its_offer_go(circle: Circle) -> None:
    peer = a_peer(circle)
    call, mine = ask(circle), circle.mid(peer)
    erase_member(OPERATOR, peer.handle, True)
    assert db.session.get(HelpPeer, mine) is None
    assert told(circle.regular, "help_coming") == 0
    erase_member(OPERATOR, circle.regular.handle, True)
    assert state_of(call) == "closed"


@law("L6.7")
def test_a_muted_peer_who_was_asked_may_still_come_but_not_one_who_was_kept_out(
    circle: Circle,
) -> None:
    peer = a_peer(circle)
    call = ask(circle)
    form = ActForm("Kind words only.", now() + timedelta(hours=1))
    moderation.mute_person(circle.moderator.id, circle.mid(peer), form)
    moderation.remove_person(circle.moderator.id, circle.mid(peer), form)
    with pytest.raises(NotFound):
        operations.come(peer.id, call.id)
    clock.move(timedelta(hours=2))
    assert operations.come(peer.id, call.id) == call.room_id


@law("L6.7")
@pytest.mark.parametrize("who", ["moderator", "peer"])
def test_whoever_is_a_peer_no_more_cannot_come(
    circle: Circle, as_member: Browser, who: str
) -> None:
    peer, there = a_peer(circle), a_peer(circle)
    call, page = ask(circle), as_member(peer)
    pass_by(45)
    assert page.get(f"/someone-now/calls/{call.id}").status_code == 200
    ends = circle.moderator if who == "moderator" else peer
    operations.end_peer(ends.id, circle.mid(peer))
    assert page.get(f"/someone-now/calls/{call.id}").status_code == 404
    assert f"/someone-now/calls/{call.id}" not in page.get("/").text
    with pytest.raises(NotFound):
        operations.come(peer.id, call.id)
    operations.come(there.id, call.id)
    operations.end_peer(circle.moderator.id, circle.mid(there))  # whoever came stays until they go
    assert as_member(there).get(f"/someone-now/calls/{call.id}").status_code == 303
    assert may_read(there, call)


@law("L6.7", "L1.8")
def test_today_leads_nobody_to_a_call_that_is_not_for_them(
    circle: Circle, as_member: Browser
) -> None:
    peer = a_peer(circle)
    call, page = ask(circle), as_member(peer)
    assert f"/someone-now/calls/{call.id}" in page.get("/").text
    page.post(f"/memberships/{circle.mid(circle.regular)}/block")
    assert page.get(f"/someone-now/calls/{call.id}").status_code == 404
    assert f"/someone-now/calls/{call.id}" not in page.get("/").text


@law("L6.7")
def test_whoever_was_put_out_of_their_own_room_gets_another(circle: Circle) -> None:
    watcher, call = a_watcher(circle), ask(circle)
    form, mine = ActForm("Not like this.", now() + timedelta(hours=1)), circle.mid(circle.regular)
    moderation.remove_person(watcher.id, mine, form, f"room:{call.room_id}")
    assert ask(circle).room_id != call.room_id
    assert state_of(call) == "closed"


@law("L6.7")
def test_whoever_is_kept_out_of_a_group_finds_lines_and_no_button(
    circle: Circle, as_member: Browser
) -> None:
    client, button = as_member(circle.regular), f"/someone-now/groups/{circle.slug}"
    assert button in client.get("/someone-now").text
    form = ActForm("Not like this.", now() + timedelta(hours=1))
    moderation.remove_person(circle.moderator.id, circle.mid(circle.regular), form)
    page = client.get("/someone-now").text
    assert button not in page
    assert "findahelpline.com" in page
    assert client.post(button).status_code == 404


@law("L6.7", "L2.6")
def test_a_group_that_ends_asks_nobody_any_more(circle: Circle, as_member: Browser) -> None:
    peers = [a_peer(circle) for _number in range(3)]
    groups.close_group(circle.moderator.id, circle.slug)
    clock.move(timedelta(days=14, seconds=-20))
    do_it()
    call = ask(circle)
    pass_by(30)
    assert not call.is_open
    rung = sum(told(peer, "help_asked") for peer in peers)
    pass_by(200)
    assert sum(told(peer, "help_asked") for peer in peers) == rung
    assert "findahelpline.com" in as_member(circle.regular).get("/someone-now").text

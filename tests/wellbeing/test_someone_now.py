"""Somebody asks for a person now: who is asked, who comes, when lines stand out, how it ends (L6.7)."""

from datetime import timedelta

import pytest

from community import clock
from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.groups import operations as groups
from community.jobs import Job
from community.journal import verify
from community.moderation import operations as moderation
from community.moderation.forms import ActForm
from community.notices.forms import CalmForm
from community.notices.operations import keep_calm
from community.wellbeing.helping import operations
from community.wellbeing.helping.models import HelpCall
from community.wellbeing.helping.queries import watching
from tests.factories import Circle, a_message
from tests.laws import law
from tests.stage import Browser
from tests.wellbeing.helping import (
    a_peer,
    a_watcher,
    ask,
    asked,
    do_it,
    may_read,
    pass_by,
    state_of,
    story,
    told,
)


@law("L6.7")
def test_with_five_on_duty_and_no_answer_lines_stand_out_after_three_minutes(
    circle: Circle, as_member: Browser
) -> None:
    five = {circle.mid(a_peer(circle)) for _one in range(3)} | {
        circle.mid(a_watcher(circle)) for _one in range(2)
    }
    call, client = ask(circle), as_member(circle.regular)
    assert len(asked(call)) == 1
    pass_by(175)
    assert state_of(call) == "asking"
    assert set(asked(call)) == five
    assert 'data-state="asking"' in client.get(f"/rooms/{call.room_id}").text
    pass_by(5)
    assert state_of(call) == "alone"
    assert story(call) == ["opened", *["asked"] * 5, "unanswered"]
    assert (
        "Nobody has answered in 3 minutes. We go on asking."
        in client.get(f"/rooms/{call.room_id}").text
    )


@law("L6.7")
def test_they_are_asked_one_after_the_other_forty_seconds_apart(circle: Circle) -> None:
    for _one in range(3):
        a_peer(circle)
    call = ask(circle)
    pass_by(39)
    assert len(asked(call)) == 1
    pass_by(1)
    assert len(asked(call)) == 2
    pass_by(40)
    assert len(set(asked(call))) == 3


@law("L6.7")
def test_an_answer_at_ninety_seconds_stands_the_others_down(
    circle: Circle, as_member: Browser
) -> None:
    peers = [a_peer(circle) for _one in range(5)]
    call = ask(circle)
    pass_by(90)
    by_id = {circle.mid(peer): peer for peer in peers}
    first, second, third = (by_id[one] for one in asked(call))
    page = as_member(second).get(f"/someone-now/calls/{call.id}").text
    assert "I am coming" in page
    assert as_member(second).post(f"/someone-now/calls/{call.id}/coming").status_code == 303
    assert state_of(call) == "here"
    for other in (first, third):
        assert told(other, "help_stood_down") == 1
        assert f"{second.handle} is there. Nobody else need come." in (
            as_member(other).get(f"/someone-now/calls/{call.id}").text
        )
        assert as_member(other).post(f"/someone-now/calls/{call.id}/coming").status_code == 409
        assert not may_read(other, call)
    assert told(circle.regular, "help_coming") == 1
    pass_by(200)
    assert len(asked(call)) == 3
    assert "unanswered" not in story(call)
    seen = as_member(circle.regular).get(f"/rooms/{call.room_id}").text
    assert f"{second.handle} is coming. The others have stood down." in seen
    assert verify() is None


@law("L6.7")
def test_whoever_cannot_says_so_and_the_next_is_asked_at_once(circle: Circle) -> None:
    peers = {circle.mid(peer): peer for peer in (a_peer(circle), a_peer(circle))}
    call = ask(circle)
    (first,) = asked(call)
    operations.say_cannot(peers[first].id, call.id)
    operations.say_cannot(peers[first].id, call.id)
    assert len(asked(call)) == 2
    with pytest.raises(NotFound):
        operations.say_cannot(circle.other.id, call.id)


@law("L6.7")
def test_a_restart_asks_whoever_was_missed_and_nobody_twice(circle: Circle) -> None:
    for _one in range(4):
        a_peer(circle)
    call = ask(circle)
    clock.move(timedelta(seconds=100))
    do_it()
    assert len(asked(call)) == 3
    for job in db.session.query(Job).filter_by(kind="wellbeing:help:next"):
        operations.ask_next(job.payload["call"], job.payload["step"] - 1)
    do_it()
    assert story(call) == ["opened", *["asked"] * 3]


@law("L6.7")
def test_a_second_asker_does_not_wait_for_the_first(circle: Circle) -> None:
    one, two = a_peer(circle), a_peer(circle)
    first, second = ask(circle), ask(circle, circle.other)
    assert {*asked(first), *asked(second)} == {circle.mid(one), circle.mid(two)}
    pass_by(40)
    assert set(asked(first)) == set(asked(second)) == {circle.mid(one), circle.mid(two)}


@law("L6.7")
def test_whoever_is_there_for_another_is_asked_last(circle: Circle) -> None:
    busy, free = a_peer(circle), a_peer(circle)
    call = ask(circle)
    pass_by(41)
    operations.come(busy.id, call.id)
    assert asked(ask(circle, circle.other)) == [circle.mid(free)]


@law("L6.7")
def test_pressing_again_leads_back_to_the_same_room(circle: Circle, as_member: Browser) -> None:
    client = as_member(circle.regular)
    address = f"/someone-now/groups/{circle.slug}"
    assert client.post(address).location == client.post(address).location
    assert db.session.query(HelpCall).count() == 1
    assert "Back to your room" in client.get("/someone-now").text


@law("L6.7")
def test_a_muted_person_asks_and_writes(circle: Circle) -> None:
    form = ActForm("Kind words only.", now() + timedelta(days=3))
    moderation.mute_person(circle.moderator.id, circle.mid(circle.regular), form)
    call = ask(circle)
    assert a_message(circle.regular, call.room_id, "I need somebody.")


@law("L6.7")
def test_where_nobody_is_on_duty_it_is_said_at_once_and_whoever_comes_is_asked(
    circle: Circle, as_member: Browser
) -> None:
    call = ask(circle)
    assert state_of(call) == "alone"
    seen = as_member(circle.regular).get(f"/rooms/{call.room_id}").text
    assert "Nobody is on duty at the moment. Whoever comes on duty is asked." in seen
    peer = a_peer(circle)
    pass_by(185)
    assert asked(call) == [circle.mid(peer)]
    operations.come(peer.id, call.id)
    assert state_of(call) == "here"


@law("L6.7", "L2.4")
def test_an_unattended_group_has_a_room_all_the_same_and_an_archived_one_only_lines(
    circle: Circle, as_member: Browser
) -> None:
    clock.move(timedelta(days=61))
    do_it()
    assert ask(circle).room_id
    client = as_member(circle.regular)
    groups.archive_group(circle.moderator.id, circle.slug)
    assert db.session.query(HelpCall).filter(HelpCall.ended_at.is_(None)).count() == 0
    refused = client.post(f"/someone-now/groups/{circle.slug}")
    assert refused.status_code == 403
    assert "Nobody can be asked in this group now." in refused.text
    assert "findahelpline.com" in refused.text


@law("L6.7")
def test_who_was_asked_says_nothing_and_is_asked_once_more_later(circle: Circle) -> None:
    peer = a_peer(circle)
    ask(circle)
    pass_by(14 * 60)
    assert told(peer, "help_asked") == 1
    pass_by(5 * 60)
    assert told(peer, "help_asked") == 2


@law("L6.7", "L9.2")
def test_being_asked_breaks_through_quiet_hours(circle: Circle) -> None:
    peer, watcher = a_peer(circle), a_watcher(circle)
    for person in (peer, watcher):
        keep_calm(person.id, CalmForm.parse({"quiet_from": "00:00", "quiet_until": "23:59"}))
    ask(circle)
    pass_by(41)
    assert told(peer, "help_asked") == told(watcher, "help_asked") == 1


@law("L6.7", "L1.8")
def test_nobody_between_whom_there_is_a_block_is_asked_or_may_come(
    circle: Circle, as_member: Browser
) -> None:
    blocked, blocker, third = (a_peer(circle) for _one in range(3))
    watcher = a_watcher(circle)
    groups.block_person(circle.regular.id, circle.mid(blocked))
    groups.block_person(circle.regular.id, circle.mid(watcher))
    groups.block_person(blocker.id, circle.mid(circle.regular))
    call = ask(circle)
    pass_by(300)
    assert asked(call) == [circle.mid(third)]
    for person in (blocked, blocker, watcher):
        assert as_member(person).get(f"/someone-now/calls/{call.id}").status_code == 404
        assert as_member(person).post(f"/someone-now/calls/{call.id}/coming").status_code == 404


@law("L6.7")
def test_peers_are_asked_in_their_hours_unless_away_or_not_in_good_standing(circle: Circle) -> None:
    peer, moment = a_peer(circle), now()

    def there() -> bool:
        db.session.rollback()
        return circle.mid(peer) in {one.id for one in watching(circle.group_id, moment)}

    assert there()
    operations.be_away(peer.id, circle.slug)
    assert not there()
    operations.be_back(peer.id, circle.slug)
    assert there()
    form = ActForm("Enough.", now() + timedelta(days=2))
    moderation.mute_person(circle.moderator.id, circle.mid(peer), form)
    assert not there()


@law("L6.7")
def test_a_peer_offers_a_moderator_accepts_and_either_ends_it(
    circle: Circle, as_member: Browser
) -> None:
    at = f"/groups/{circle.slug}/helping"
    peer, keeper = as_member(circle.regular), as_member(circle.moderator)
    assert peer.post(f"{at}/offer").status_code == 303
    assert "You offered it." in peer.get(at).text
    assert circle.regular.handle in keeper.get(at).text
    assert circle.regular.handle not in as_member(circle.other).get(at).text.partition("<main")[2]
    mine = circle.mid(circle.regular)
    assert peer.post(f"/someone-now/peers/{mine}/acceptance").status_code == 403
    assert keeper.post(f"/someone-now/peers/{mine}/acceptance").status_code == 303
    assert told(circle.regular, "help_accepted") == 1
    refused = peer.post(f"{at}/hours", data={"starts": "25:00", "ends": "07:00", "zone": "UTC"})
    assert refused.status_code == 422
    assert "25:00" in refused.text
    typed = {"day_0": "yes", "starts": "22:00", "ends": "07:00", "zone": "UTC"}
    assert peer.post(f"{at}/hours", data=typed).status_code == 303
    assert "22:00 to 07:00 the next day" in peer.get(at).text
    assert peer.post(f"/someone-now/peers/{mine}/ending").status_code == 303
    assert "I would like to be asked" in peer.get(at).text


@law("L6.7")
def test_offers_are_made_in_good_standing_and_accepted_by_another(
    circle: Circle, as_member: Browser
) -> None:
    form, at = ActForm("Enough.", now() + timedelta(days=3)), f"/groups/{circle.slug}/helping/offer"
    moderation.mute_person(circle.moderator.id, circle.mid(circle.regular), form)
    assert as_member(circle.regular).post(at).status_code == 403
    keeper, mine = as_member(circle.moderator), circle.mid(circle.moderator)
    assert keeper.post(at).status_code == 303
    address = f"/someone-now/peers/{mine}/acceptance"
    assert keeper.post(address).status_code == 403
    assert as_member(a_watcher(circle)).post(address).status_code == 303

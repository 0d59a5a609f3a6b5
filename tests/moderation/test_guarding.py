"""A group guards itself for a while, and it ends by itself (L8.7)."""

from datetime import timedelta

import pytest

from community import clock
from community.errors import Forbidden
from community.extensions import db
from community.groups import operations as groups
from community.groups.forms import JoinForm
from community.groups.models import Group
from community.journal import JournalEntry
from community.moderation import operations
from community.moderation.forms import GuardForm
from community.moderation.models import Held
from tests.factories import Circle, a_group, a_message, a_person, admit
from tests.laws import law
from tests.stage import Browser, Live

SAID = {"body": "Good evening.", "key": "raid-key-1"}


def group_of(circle: Circle) -> Group:
    """The group as it is now."""
    db.session.rollback()
    return db.session.get_one(Group, circle.group_id)


@law("L8.7", "L8.6")
def test_in_raid_mode_newcomers_words_wait_in_rooms_too(circle: Circle, live: Live) -> None:
    operations.guard_group(circle.moderator.id, circle.slug, GuardForm(6))
    answer = live(circle.newcomer, circle.stream).call("post_message", stream=circle.stream, **SAID)
    assert answer["held"] is True
    assert db.session.query(Held).one().reason == "raid"
    assert live(circle.regular, circle.stream).call("post_message", stream=circle.stream, **SAID)[
        "seq"
    ]


@law("L8.7", "L4.6")
def test_in_raid_mode_everybody_writes_slowly_but_moderators(circle: Circle, live: Live) -> None:
    operations.guard_group(circle.moderator.id, circle.slug, GuardForm(1))
    wire, keeper = live(circle.regular, circle.stream), live(circle.moderator, circle.stream)
    for who, second in ((wire, "slow_mode"), (keeper, None)):
        who.call("post_message", stream=circle.stream, body="One.", key=f"slow-1-{second}")
        answer = who.call("post_message", stream=circle.stream, body="Two.", key=f"slow-2-{second}")
        assert answer.get("error", {}).get("code") == second
    clock.move(timedelta(minutes=61))
    assert wire.call("post_message", stream=circle.stream, body="Two.", key="slow-3-key")["ok"]


@law("L8.7")
def test_whoever_is_in_a_room_hears_that_it_is_slow_now(circle: Circle, live: Live) -> None:
    wire = live(circle.regular, circle.stream)
    operations.guard_group(circle.moderator.id, circle.slug, GuardForm(1))
    wire.hears(lambda one: one.entries())
    entry = wire.entries()[-1]
    assert (entry["kind"], entry["data"]["slow_seconds"]) == ("room_changed", 30)


@law("L8.7", "L13.2")
def test_the_buttons_and_the_calm_words_on_the_groups_page(
    circle: Circle, as_member: Browser
) -> None:
    moderator, page = as_member(circle.moderator), f"/groups/{circle.slug}"
    assert "Switch raid mode on" in moderator.get(page).text
    assert moderator.post(f"{page}/raid-mode", data={"hours": "24"}).status_code == 303
    shown = as_member(circle.regular).get(page).text
    assert "livelier than usual" in shown
    assert "Switch raid mode on" not in shown
    moderator.post(f"{page}/raid-mode/ending")
    assert "livelier than usual" not in as_member(circle.regular).get(page).text


@law("L8.7")
def test_raid_mode_ends_by_itself_after_a_day_at_most(circle: Circle, as_member: Browser) -> None:
    page = f"/groups/{circle.slug}/raid-mode"
    assert as_member(circle.moderator).post(page, data={"hours": "25"}).status_code == 422
    operations.guard_group(circle.moderator.id, circle.slug, GuardForm(24))
    assert group_of(circle).is_guarded(clock.now())
    clock.move(timedelta(hours=24, minutes=1))
    assert not group_of(circle).is_guarded(clock.now())


@law("L8.7")
@pytest.mark.parametrize("how", ["raid-mode", "join-lock"])
def test_nobody_joins_while_it_is_locked(app: object, as_member: Browser, how: str) -> None:
    _group_id, slug = a_group("open-house", joining="open")
    keeper = admit(a_person("keeper", staff=True), slug, "moderator")
    guest = a_person("guest")
    as_member(keeper).post(f"/groups/{slug}/{how}", data={"hours": "24"})
    with pytest.raises(Forbidden):
        groups.join_group(guest.id, slug, JoinForm(guest.handle))
    as_member(keeper).post(f"/groups/{slug}/{how}/ending")
    assert groups.join_group(guest.id, slug, JoinForm(guest.handle)).membership_id


@law("L8.7")
@pytest.mark.parametrize("who", ["regular", "newcomer"])
@pytest.mark.parametrize("how", ["raid-mode", "join-lock"])
def test_only_moderators_guard(circle: Circle, as_member: Browser, who: str, how: str) -> None:
    answer = as_member(circle.people[who]).post(
        f"/groups/{circle.slug}/{how}", data={"hours": "24"}
    )
    assert answer.status_code == 403
    assert not group_of(circle).is_shut(clock.now())


@law("L8.7", "L8.8")
def test_it_is_on_record(circle: Circle) -> None:
    operations.guard_group(circle.moderator.id, circle.slug, GuardForm(1))
    operations.stop_guarding(circle.moderator.id, circle.slug)
    kinds = {entry.kind for entry in db.session.query(JournalEntry)}
    assert {"moderation:group:guarded", "moderation:group:unguarded"} <= kinds
    assert a_message(circle.newcomer, circle.room_id, "Hello again.")

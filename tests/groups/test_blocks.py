"""Blocking a person: what it takes away from whom, and what it tells nobody (L1.8)."""

import re

import pytest
from flask import Flask

from community.errors import Forbidden, NotFound
from community.extensions import db
from community.groups import operations, queries
from community.groups.forms import JoinForm
from community.journal import JournalEntry
from community.notices.queries import inbox_of
from community.registry import Happening, registry
from tests.factories import Circle, a_circle, a_person, admit
from tests.laws import law
from tests.stage import Browser


@law("L1.8")
def test_a_member_blocks_and_unblocks_a_person(circle: Circle, as_member: Browser) -> None:
    mid = circle.mid(circle.other)
    browser = as_member(circle.regular)
    assert browser.post(f"/memberships/{mid}/block").location == f"/memberships/{mid}"
    assert queries.hidden_from(circle.regular.id) == {mid}
    assert queries.hiding([mid]) == {circle.regular.id: frozenset({mid})}
    assert "Unblock" in browser.get(f"/memberships/{mid}").text
    browser.post(f"/memberships/{mid}/unblock")
    assert queries.hidden_from(circle.regular.id) == frozenset()


@law("L1.8")
def test_staff_can_be_blocked_like_anyone(circle: Circle) -> None:
    mid = circle.mid(circle.moderator)
    operations.block_person(circle.newcomer.id, mid)
    assert queries.has_blocked(circle.newcomer.id, mid)


@law("L1.8")
def test_the_blocked_sees_no_difference(circle: Circle, as_member: Browser) -> None:
    browser, mid = as_member(circle.other), circle.mid(circle.regular)
    pages = (f"/memberships/{mid}", f"/groups/{circle.slug}", f"/groups/{circle.slug}/people")
    before = [_bare(browser.get(page).text) for page in pages]
    operations.block_person(circle.regular.id, circle.mid(circle.other))
    assert [_bare(browser.get(page).text) for page in pages] == before
    assert inbox_of(circle.other.id, "UTC") == []


@law("L1.8")
def test_a_block_reaches_notices_from_every_group(app: Flask) -> None:
    here, there = a_circle("harbour"), a_circle("kitchen")
    admit(here.regular, "kitchen", "moderator")
    operations.block_person(here.regular.id, here.mid(here.other))
    operations.join_group(here.other.id, "kitchen", JoinForm("someone-else"))
    assert inbox_of(here.regular.id, "UTC") == []
    assert len(inbox_of(there.moderator.id, "UTC")) == 1
    assert queries.count_requests(there.group_id) == 1


@law("L1.8", "L1.10")
def test_a_block_hides_words_in_its_own_group_only(app: Flask) -> None:
    here, there = a_circle("harbour"), a_circle("kitchen")
    admit(here.other, "kitchen")
    operations.block_person(here.regular.id, here.mid(here.other))
    elsewhere = there.mid(here.other)
    assert elsewhere not in queries.hidden_from(here.regular.id)
    assert elsewhere in queries.kept_from(here.regular.id)


def test_blocking_twice_is_one_block(circle: Circle) -> None:
    mid = circle.mid(circle.other)
    operations.block_person(circle.regular.id, mid)
    operations.block_person(circle.regular.id, mid)
    assert len(queries.blocked_by(circle.regular.id)) == 1


def test_nobody_blocks_themselves(circle: Circle, as_member: Browser) -> None:
    mid = circle.mid(circle.regular)
    with pytest.raises(Forbidden):
        operations.block_person(circle.regular.id, mid)
    assert "Block " not in as_member(circle.regular).get(f"/memberships/{mid}").text
    assert not queries.has_blocked(circle.regular.id, mid)


def test_an_outsider_of_a_closed_group_finds_nobody_to_block(circle: Circle) -> None:
    mid = circle.mid(circle.regular)
    with pytest.raises(NotFound):
        operations.block_person(circle.outsider.id, mid)
    assert not queries.has_blocked(circle.outsider.id, mid)


@law("L1.8")
def test_a_reader_of_an_open_group_can_block(app: Flask) -> None:
    circle = a_circle("harbour", visibility="open")
    operations.block_person(circle.outsider.id, circle.mid(circle.regular))
    assert queries.has_blocked(circle.outsider.id, circle.mid(circle.regular))


def test_a_block_can_be_taken_back_after_leaving(circle: Circle, as_member: Browser) -> None:
    mid = circle.mid(circle.other)
    operations.block_person(circle.regular.id, mid)
    operations.leave_group(circle.regular.id, circle.slug)
    browser = as_member(circle.regular)
    assert circle.other.handle in browser.get("/you/blocks").text
    back = browser.post(f"/memberships/{mid}/unblock", data={"back": "/you/blocks"})
    assert back.location == "/you/blocks"
    assert circle.other.handle not in browser.get("/you/blocks").text


@pytest.mark.parametrize(
    "back", ["https://example.org/", "//example.org", "/\\example.org", "javascript:1"]
)
def test_after_unblocking_nobody_is_led_off_the_site(
    circle: Circle, as_member: Browser, back: str
) -> None:
    mid = circle.mid(circle.other)
    operations.block_person(circle.regular.id, mid)
    answer = as_member(circle.regular).post(f"/memberships/{mid}/unblock", data={"back": back})
    assert answer.location == "/"


def test_unblocking_somebody_elses_block_finds_nothing(circle: Circle) -> None:
    mid = circle.mid(circle.other)
    operations.block_person(circle.regular.id, mid)
    with pytest.raises(NotFound):
        operations.unblock_person(circle.newcomer.id, mid)
    assert queries.has_blocked(circle.regular.id, mid)


def test_later_features_hear_of_a_block_in_the_same_unit(circle: Circle) -> None:
    heard: list[dict[str, int]] = []
    registry.when(Happening.BLOCKED, "a test", lambda **facts: heard.append(facts))
    try:
        operations.block_person(circle.regular.id, circle.mid(circle.other))
    finally:
        del registry.consequences[Happening.BLOCKED]["a test"]
    facts = {"member_id": circle.regular.id, "blocked_id": circle.mid(circle.other)}
    assert heard == [{**facts, "group_id": circle.group_id}]


def test_a_block_is_journalled_by_ids(circle: Circle) -> None:
    operations.block_person(circle.regular.id, circle.mid(circle.other))
    entry = db.session.query(JournalEntry).order_by(JournalEntry.seq.desc()).first()
    assert entry is not None
    assert (entry.kind, entry.actor) == ("groups:person:blocked", circle.regular.id)
    assert circle.other.handle not in f"{entry.facts}{entry.words}{entry.subject}"


def test_a_person_who_left_and_returned_stays_blocked(app: Flask) -> None:
    circle = a_circle("harbour", visibility="open")
    operations.block_person(circle.regular.id, circle.mid(circle.other))
    operations.leave_group(circle.other.id, "harbour")
    operations.join_group(circle.other.id, "harbour", JoinForm("a-new-name"))
    assert queries.hidden_from(circle.regular.id) == {circle.mid(circle.other)}


def test_strangers_ids_are_not_found(circle: Circle, as_member: Browser) -> None:
    stranger = a_person()
    for path in (
        f"/memberships/{stranger.id}/block",
        "/memberships/12/block",
        "/memberships/12/unblock",
    ):
        assert as_member(circle.regular).post(path).status_code == 404


def _bare(page: str) -> str:
    """Without what differs from one second to the next."""
    return re.sub(r'(nonce|name="csrf_token" value)="[^"]*"', "", page)

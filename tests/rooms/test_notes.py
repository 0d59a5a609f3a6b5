"""Content notes: set by who writes, folded up, shown or hidden as who reads chose (L3.4)."""

from typing import Any

import pytest
from flask import Flask

from community.rooms import operations as rooms
from community.rooms.forms import EditForm, MessageForm
from tests.factories import Circle, a_circle
from tests.forums.stage import a_key, a_topic
from tests.laws import law
from tests.stage import Browser


@pytest.fixture
def noted(circle: Circle) -> int:
    """Words under a note, in the lounge."""
    form = MessageForm("We buried her today.", a_key(), note="grief")
    return rooms.post_message(circle.other.id, circle.stream, form).seq


def chooses(client: Any, **chosen: str) -> int:
    """Choose on the page; the status."""
    status: int = client.post("/you/content-notes", data=chosen).status_code
    return status


@law("L3.4")
def test_words_under_a_note_are_folded_up(circle: Circle, noted: int, as_member: Browser) -> None:
    page = as_member(circle.regular).get(f"/rooms/{circle.room_id}").text
    assert '<details class="note" data-note="grief"><summary>' in page
    assert "We buried her today." in page


@law("L3.4")
def test_who_wants_to_see_them_sees_them(circle: Circle, noted: int, as_member: Browser) -> None:
    client = as_member(circle.regular)
    assert chooses(client, grief="show") == 303
    assert (
        '<details class="note" data-note="grief" open>'
        in client.get(f"/rooms/{circle.room_id}").text
    )
    assert "open>" not in as_member(circle.newcomer).get(f"/rooms/{circle.room_id}").text


@law("L3.4")
def test_who_hides_them_is_sent_none_of_them_in_room_topic_or_quote(
    circle: Circle, noted: int, as_member: Browser
) -> None:
    client = as_member(circle.regular)
    chooses(client, grief="hide", eating="show")
    form = MessageForm("And I miss her.", a_key(), note="grief")
    topic = a_topic(circle.other, circle)
    rooms.post_message(circle.other.id, topic.stream, form)
    quote = {"body": "With you.", "key": a_key(), "quotes": f"{circle.stream}/{noted}"}
    rooms.post_message(circle.newcomer.id, circle.stream, MessageForm.parse(quote))
    for address in (f"/rooms/{circle.room_id}", topic.address):
        page = client.get(address).text
        assert "Hidden, as you chose: grief." in page
        assert "buried" not in page
        assert "miss her" not in page
    once = client.get(f"/rooms/{circle.room_id}/messages/{noted}").text
    assert "We buried her today." in once


@law("L3.4")
def test_the_author_changes_the_note_with_the_words(
    circle: Circle, noted: int, as_member: Browser
) -> None:
    client, address = as_member(circle.other), f"/rooms/{circle.room_id}/messages/{noted}"
    client.post(f"{address}/edit", data={"body": "We buried her today.", "note": "violence"})
    page = as_member(circle.regular).get(f"/rooms/{circle.room_id}").text
    assert 'data-note="violence"' in page
    rooms.edit_message(circle.other.id, circle.stream, noted, EditForm("We did."))
    assert 'data-note="violence"' in as_member(circle.regular).get(f"/rooms/{circle.room_id}").text
    client.post(f"{address}/edit", data={"body": "We did.", "note": ""})
    assert "data-note=" not in as_member(circle.regular).get(f"/rooms/{circle.room_id}").text


@pytest.mark.parametrize("wrong", [{"grief": "loud"}, {"joy": "show"}])
def test_only_what_is_offered_can_be_chosen(
    circle: Circle, as_member: Browser, wrong: dict
) -> None:
    client = as_member(circle.regular)
    chooses(client, grief="hide")
    assert chooses(client, **wrong) == 422
    assert client.get("/you/content-notes").text.count("checked") == 5


def test_pieces_of_page_that_are_drawn_once_go_by_what_each_reader_chose(
    circle: Circle, as_member: Browser
) -> None:
    for person in (circle.regular, circle.newcomer):
        assert '"note_hidden"' not in as_member(person).get(f"/rooms/{circle.room_id}").text
    chooses(as_member(circle.regular), grief="hide")
    assert '"note_hidden"' in as_member(circle.regular).get(f"/rooms/{circle.room_id}").text
    assert '"note_hidden"' not in as_member(circle.newcomer).get(f"/rooms/{circle.room_id}").text


def test_pieces_of_page_that_are_drawn_once_go_by_who_may_write(
    app: Flask, as_member: Browser
) -> None:
    circle = a_circle("harbour", visibility="open")
    for person, may_write in ((circle.regular, True), (circle.outsider, False)) * 2:
        page = as_member(person).get(f"/rooms/{circle.room_id}").text
        assert ('data-act="reply"' in page) is may_write
        assert 'data-page="report"' in page

"""Open, closed and hidden groups, as people come upon them (L2.1)."""

import re

import pytest
from flask import Flask

from community.errors import NotFound
from community.groups import policies, queries
from tests.factories import Person, a_circle, a_person
from tests.laws import law
from tests.stage import Browser


@law("L2.1")
def test_an_open_group_is_read_by_everyone_signed_in(app: Flask, as_member: Browser) -> None:
    circle = a_circle("open-door", visibility="open")
    place = queries.inside_for(circle.outsider.id, "open-door")
    assert policies.can_read(place)
    assert not policies.can_see_people(place)
    assert as_member(circle.outsider).get("/groups/open-door/people").status_code == 404


@law("L2.1")
def test_a_closed_group_shows_its_front_and_not_its_inside(app: Flask, as_member: Browser) -> None:
    circle = a_circle("harbour", visibility="closed")
    outsider = as_member(circle.outsider)
    front = outsider.get("/groups/harbour")
    assert front.status_code == 200
    assert 'href="/rooms/' not in front.text
    assert outsider.get("/groups/harbour/people").status_code == 404
    with pytest.raises(NotFound):
        queries.inside_for(circle.outsider.id, "harbour")
    inside = as_member(circle.regular).get("/groups/harbour")
    assert 'href="/rooms/' in inside.text


@law("L2.1")
def test_a_hidden_group_and_an_absent_one_answer_alike(app: Flask, as_member: Browser) -> None:
    circle = a_circle("cellar", visibility="hidden")
    outsider = as_member(circle.outsider)
    hidden, absent = outsider.get("/groups/cellar"), outsider.get("/groups/attics")
    assert hidden.status_code == absent.status_code == 404
    assert _without_nonces(hidden.text) == _without_nonces(absent.text)
    assert "cellar" not in outsider.get("/groups").text
    assert as_member(circle.regular).get("/groups/cellar").status_code == 200


def test_administrators_see_no_more_than_others(app: Flask, as_member: Browser) -> None:
    a_circle("cellar", visibility="hidden")
    root = a_person("rootling", administrator=True)
    assert as_member(root).get("/groups/cellar").status_code == 404


@law("L1.10")
def test_people_of_other_groups_are_absent(app: Flask, as_member: Browser) -> None:
    one, two = a_circle("harbour"), a_circle("kitchen")
    mid = two.mid(two.regular)
    assert as_member(one.regular).get(f"/memberships/{mid}").status_code == 404
    assert as_member(two.newcomer).get(f"/memberships/{mid}").status_code == 200


@law("L1.10")
def test_what_members_see_of_a_person_holds_no_id_of_the_account(
    app: Flask, as_member: Browser
) -> None:
    circle = a_circle("harbour")
    shown = as_member(circle.newcomer)
    for page in (f"/memberships/{circle.mid(circle.regular)}", "/groups/harbour/people"):
        assert str(circle.regular.id) not in shown.get(page).text


@pytest.mark.parametrize("path", ["", "/people", "/settings", "/requests", "/invitations", "/join"])
def test_whoever_is_not_signed_in_is_led_to_the_door(app: Flask, path: str) -> None:
    a_circle("harbour")
    led = app.test_client().get(f"/groups/harbour{path}")
    assert led.status_code == 303
    assert led.location.startswith("/sign-in")


def test_ids_of_people_are_random_and_small_enough_for_browsers(app: Flask) -> None:
    circle = a_circle("harbour")
    ids = [circle.group_id, *(circle.mid(p) for p in _members(circle.people))]
    assert all(0 < number < 2**53 for number in ids)
    assert sorted(ids) != ids or len({number >> 40 for number in ids}) > 1


def _without_nonces(page: str) -> str:
    return re.sub(r'(nonce|name="csrf_token" value)="[^"]*"', "", page)


def _members(people: dict[str, Person]) -> list[Person]:
    return [person for who, person in people.items() if who != "outsider"]

"""Who begins groups, and how (L2.2)."""

import pytest
from flask import Flask

from community.actors import OPERATOR
from community.cli import perform
from community.clock import now
from community.errors import Forbidden, Invalid
from community.extensions import db
from community.groups import operations, queries
from community.groups.forms import GroupForm
from community.groups.models import Group
from community.members.models import Site
from community.members.operations import Newcomer, add_member
from community.members.queries import member_for
from community.operations import operation
from tests.factories import HASH, Circle, Person, a_circle, a_person, a_site
from tests.laws import law
from tests.stage import Browser

FORM = {"name": "Night Kitchen", "visibility": "closed", "handle": "cook"}


@operation
def let_members_create() -> None:
    db.session.get_one(Site, 1).members_create_groups = True


@law("L2.2")
def test_an_administrator_begins_a_group_and_moderates_it(app: Flask, as_member: Browser) -> None:
    root = a_person("rootling", administrator=True)
    browser = as_member(root)
    assert browser.get("/groups/new").status_code == 200
    assert browser.post("/groups", data=FORM).location == "/groups/night-kitchen"
    mine = queries.memberships_of(root.id)
    assert [(m.handle, m.role, m.group.slug) for m in mine] == [
        ("cook", "moderator", "night-kitchen")
    ]
    assert "/rooms/" in browser.get("/groups/night-kitchen").text


@law("L2.2")
def test_members_begin_groups_where_the_site_allows_it(app: Flask, as_member: Browser) -> None:
    browser = as_member(a_person("kestrel"))
    assert browser.get("/groups/new").status_code == 403
    assert browser.post("/groups", data=FORM).status_code == 403
    assert db.session.query(Group).count() == 0
    let_members_create()
    assert browser.post("/groups", data=FORM).status_code == 303


@law("L1.5")
def test_an_administrator_without_authenticator_begins_none(app: Flask) -> None:
    a_site()
    bare = a_person("rootling")
    make_administrator(bare.id)
    with pytest.raises(Forbidden, match="authenticator"):
        operations.create_group(bare.id, GroupForm.parse(FORM))
    assert db.session.query(Group).count() == 0


@operation
def make_administrator(member_id: int) -> None:
    member_for(member_id).administrator_since = now()


def test_two_groups_of_one_name_get_two_addresses(app: Flask) -> None:
    a_site()
    first = operations.create_group(OPERATOR, GroupForm("Harbour"))
    second = operations.create_group(OPERATOR, GroupForm("Harbour"))
    assert first.slug == "harbour"
    assert second.slug.startswith("harbour-")


@law("L2.1")
def test_the_address_of_a_hidden_group_cannot_be_felt_for(app: Flask) -> None:
    a_site()
    hidden = operations.create_group(OPERATOR, GroupForm("Cellar", visibility="hidden"))
    assert hidden.slug != "cellar"
    assert operations.create_group(OPERATOR, GroupForm("Cellar")).slug == "cellar"


@pytest.mark.parametrize("name", ["Ночная кухня", "夜の台所", "!!!", "new"])
def test_a_group_may_be_called_anything(app: Flask, name: str) -> None:
    a_site()
    made = operations.create_group(OPERATOR, GroupForm(name))
    assert made.slug.startswith(("group", "new-"))


def run(app: Flask, *argv: str) -> tuple[int, str]:
    return perform(app, argv, lambda: "")


@law("L2.2")
def test_the_command_line_begins_groups_and_fills_them(app: Flask) -> None:
    a_site()
    ada = a_person("ada")
    assert run(app, "group", "add", "harbour", "--name", "Harbour", "--visibility", "open")[0] == 0
    assert run(app, "group", "join", "harbour", "ada", "--role", "chair")[0] == 0
    assert [m.role for m in queries.memberships_of(ada.id)] == ["chair"]


@pytest.mark.parametrize(
    "argv",
    [
        ("add", "Not A Slug", "--name", "X"),
        ("add", "harbour", "--name", ""),
        ("add", "harbour", "--name", "X", "--visibility", "public"),
        ("join", "nowhere", "ada"),
        ("join", "harbour", "nobody-here"),
        ("join", "harbour", "ada", "--role", "king"),
    ],
)
def test_commands_that_make_no_sense_are_refused(app: Flask, argv: tuple[str, ...]) -> None:
    a_site()
    a_person("ada")
    code, said = run(app, "group", *argv)
    assert code != 0
    assert said
    assert db.session.query(Group).count() == 0


def test_an_address_that_is_taken_is_refused(circle: Circle) -> None:
    with pytest.raises(Invalid):
        operations.create_group(OPERATOR, GroupForm("Other", slug=circle.slug))


def test_the_list_of_groups_shows_ones_own_and_what_one_may_know(
    app: Flask, as_member: Browser
) -> None:
    mine, other = a_circle("harbour"), a_circle("kitchen")
    a_circle("cellar", visibility="hidden")
    page = as_member(mine.regular).get("/groups").text
    assert f"You are {mine.regular.handle} here" in page
    assert f"/groups/{other.slug}" in page
    assert "/groups/cellar" not in page


def test_today_leads_into_ones_groups(circle: Circle, as_member: Browser) -> None:
    assert f"/rooms/{circle.room_id}" in as_member(circle.regular).get("/").text
    assert "You are in no group yet." in as_member(circle.outsider).get("/").text


def test_a_site_furnished_from_the_machine_alone_shows_its_groups(
    app: Flask, as_member: Browser
) -> None:
    joined = add_member(OPERATOR, Newcomer("kestrel", HASH))
    run(app, "group", "add", "harbour", "--name", "Harbour", "--visibility", "open")
    browser = as_member(Person(joined.member_id, "kestrel"))
    page = browser.get("/groups")
    assert page.status_code == 200
    assert "/groups/harbour" in page.text
    assert 'href="/groups/new"' not in page.text
    assert browser.get("/groups/new").status_code == 403
    assert browser.get("/").status_code == 200

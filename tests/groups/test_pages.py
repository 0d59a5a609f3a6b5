"""What pages offer to whom: no button stands before a door that is shut."""

from datetime import timedelta

import pytest
from flask import Flask

from community.clock import now
from community.errors import Forbidden
from community.extensions import db
from community.groups import operations, policies, queries
from community.groups.forms import GroupForm
from community.members.models import Site
from community.moderation.forms import ActForm
from community.moderation.operations import mute_person, remove_person
from community.operations import operation
from tests.factories import Circle, a_circle, a_person, admit
from tests.laws import law
from tests.stage import Browser


def main_of(page: str) -> str:
    """The page without its frame."""
    return page.split("<main")[1].split('<footer class="foot"')[0]


@pytest.fixture
def cast(circle: Circle) -> Circle:
    """Those between whom the pages tell apart."""
    circle.people["green"] = admit(a_person("greenhorn"), circle.slug, "moderator")
    circle.people["chair"] = admit(a_person("seated", staff=True), circle.slug, "chair")
    return circle


@pytest.mark.parametrize("who", ["newcomer", "regular", "chair", "green", "moderator"])
def test_tabs_of_office_are_for_moderators_with_authenticator(
    cast: Circle, as_member: Browser, who: str
) -> None:
    page = as_member(cast.people[who]).get(f"/groups/{cast.slug}").text
    for tab in ("settings", "requests", "invitations"):
        assert (f'/groups/{cast.slug}/{tab}"' in page) == (who == "moderator")
    assert f'/groups/{cast.slug}/people"' in page


@pytest.mark.parametrize("who", ["newcomer", "regular", "chair", "green", "moderator"])
def test_forms_of_office_are_for_moderators_with_authenticator(
    cast: Circle, as_member: Browser, who: str
) -> None:
    mid = cast.mid(cast.other)
    page = as_member(cast.people[who]).get(f"/memberships/{mid}").text
    for deed in ("role", "mute", "removal", "ban"):
        assert (f'action="/memberships/{mid}/{deed}"' in page) == (who == "moderator")
    assert f'action="/memberships/{mid}/block"' in page


def test_on_ones_own_page_stands_no_form(cast: Circle, as_member: Browser) -> None:
    page = as_member(cast.moderator).get(f"/memberships/{cast.mid(cast.moderator)}").text
    assert "/memberships/" not in main_of(page)


def test_for_somebody_who_left_only_a_ban_is_offered(cast: Circle, as_member: Browser) -> None:
    mid = cast.mid(cast.other)
    operations.leave_group(cast.other.id, cast.slug)
    page = as_member(cast.moderator).get(f"/memberships/{mid}").text
    assert f'action="/memberships/{mid}/ban"' in page
    for deed in ("role", "mute", "removal"):
        assert f'action="/memberships/{mid}/{deed}"' not in page
    assert "No longer in this group." in page


def test_the_way_in_is_shown_only_where_it_is_open(app: Flask, as_member: Browser) -> None:
    circle = a_circle("harbour")
    page = as_member(circle.outsider).get("/groups/harbour")
    assert '/groups/harbour/join"' in page.text
    operations.close_group(circle.moderator.id, "harbour")
    assert '/groups/harbour/join"' not in as_member(circle.outsider).get("/groups/harbour").text
    assert '/groups/harbour/join"' not in as_member(circle.regular).get("/groups/harbour").text


def test_guidelines_of_a_locked_group_are_not_shown_at_its_door(
    app: Flask, as_member: Browser
) -> None:
    circle = a_circle("harbour")
    form = GroupForm("Harbour", joining="request", guidelines="Tell nobody of the blue door.")
    operations.change_group(circle.moderator.id, "harbour", form)
    outsider = as_member(circle.outsider)
    assert "blue door" in outsider.get("/groups/harbour/join").text
    operations.close_group(circle.moderator.id, "harbour")
    assert "blue door" not in outsider.get("/groups/harbour/join").text


@law("L2.2")
def test_beginning_a_group_is_offered_to_those_who_may(circle: Circle, as_member: Browser) -> None:
    root = as_member(a_person("rootling", administrator=True))
    assert 'href="/groups/new"' in root.get("/groups").text
    regular = as_member(circle.regular)
    assert 'href="/groups/new"' not in regular.get("/groups").text
    open_to_members()
    assert 'href="/groups/new"' in regular.get("/groups").text


@operation
def open_to_members() -> None:
    db.session.get_one(Site, 1).members_create_groups = True


@law("L2.4")
def test_leaving_is_offered_to_the_last_moderator_only_with_another(
    circle: Circle, as_member: Browser
) -> None:
    path = f'action="/groups/{circle.slug}/departure"'
    assert path in as_member(circle.regular).get(f"/groups/{circle.slug}").text
    assert path not in as_member(circle.moderator).get(f"/groups/{circle.slug}").text
    operations.change_role(circle.moderator.id, circle.mid(circle.regular), "moderator")
    assert path in as_member(circle.moderator).get(f"/groups/{circle.slug}").text


def test_a_long_list_of_people_comes_in_pages(circle: Circle, as_member: Browser) -> None:
    for _each in range(queries.PEOPLE_A_PAGE):
        admit(a_person(), circle.slug)
    browser = as_member(circle.regular)
    first = browser.get(f"/groups/{circle.slug}/people").text
    second = browser.get(f"/groups/{circle.slug}/people?page=2").text
    assert main_of(first).count('href="/memberships/') == queries.PEOPLE_A_PAGE
    assert main_of(second).count('href="/memberships/') == 4
    assert main_of(first).index(circle.moderator.handle) < main_of(first).index(
        circle.newcomer.handle
    )


def test_the_number_of_requests_is_shown_to_moderators(circle: Circle, as_member: Browser) -> None:
    as_member(circle.outsider).post(
        f"/groups/{circle.slug}/memberships", data={"handle": "kestrel"}
    )
    tabs = as_member(circle.moderator).get(f"/groups/{circle.slug}").text
    assert '<span class="count">1' in main_of(tabs)


def test_the_steps_of_a_group_without_rules_are_none(circle: Circle) -> None:
    form = GroupForm("Harbour", joining="request", becoming_member={})
    operations.change_group(circle.moderator.id, circle.slug, form)
    operations.promote_newcomers()
    mine = queries.membership_of(circle.newcomer.id, circle.group_id)
    assert mine is not None
    assert mine.role == "member"
    assert policies.steps_to_member(mine, mine.joined_at) == []


@pytest.mark.parametrize("number", [0, 12, 2**53 - 1, 2**70])
def test_a_person_who_is_none_is_not_found(circle: Circle, as_member: Browser, number: int) -> None:
    assert as_member(circle.regular).get(f"/memberships/{number}").status_code == 404


def test_somebody_removed_for_a_while_sees_the_front_and_why(
    circle: Circle, as_member: Browser
) -> None:
    form = ActForm("Come back rested.", now() + timedelta(hours=2))
    remove_person(circle.moderator.id, circle.mid(circle.regular), form)
    page = main_of(as_member(circle.regular).get(f"/groups/{circle.slug}").text)
    assert "Come back rested." in page
    assert f'/groups/{circle.slug}/people"' not in page
    assert 'href="/rooms/' not in page


def test_a_group_is_not_offered_to_oneself(circle: Circle, as_member: Browser) -> None:
    page = main_of(as_member(circle.moderator).get(f"/groups/{circle.slug}/settings").text)
    assert f">{circle.regular.handle}</option>" in page
    assert f">{circle.moderator.handle}</option>" not in page


def test_lifting_is_offered_to_moderators_only(circle: Circle, as_member: Browser) -> None:
    form = ActForm("Quieter, please.", now() + timedelta(hours=2))
    done = mute_person(circle.moderator.id, circle.mid(circle.regular), form)
    lifting = f"/standings/{done.standing_id}/lifting"
    page = f"/memberships/{circle.mid(circle.regular)}"
    assert lifting in as_member(circle.moderator).get(page).text
    shown_to_themselves = as_member(circle.regular).get(page).text
    assert "Quieter, please." in shown_to_themselves
    assert lifting not in shown_to_themselves


@law("L2.4")
def test_nobody_is_invited_while_joining_is_locked(circle: Circle, as_member: Browser) -> None:
    path, form = f"/groups/{circle.slug}/invitations", {"uses": "1", "days": "7"}
    operations.close_group(circle.moderator.id, circle.slug)
    assert as_member(circle.moderator).post(path, data=form).status_code == 403
    assert queries.invitations_of(circle.group_id) == []
    operations.keep_group_open(circle.moderator.id, circle.slug)
    assert as_member(circle.moderator).post(path, data=form).status_code == 200


def test_somebody_who_left_has_no_role_to_change(circle: Circle) -> None:
    mid = circle.mid(circle.other)
    operations.leave_group(circle.other.id, circle.slug)
    with pytest.raises(Forbidden):
        operations.change_role(circle.moderator.id, mid, "moderator")
    assert queries.membership_of(circle.other.id, circle.group_id) is None


@law("L1.5")
def test_a_moderator_without_authenticator_is_told_why_no_tab_is_there(
    cast: Circle, as_member: Browser
) -> None:
    page = main_of(as_member(cast.green).get(f"/groups/{cast.slug}").text)
    assert "/you/authenticator" in page
    assert "/you/authenticator" not in main_of(
        as_member(cast.moderator).get(f"/groups/{cast.slug}").text
    )

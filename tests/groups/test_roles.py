"""Roles, the way from newcomer to member, and who looks after a group (L2.3, L2.4)."""

from datetime import timedelta

import pytest
from flask import Flask

from community import clock
from community.errors import Conflict, Forbidden
from community.extensions import db
from community.groups import operations, queries
from community.groups.models import Group, Membership
from community.jobs import run_due
from community.members.operations import ban_from_site, lift_from_site, suspend_from_site
from community.members.queries import member_for
from community.moderation.forms import ActForm
from community.moderation.operations import ban_person
from community.notices.queries import inbox_of
from community.operations import operation
from tests.factories import Circle, Person, a_group, a_person, admit
from tests.laws import law
from tests.stage import Browser


def role_of(circle: Circle, person: Person) -> str:
    db.session.rollback()
    mine = queries.membership_of(person.id, circle.group_id)
    assert mine is not None
    return mine.role


def group(circle: Circle) -> Group:
    db.session.rollback()
    return db.session.get_one(Group, circle.group_id)


@operation
def attended(circle: Circle, person: Person, meetings: int) -> None:
    membership = db.session.get_one(Membership, circle.mid(person))
    membership.meetings = meetings


@law("L2.3")
@pytest.mark.parametrize("role", ["newcomer", "member", "chair", "moderator"])
def test_a_moderator_gives_roles(circle: Circle, as_member: Browser, role: str) -> None:
    path = f"/memberships/{circle.mid(circle.regular)}/role"
    assert as_member(circle.moderator).post(path, data={"role": role}).status_code == 303
    assert role_of(circle, circle.regular) == role


@pytest.mark.parametrize(("who", "status"), [("newcomer", 403), ("other", 403), ("outsider", 404)])
def test_nobody_else_gives_roles(circle: Circle, as_member: Browser, who: str, status: int) -> None:
    path = f"/memberships/{circle.mid(circle.regular)}/role"
    assert as_member(circle.people[who]).post(path, data={"role": "chair"}).status_code == status
    assert role_of(circle, circle.regular) == "member"


@law("L1.5")
def test_a_moderator_without_authenticator_is_told_what_is_missing(
    circle: Circle, as_member: Browser
) -> None:
    green = admit(a_person("greenhorn"), circle.slug, "moderator")
    path = f"/memberships/{circle.mid(circle.regular)}/role"
    refused = as_member(green).post(path, data={"role": "chair"})
    assert refused.status_code == 403
    assert "authenticator" in refused.text
    assert role_of(circle, circle.regular) == "member"


def test_nobody_changes_their_own_role(circle: Circle) -> None:
    with pytest.raises(Forbidden, match="own role"):
        operations.change_role(circle.moderator.id, circle.mid(circle.moderator), "member")
    assert role_of(circle, circle.moderator) == "moderator"


@pytest.mark.parametrize(
    "raw", [{}, {"role": ""}, {"role": "king"}, {"role": "chair", "until": "x"}]
)
def test_a_role_that_is_none_is_refused(
    circle: Circle, as_member: Browser, raw: dict[str, str]
) -> None:
    path = f"/memberships/{circle.mid(circle.regular)}/role"
    assert as_member(circle.moderator).post(path, data=raw).status_code == 422
    assert role_of(circle, circle.regular) == "member"


def test_whoever_got_a_role_is_told(circle: Circle) -> None:
    operations.change_role(circle.moderator.id, circle.mid(circle.regular), "chair")
    assert "a chair" in inbox_of(circle.regular.id, "UTC")[0].sentence


@law("L2.3")
def test_seven_days_and_two_meetings_make_a_member(circle: Circle) -> None:
    attended(circle, circle.newcomer, 2)
    operations.promote_newcomers()
    assert role_of(circle, circle.newcomer) == "newcomer"
    clock.move(timedelta(days=7))
    operations.promote_newcomers()
    assert role_of(circle, circle.newcomer) == "member"


@law("L2.3")
def test_seven_days_alone_do_not_make_a_member(circle: Circle) -> None:
    clock.move(timedelta(days=30))
    attended(circle, circle.newcomer, 1)
    operations.promote_newcomers()
    assert role_of(circle, circle.newcomer) == "newcomer"


@law("L2.3")
def test_the_worker_promotes_by_itself(circle: Circle, app: Flask) -> None:
    attended(circle, circle.newcomer, 2)
    clock.move(timedelta(days=8))
    while run_due():
        pass
    assert role_of(circle, circle.newcomer) == "member"


@law("L2.3")
def test_a_newcomer_sees_how_far_they_are(circle: Circle, as_member: Browser) -> None:
    clock.move(timedelta(days=3))
    page = as_member(circle.newcomer).get(f"/groups/{circle.slug}").text
    assert "3 of 7" in page
    assert "0 of 2" in page
    assert "of 7" not in as_member(circle.regular).get(f"/groups/{circle.slug}").text


@law("L2.4")
def test_the_last_moderator_names_another_before_leaving(
    circle: Circle, as_member: Browser
) -> None:
    browser = as_member(circle.moderator)
    refused = browser.post(f"/groups/{circle.slug}/departure")
    assert refused.status_code == 409
    assert role_of(circle, circle.moderator) == "moderator"
    operations.change_role(circle.moderator.id, circle.mid(circle.regular), "moderator")
    assert browser.post(f"/groups/{circle.slug}/departure").status_code == 303
    assert queries.membership_of(circle.moderator.id, circle.group_id) is None
    assert group(circle).unattended_since is None


@law("L2.4")
def test_banning_the_last_moderator_leaves_the_group_unattended(circle: Circle) -> None:
    second = admit(a_person("seconder", staff=True), circle.slug, "moderator")
    ban_person(second.id, circle.mid(circle.moderator), ActForm("Sold things."))
    assert group(circle).unattended_since is None
    third = admit(a_person("thirding", staff=True), circle.slug, "moderator")
    ban_person(third.id, circle.mid(second), ActForm("Sold things."))
    operations.change_role(third.id, circle.mid(circle.regular), "moderator")
    operations.leave_group(third.id, circle.slug)
    suspend_from_site(third.id, circle.regular.id, clock.now() + timedelta(days=1))
    assert group(circle).unattended_since is not None


@law("L2.4")
def test_joining_an_unattended_group_is_locked(circle: Circle, as_member: Browser) -> None:
    ban_from_site(circle.moderator.id, circle.moderator.id)
    assert group(circle).unattended_since is not None
    refused = as_member(circle.outsider).post(
        f"/groups/{circle.slug}/memberships", data={"handle": "kestrel"}
    )
    assert refused.status_code == 403
    assert queries.count_requests(circle.group_id) == 0


@law("L2.4")
def test_sixty_days_away_leave_a_group_unattended_until_somebody_is_back(circle: Circle) -> None:
    clock.move(timedelta(days=59))
    operations.see_to_attendance()
    assert group(circle).unattended_since is None
    clock.move(timedelta(days=2))
    operations.see_to_attendance()
    assert group(circle).unattended_since is not None
    seen(circle.moderator)
    operations.see_to_attendance()
    assert group(circle).unattended_since is None


@operation
def seen(person: Person) -> None:
    member_for(person.id).last_seen_on = clock.now()


@law("L2.4")
def test_a_suspended_last_moderator_leaves_the_group_unattended(circle: Circle) -> None:
    suspend_from_site(0, circle.moderator.id, clock.now() + timedelta(days=3))
    assert group(circle).unattended_since is not None
    lift_from_site(0, circle.moderator.id)
    operations.see_to_attendance()
    assert group(circle).unattended_since is None


@law("L2.6")
def test_a_group_is_handed_over(circle: Circle, as_member: Browser) -> None:
    heir = circle.mid(circle.regular)
    answer = as_member(circle.moderator).post(
        f"/groups/{circle.slug}/handover", data={"heir": heir}
    )
    assert answer.status_code == 303
    assert role_of(circle, circle.regular) == "moderator"
    assert role_of(circle, circle.moderator) == "member"


def test_a_group_is_not_handed_to_oneself_or_to_strangers(circle: Circle) -> None:
    with pytest.raises(Conflict):
        operations.hand_over_group(circle.moderator.id, circle.slug, circle.mid(circle.moderator))
    operations.leave_group(circle.regular.id, circle.slug)
    with pytest.raises(Conflict):
        operations.hand_over_group(circle.moderator.id, circle.slug, circle.mid(circle.regular))
    assert role_of(circle, circle.moderator) == "moderator"


@law("L2.6")
def test_leaving_says_what_happens_to_ones_words(circle: Circle, as_member: Browser) -> None:
    page = as_member(circle.regular).get(f"/groups/{circle.slug}").text
    assert "What you wrote stays under your name here." in page
    as_member(circle.regular).post(f"/groups/{circle.slug}/departure")
    assert queries.membership_of(circle.regular.id, circle.group_id) is None
    assert as_member(circle.regular).get(f"/groups/{circle.slug}/people").status_code == 404


def test_leaving_where_one_is_not_finds_nothing(circle: Circle, as_member: Browser) -> None:
    assert as_member(circle.outsider).post(f"/groups/{circle.slug}/departure").status_code == 404


def test_a_group_that_never_had_a_moderator_is_nobodys_loss(app: Flask) -> None:
    group_id, slug = a_group("plain")
    person = admit(a_person("kestrel"), slug, "member")
    admit(person, slug, "chair")
    operations.leave_group(person.id, slug)
    operations.see_to_attendance()
    assert db.session.get_one(Group, group_id).unattended_since is None


def test_whoever_got_a_role_from_the_machine_is_told_too(circle: Circle) -> None:
    admit(circle.regular, circle.slug, "chair")
    assert "a chair" in inbox_of(circle.regular.id, "UTC")[0].sentence

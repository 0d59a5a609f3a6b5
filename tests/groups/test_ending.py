"""Changing a group, archiving it, and its end, announced beforehand (L2.6)."""

from datetime import timedelta

import pytest
from flask import Flask

from community import clock
from community.extensions import db
from community.groups import operations, queries
from community.groups.models import Group
from community.notices.queries import inbox_of
from tests.factories import Circle, a_person, admit
from tests.laws import law
from tests.stage import Browser

SETTINGS = {
    "name": "Harbour Street", "purpose": "Evenings without.", "visibility": "closed",
    "joining": "request", "guidelines": "- One at a time\n- **Listen**", "languages": "English, Español",
    "tags": "drinking", "zone": "Europe/London", "becoming_days": "3", "becoming_meetings": "1",
    "question_1": "What brings you?", "question_2": "", "question_3": "",
}  # fmt: skip
ENDINGS = ("archive", "restoration", "closing", "closing/withdrawal", "handover", "settings")


def group(circle: Circle) -> Group:
    db.session.rollback()
    return db.session.get_one(Group, circle.group_id)


@law("L2.1", "L2.6")
def test_a_moderator_changes_what_the_group_says_of_itself(
    circle: Circle, as_member: Browser
) -> None:
    browser = as_member(circle.moderator)
    assert browser.post(f"/groups/{circle.slug}/settings", data=SETTINGS).status_code == 303
    changed = group(circle)
    assert (changed.name, changed.zone) == ("Harbour Street", "Europe/London")
    assert changed.languages == ["English", "Español"]
    assert changed.becoming_member == {"days": 3, "meetings": 1}
    page = browser.get(f"/groups/{circle.slug}").text
    assert "<strong>Listen</strong>" in page
    assert "Español" in browser.get(f"/groups/{circle.slug}/settings").text


@pytest.mark.parametrize("deed", ENDINGS)
@pytest.mark.parametrize(
    ("who", "status"), [("newcomer", 403), ("regular", 403), ("outsider", 404)]
)
def test_nobody_but_moderators_manages_a_group(
    circle: Circle, as_member: Browser, deed: str, who: str, status: int
) -> None:
    data = (
        SETTINGS
        if deed == "settings"
        else {"heir": circle.mid(circle.other)}
        if deed == "handover"
        else {}
    )
    answer = as_member(circle.people[who]).post(f"/groups/{circle.slug}/{deed}", data=data)
    assert answer.status_code == status
    after = group(circle)
    assert (after.archived_at, after.closing_at, after.zone) == (None, None, "UTC")


@law("L1.5")
@pytest.mark.parametrize("deed", ["archive", "closing", "settings"])
def test_a_moderator_without_authenticator_manages_nothing(
    circle: Circle, as_member: Browser, deed: str
) -> None:
    green = admit(a_person("greenhorn"), circle.slug, "moderator")
    data = SETTINGS if deed == "settings" else {}
    assert as_member(green).post(f"/groups/{circle.slug}/{deed}", data=data).status_code == 403
    assert group(circle).archived_at is None
    assert (
        as_member(circle.moderator).post(f"/groups/{circle.slug}/{deed}", data=data).status_code
        == 303
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""), ("name", "n" * 81), ("name", "a\x00b"), ("name", "a\u202eb"),
        ("purpose", "p" * 401), ("purpose", "a\x00b"), ("visibility", "secret"), ("joining", "never"),
        ("zone", "Atlantis/Sunk"), ("becoming_days", "-1"), ("becoming_days", "1e9"),
        ("becoming_meetings", "²"), ("languages", "a,b,c,d,e,f,g"), ("tags", "t" * 40),
        ("question_1", "q" * 500), ("guidelines", "g" * 4001), ("owner", "me"),
    ],
)  # fmt: skip
def test_settings_that_make_no_sense_are_refused_and_kept_in_the_form(
    circle: Circle, as_member: Browser, field: str, value: str
) -> None:
    data = {**SETTINGS, "name": "Harbour Street", field: value}
    refused = as_member(circle.moderator).post(f"/groups/{circle.slug}/settings", data=data)
    assert refused.status_code == 422
    assert "Evenings without." in refused.text or field == "purpose"
    assert group(circle).zone == "UTC"


def test_markup_in_a_group_is_shown_as_it_was_typed(circle: Circle, as_member: Browser) -> None:
    data = {
        **SETTINGS,
        "purpose": "<script>alert(1)</script>",
        "guidelines": "<img src=x onerror=alert(1)>",
    }
    browser = as_member(circle.moderator)
    browser.post(f"/groups/{circle.slug}/settings", data=data)
    page = browser.get(f"/groups/{circle.slug}").text
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_hidden_group_takes_no_requests(circle: Circle, as_member: Browser) -> None:
    data = {**SETTINGS, "visibility": "hidden"}
    refused = as_member(circle.moderator).post(f"/groups/{circle.slug}/settings", data=data)
    assert refused.status_code == 422
    assert group(circle).visibility == "closed"


@law("L2.6")
def test_an_archived_group_is_read_and_not_joined(circle: Circle, as_member: Browser) -> None:
    operations.archive_group(circle.moderator.id, circle.slug)
    assert "archived" in as_member(circle.regular).get(f"/groups/{circle.slug}").text
    data = {"handle": "kestrel"}
    refused = as_member(circle.outsider).post(f"/groups/{circle.slug}/memberships", data=data)
    assert refused.status_code == 403
    assert "archived" in inbox_of(circle.regular.id, "UTC")[0].sentence
    operations.restore_group(circle.moderator.id, circle.slug)
    assert group(circle).archived_at is None


@law("L2.6")
def test_a_group_ends_fourteen_days_after_that_was_announced(
    circle: Circle, as_member: Browser
) -> None:
    operations.close_group(circle.moderator.id, circle.slug)
    assert "ends on" in inbox_of(circle.regular.id, "UTC")[0].sentence
    clock.move(timedelta(days=13))
    operations.close_due_groups()
    assert as_member(circle.regular).get(f"/groups/{circle.slug}").status_code == 200
    clock.move(timedelta(days=2))
    assert as_member(circle.regular).get(f"/groups/{circle.slug}").status_code == 404
    operations.close_due_groups()
    assert queries.membership_of(circle.regular.id, circle.group_id) is None
    assert circle.slug not in as_member(circle.regular).get("/groups").text


@law("L2.6")
def test_after_its_end_nobody_of_a_group_is_found(circle: Circle, as_member: Browser) -> None:
    page = f"/memberships/{circle.mid(circle.other)}"
    operations.close_group(circle.moderator.id, circle.slug)
    assert as_member(circle.regular).get(page).status_code == 200
    clock.move(timedelta(days=15))
    assert as_member(circle.regular).get(page).status_code == 404


@law("L2.6")
def test_an_announced_end_can_be_taken_back(circle: Circle) -> None:
    operations.close_group(circle.moderator.id, circle.slug)
    operations.keep_group_open(circle.moderator.id, circle.slug)
    clock.move(timedelta(days=20))
    operations.close_due_groups()
    assert queries.membership_of(circle.regular.id, circle.group_id) is not None


def test_an_unknown_slug_is_not_found_whatever_is_asked(
    app: Flask, circle: Circle, as_member: Browser
) -> None:
    for deed in ENDINGS:
        assert (
            as_member(circle.moderator).post(f"/groups/nowhere/{deed}", data=SETTINGS).status_code
            == 404
        )

"""The inbox: a sentence that says the thing, a counter that is live, ninety days, and nothing of the blocked."""

from datetime import timedelta

import pytest
from flask import Flask

from community import clock
from community.extensions import db
from community.groups import operations as groups
from community.jobs import run_due
from community.notices.models import Notice
from community.notices.queries import A_PAGE, count_unread, inbox_of
from community.operations import operation, tell
from tests.factories import Circle, Person
from tests.laws import law
from tests.stage import Browser, Live


@operation
def told(person: Person, circle: Circle, by: int | None = None) -> None:
    tell(person.id, "role_changed", {"group": circle.group_id, "role": "chair"}, by=by)


@law("L9.1")
def test_a_notice_says_the_thing_and_leads_there(circle: Circle, as_member: Browser) -> None:
    told(circle.regular, circle)
    page = as_member(circle.regular).get("/notices").text
    assert "You are a chair in Harbour-Street now." in page
    assert f'href="/groups/{circle.slug}"' in page


@law("L9.1")
def test_the_counter_stands_on_every_page_until_all_is_read(
    circle: Circle, as_member: Browser
) -> None:
    told(circle.regular, circle)
    told(circle.regular, circle)
    browser = as_member(circle.regular)
    assert "<b>2</b>" in browser.get("/groups").text
    assert browser.post("/notices/reading").location == "/notices"
    assert count_unread(circle.regular.id) == 0
    assert "<b>2</b>" not in browser.get("/groups").text
    assert browser.post("/notices/reading").status_code == 303


@law("L9.1")
def test_the_counter_is_live(circle: Circle, live: Live) -> None:
    regular, other = live(circle.regular), live(circle.other)
    told(circle.regular, circle)
    regular.hears(lambda wire: wire.events("notice"), 2)
    (notice,) = regular.events("notice")
    assert notice["sentence"] == "You are a chair in Harbour-Street now."
    assert (notice["unread"], notice["address"]) == (1, f"/groups/{circle.slug}")
    assert set(notice) == {"kind", "sentence", "address", "at", "unread"}
    assert other.events("notice") == []


@law("L9.1")
def test_a_line_that_was_not_open_asks_how_much_is_unread(circle: Circle, live: Live) -> None:
    told(circle.regular, circle)
    regular, other = live(circle.regular), live(circle.other)
    assert regular.events("notice") == []
    assert regular.call("count_notices") == {"ok": True, "unread": 1}
    assert other.call("count_notices") == {"ok": True, "unread": 0}
    refused = other.call("count_notices", member=circle.regular.id)
    assert (refused["ok"], refused["error"]["code"]) == (False, "invalid")


def test_every_device_of_a_member_hears_a_notice(circle: Circle, live: Live) -> None:
    phone, desk = live(circle.regular), live(circle.regular)
    told(circle.regular, circle)
    for device in (phone, desk):
        device.hears(lambda wire: wire.events("notice"), 2)


def test_a_notice_of_a_unit_that_failed_is_not_told(circle: Circle, live: Live) -> None:
    regular = live(circle.regular)

    @operation
    def fail() -> None:
        told(circle.regular, circle)
        raise ValueError("after all not")

    with pytest.raises(ValueError, match="after all not"):
        fail()
    told(circle.regular, circle)
    regular.hears(lambda wire: wire.events("notice"), 2)
    assert len(regular.events("notice")) == 1
    assert count_unread(circle.regular.id) == 1


@law("L1.8")
def test_nothing_that_a_blocked_person_did_arrives(circle: Circle) -> None:
    groups.block_person(circle.regular.id, circle.mid(circle.other))
    told(circle.regular, circle, by=circle.other.id)
    assert inbox_of(circle.regular.id, "UTC") == []
    told(circle.regular, circle, by=circle.newcomer.id)
    assert len(inbox_of(circle.regular.id, "UTC")) == 1


@law("L1.8")
def test_what_office_does_arrives_whoever_is_blocked(circle: Circle) -> None:
    groups.block_person(circle.regular.id, circle.mid(circle.moderator))
    groups.change_role(circle.moderator.id, circle.mid(circle.regular), "chair")
    assert len(inbox_of(circle.regular.id, "UTC")) == 1


def test_nobody_reads_or_marks_the_inbox_of_another(circle: Circle, as_member: Browser) -> None:
    told(circle.regular, circle)
    other = as_member(circle.other)
    assert "You are a chair" not in other.get("/notices").text
    other.post("/notices/reading")
    assert count_unread(circle.regular.id) == 1


def test_a_long_inbox_comes_in_pages_newest_first(circle: Circle, as_member: Browser) -> None:
    for _each in range(A_PAGE + 1):
        told(circle.regular, circle)
    browser = as_member(circle.regular)
    first, second = browser.get("/notices").text, browser.get("/notices?page=2").text
    assert first.count('id="n-') == A_PAGE
    assert second.count('id="n-') == 1
    assert "/notices?page=2" in first
    assert "/notices?page=1" in second


@pytest.mark.parametrize("page", ["0", "-3", "x", "99999", "9" * 30])
def test_a_page_that_is_none_shows_an_inbox_all_the_same(
    circle: Circle, as_member: Browser, page: str
) -> None:
    assert as_member(circle.regular).get(f"/notices?page={page}").status_code == 200


@law("L12.3")
def test_notices_are_gone_after_ninety_days(circle: Circle) -> None:
    told(circle.regular, circle)
    clock.move(timedelta(days=89))
    told(circle.regular, circle)
    while run_due():
        pass
    db.session.rollback()
    assert db.session.query(Notice).count() == 2
    clock.move(timedelta(days=2))
    while run_due():
        pass
    db.session.rollback()
    assert db.session.query(Notice).count() == 1


def test_an_empty_inbox_says_so(circle: Circle, as_member: Browser) -> None:
    assert "No notices." in as_member(circle.newcomer).get("/notices").text


def test_whoever_is_not_signed_in_has_no_inbox(app: Flask) -> None:
    assert app.test_client().get("/notices").location.startswith("/sign-in")
    assert app.test_client().post("/notices/reading").status_code in (401, 403)

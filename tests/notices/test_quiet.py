"""Quiet hours, hushed groups and choices: what rings, what waits, what never comes."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from flask import Flask

from community.members import operations as members
from community.members.forms import SettingsForm
from community.notices.policies import Ways
from community.notices.queries import count_unread, groups_hushed_by, inbox_of
from community.notices.timing import Calm, quiet_end
from community.operations import operation, tell
from community.registry import registry
from tests.factories import Circle, Person
from tests.laws import law
from tests.notices.sink import Sink
from tests.notices.stage import go_to, has_mail, is_quiet, later, mailing, told, wants, work
from tests.stage import Browser, Live

NIGHT = Calm(22 * 60, 7 * 60)


def at(said: str) -> datetime:
    return datetime.fromisoformat(said).replace(tzinfo=UTC)


def lives_in(person: Person, zone: str) -> None:
    form = {"theme": "", "letters": "", "locale": "en", "zone": zone}
    members.change_settings(person.id, SettingsForm.parse(form))


@law("L9.2")
@pytest.mark.parametrize(
    ("zone", "moment", "ends"),
    [
        ("UTC", "2027-01-10T21:59", None),
        ("UTC", "2027-01-10T22:00", "2027-01-11T07:00"),
        ("UTC", "2027-01-11T06:59", "2027-01-11T07:00"),
        ("UTC", "2027-01-11T07:00", None),
        ("America/New_York", "2027-01-11T04:00", "2027-01-11T12:00"),
        ("America/New_York", "2027-03-14T04:00", "2027-03-14T11:00"),  # the clocks go forward
        ("America/New_York", "2027-11-07T04:00", "2027-11-07T12:00"),  # and back
        ("Asia/Kolkata", "2027-01-10T17:00", "2027-01-11T01:30"),
    ],
)
def test_quiet_hours_follow_ones_own_clock(zone: str, moment: str, ends: str | None) -> None:
    assert quiet_end(NIGHT, zone, at(moment)) == (at(ends) if ends else None)


@law("L9.2")
def test_an_end_that_the_clocks_leave_out_or_repeat_comes_once() -> None:
    calm = Calm(22 * 60, 2 * 60 + 30)
    assert quiet_end(calm, "America/New_York", at("2027-03-14T06:00")) == at("2027-03-14T07:30")
    calm = Calm(22 * 60, 60 + 30)
    assert quiet_end(calm, "America/New_York", at("2027-11-07T05:00")) == at("2027-11-07T05:30")
    assert quiet_end(calm, "America/New_York", at("2027-11-07T06:10")) is None


@contextmanager
def a_quiet_night(app: Flask, circle: Circle) -> Iterator[Sink]:
    """Half past eleven of an evening on which the regular is quiet until seven, and gets mail for everything."""
    go_to("2027-01-10T23:30")
    is_quiet(circle.regular, "22:00", "07:00")
    with mailing(app) as sink:
        has_mail(circle.regular)
        work()
        sink.mails.clear()
        wants(circle.regular)
        yield sink


@law("L9.2")
def test_what_was_held_comes_as_one_signal_and_one_mail(
    app: Flask, circle: Circle, live: Live, as_member: Browser
) -> None:
    lives_in(circle.regular, "Europe/Berlin")
    with a_quiet_night(app, circle) as sink:
        wire, browser = live(circle.regular), as_member(circle.regular)
        for _each in range(4):
            told(circle.regular, circle)
        later(app, hours=6)
        assert (wire.events("notice"), sink.mails) == ([], [])
        assert "4 notices are held until 07:00" in browser.get("/notices").text
        later(app, minutes=31)
        wire.hears(lambda wire: wire.events("notice"), 2)
        (told_once,) = wire.events("notice")
        assert told_once["sentence"] == "4 notices were held until 07:00."
        assert (told_once["unread"], told_once["address"]) == (4, "/notices")
        assert len(sink.mails) == 1
        assert "4 notices were held until 07:00." in browser.get("/notices").text


@law("L9.2", "L4.7")
def test_office_is_seen_at_once_in_an_open_room_whatever_the_hour(
    circle: Circle, live: Live
) -> None:
    go_to("2027-01-10T23:30")
    is_quiet(circle.regular, "22:00", "07:00")
    wire = live(circle.regular)
    registry.notice_kind("test_office", lambda subject: ("Now.", ""))
    try:

        @operation
        def act() -> None:
            tell(circle.regular.id, "test_office", {"stream": circle.stream})

        act()
        wire.hears(lambda wire: wire.events("notice"), 2)
    finally:
        registry.notice_kinds.pop("test_office")


@law("L9.2")
def test_only_what_is_declared_so_breaks_through(circle: Circle, live: Live) -> None:
    go_to("2027-01-10T23:30")
    is_quiet(circle.regular, "22:00", "07:00")
    wire = live(circle.regular)
    told(circle.regular, circle)
    registry.breaks_through.add("role_changed")
    try:
        told(circle.regular, circle)
    finally:
        registry.breaks_through.discard("role_changed")
    wire.hears(lambda wire: wire.events("notice"), 2)
    assert len(wire.events("notice")) == 1
    assert count_unread(circle.regular.id) == 2


@law("L9.2")
def test_moving_to_another_zone_loses_nothing_and_doubles_nothing(
    app: Flask, circle: Circle
) -> None:
    with a_quiet_night(app, circle) as sink:
        told(circle.regular, circle)
        lives_in(circle.regular, "America/New_York")
        later(app, hours=7, minutes=31)  # seven in UTC is two in New York
        assert sink.mails == []
        later(app, hours=5)
        assert len(sink.mails) == 1
        later(app, hours=24)
        assert len(sink.mails) == 1


@law("L9.2")
def test_ending_quiet_hours_lets_out_what_was_held(
    app: Flask, circle: Circle, as_member: Browser
) -> None:
    go_to("2027-01-10T23:30")
    is_quiet(circle.regular, "22:00", "07:00")
    with mailing(app) as sink:
        has_mail(circle.regular)
        work()
        later(app, hours=2)
        sink.mails.clear()
        wants(circle.regular)
        told(circle.regular, circle)
        assert as_member(circle.regular).post("/notices/settings/hours", data={}).status_code == 303
        later(app, minutes=1)
        assert len(sink.mails) == 1


@pytest.mark.parametrize(
    ("starts", "ends"),
    [("22:00", "22:00"), ("00:00", "24:00"), ("", "07:00"), ("x", "07:00"), ("7:00", "9")],
)
def test_hours_that_are_none_are_refused_in_words_and_kept(
    circle: Circle, as_member: Browser, starts: str, ends: str
) -> None:
    form = {"quiet": "yes", "quiet_from": starts, "quiet_until": ends}
    said = as_member(circle.regular).post("/notices/settings/hours", data=form)
    assert said.status_code == 422
    assert f'value="{ends}"' in said.text
    assert ("quiet all day" in said.text) == (starts == ends)


@law("L9.2")
def test_a_kind_that_is_off_for_a_group_does_not_come_from_there(
    circle: Circle, as_member: Browser
) -> None:
    everything_else = {"meetings_inbox": "yes"}
    browser = as_member(circle.regular)
    assert browser.post(f"/groups/{circle.slug}/notices", data=everything_else).status_code == 303
    told(circle.regular, circle, "message_answered")
    told(circle.regular, circle)
    assert [item.kind for item in inbox_of(circle.regular.id, "UTC")] == ["role_changed"]
    browser.post(f"/groups/{circle.slug}/notices/removal")
    told(circle.regular, circle, "message_answered")
    assert len(inbox_of(circle.regular.id, "UTC")) == 2


def test_mail_without_the_inbox_is_refused(circle: Circle, as_member: Browser) -> None:
    said = as_member(circle.regular).post("/notices/settings/ways", data={"answers_mail": "yes"})
    assert said.status_code == 422
    assert "Tick the inbox too." in said.text


@law("L9.2")
def test_a_hushed_group_says_only_what_concerns_oneself(
    app: Flask, circle: Circle, as_member: Browser
) -> None:
    with mailing(app) as sink:
        has_mail(circle.regular)
        work()
        sink.mails.clear()
        wants(circle.regular)
        browser = as_member(circle.regular)
        assert "Hush this group" in browser.get(f"/groups/{circle.slug}").text
        browser.post(f"/groups/{circle.slug}/hush")
        assert groups_hushed_by(circle.regular.id) == {circle.group_id}
        told(circle.regular, circle, "message_answered")
        told(circle.regular, circle)
        later(app, hours=2)
        assert [item.kind for item in inbox_of(circle.regular.id, "UTC")] == ["role_changed"]
        assert sink.mails == []
        browser.post(f"/groups/{circle.slug}/unhush")
        told(circle.regular, circle, "message_answered")
        later(app, hours=2)
        assert len(sink.mails) == 1


def test_nobody_hushes_a_group_that_is_not_theirs(circle: Circle, as_member: Browser) -> None:
    outsider = as_member(circle.outsider)
    for address in ("hush", "unhush", "notices", "notices/removal"):
        assert outsider.post(f"/groups/{circle.slug}/{address}").status_code == 404
    assert outsider.get(f"/groups/{circle.slug}/notices").status_code == 404


@law("L9.1")
def test_every_tab_hears_that_all_was_read(circle: Circle, live: Live, as_member: Browser) -> None:
    told(circle.regular, circle)
    tabs = live(circle.regular), live(circle.regular)
    as_member(circle.regular).post("/notices/reading")
    for tab in tabs:
        tab.hears(lambda wire: wire.events("notices_read"), 2)
        assert tab.events("notices_read") == [{"unread": 0}]


def test_the_settings_are_one_page_for_everybody(circle: Circle, as_member: Browser) -> None:
    page = as_member(circle.regular).get("/notices/settings").text
    assert "Quiet hours" in page
    assert "This site does not push." in page
    assert f'href="/groups/{circle.slug}/notices"' in page
    assert 'href="/site/notices"' not in page
    assert Ways(inbox=True) == Ways()

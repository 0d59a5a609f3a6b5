"""Our own list for other sites' finders: what is in it, what never is, and that it comes back as it went."""

import gzip
import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from community import create_app
from community.clock import now
from community.config import Config
from community.extensions import db
from community.groups.models import Group
from community.meetings.feeds.discretion import without_codes
from community.meetings.feeds.packing import Shelf
from community.meetings.models import Meeting
from community.migrations import upgrade
from community.operations import operation
from tests.factories import a_circle, a_person
from tests.laws import law
from tests.meetings.lists import ALPENA, CENTRAL, HALL, ROW, a_list, brought_in, counts

MONDAY = datetime.fromisoformat("2026-11-02T19:30")


@operation
def add(group_id: int, slug: str = "lamp", **about: Any) -> None:
    """A public weekly meeting, but for what is said."""
    moment = now()
    usual = {
        "name": "Lamp", "starts": MONDAY, "zone": "Europe/Dublin", "rule": "FREQ=WEEKLY", "minutes": 90,
        "visibility": "public", "created_at": moment, "changed_at": moment,
    }  # fmt: skip
    db.session.add(Meeting(group_id=group_id, slug=slug, **{**usual, **about}))


@operation
def change_group(group_id: int, **columns: object) -> None:
    for name, value in columns.items():
        setattr(db.session.get_one(Group, group_id), name, value)


def rows(client: FlaskClient, query: str = "") -> list[dict[str, Any]]:
    """The list, as a stranger's finder gets it."""
    answer = client.get(f"/meetings.json{query}")
    assert answer.status_code == 200
    listed = json.loads(answer.data)
    assert isinstance(listed, list)
    return listed


@law("L5.1")
def test_a_strangers_finder_reads_a_meeting_as_the_meeting_guide_wants_it(app: Flask) -> None:
    circle = a_circle("harbour-street")
    add(circle.group_id, types=["D", "W"], languages=["es"], about="Bring a cup.")
    page = "http://localhost/meetings/lamp"
    assert rows(app.test_client()) == [
        {
            "slug": "lamp", "name": "Lamp", "day": 1, "time": "19:30", "end_time": "21:00",
            "timezone": "Europe/Dublin", "types": ["C", "D", "W", "S"], "notes": "Bring a cup.",
            "group": "Harbour-Street", "formatted_address": "Online", "approximate": "yes",
            "conference_url": f"{page}/join", "url": page, "feedback_url": page,
        }
    ]  # fmt: skip


def test_a_meeting_on_several_days_has_a_row_for_each(app: Flask) -> None:
    circle = a_circle()
    add(circle.group_id, rule="FREQ=WEEKLY;BYDAY=MO,SU,TH", starts=MONDAY.replace(hour=23))
    listed = rows(app.test_client())
    assert [(row["slug"], row["day"]) for row in listed] == [
        ("lamp-mon", 1), ("lamp-thu", 4), ("lamp-sun", 0),
    ]  # fmt: skip
    assert {(row["time"], row["end_time"]) for row in listed} == {("23:30", "01:00")}


@law("L2.1")
@pytest.mark.parametrize(
    "private",
    [
        {"visibility": "members"},
        {"visibility": "unlisted"},
        {"rule": "FREQ=MONTHLY;BYDAY=2SA"},
        {"rule": "FREQ=WEEKLY;INTERVAL=2"},
        {"rule": "FREQ=WEEKLY;COUNT=3"},
        {"rule": "FREQ=WEEKLY;UNTIL=20261101T000000Z"},
        {"rule": ""},
        {"starts": None, "rule": ""},
        {"ended_at": datetime(2026, 11, 1).astimezone()},
        {"attendance": "in_person"},
    ],
)
def test_what_is_no_public_weekly_meeting_stays_out(app: Flask, private: dict[str, Any]) -> None:
    circle = a_circle()
    add(circle.group_id)
    add(circle.group_id, "other", **private)
    assert [row["slug"] for row in rows(app.test_client())] == ["lamp"]


@law("L2.1")
@pytest.mark.parametrize(
    "hiding", [{"visibility": "hidden"}, {"archived_at": datetime.now().astimezone()}]
)
def test_what_a_group_takes_back_is_gone_at_once(app: Flask, hiding: dict[str, Any]) -> None:
    circle, client = a_circle(), app.test_client()
    add(circle.group_id)
    assert len(rows(client)) == 1
    change_group(circle.group_id, **hiding)
    assert rows(client) == []


def test_nothing_that_needs_a_membership_is_in_it(app: Flask, tmp_path: Path) -> None:
    a_person("keeper", administrator=True)
    telling = "Password is tulip. Everybody is welcome. Join https://zoom.us/j/123."
    brought_in(app, a_list(tmp_path, {**ROW, "notes": telling, "contact_1_name": "Ines"}))
    text = app.test_client().get("/meetings.json").text
    assert "Everybody is welcome." in text
    for secret in ("zoom.us", "abc", "tulip", "12345678", "contact", "Ines", "keeper"):
        assert secret not in text


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("No passcode needed. Come early.", "Come early."),
        ("Come early.\nPW 1234\nStay late.", "Come early.\nStay late."),
        ("ID: 123 456 789 Passcode: 4", ""),
        ("La contraseña es rosa. Bienvenidos.", "Bienvenidos."),
        ("https://us02web.zoom.us/j/1?pwd=x", ""),
        (
            "We pass the spinning pin cushion. Ideas: 3.",
            "We pass the spinning pin cushion. Ideas: 3.",
        ),
    ],
)
def test_sentences_with_codes_are_left_out(said: str, kept: str) -> None:
    assert without_codes(said) == kept
    assert without_codes(kept) == kept


def test_open_and_closed_exclude_each_other_and_follow_the_group_where_nothing_is_said(
    app: Flask,
) -> None:
    open_one, closed_one = a_circle("open-one", "open"), a_circle("closed-one")
    add(open_one.group_id, "a", types=["O", "C"])
    add(open_one.group_id, "b")
    add(closed_one.group_id, "c", types=["O"])
    add(closed_one.group_id, "d")
    assert [row["types"] for row in rows(app.test_client())] == [["C"], ["O"], ["O"], ["C"]]


@pytest.mark.parametrize(
    ("about", "address", "approximate", "joins"),
    [
        ({}, "Online", "yes", True),
        ({"place": {"region": "Ireland > Cork"}}, "Cork, Ireland", "yes", True),
        ({"place": {"address": "Chicago, IL, USA", "approximate": True}}, "Chicago, IL, USA", "yes", True),
        ({"attendance": "in_person", "place": {"address": "3 Quay, Alpena"}}, "3 Quay, Alpena", "no", False),
        ({"attendance": "in_person", "place": {"name": "Boat House"}}, "Boat House", "yes", False),
        ({"attendance": "hybrid", "place": {"address": "3 Quay, Alpena"}}, "3 Quay, Alpena", "no", True),
        ({"attendance": "hybrid", "place": {"name": "Boat House"}}, "Online", "yes", True),
        ({"attendance": "suspended", "place": {"address": "3 Quay"}}, "3 Quay", "no", False),
    ],
)  # fmt: skip
def test_every_row_says_where_it_is(
    app: Flask, about: dict[str, Any], address: str, approximate: str, joins: bool
) -> None:
    circle = a_circle()
    add(circle.group_id, **about)
    (row,) = rows(app.test_client())
    assert (row["formatted_address"], row["approximate"]) == (address, approximate)
    assert ("conference_url" in row) == joins
    assert ("TC" in row["types"]) == (about.get("attendance") == "suspended")


def test_slugs_are_short_and_never_twice_the_same(app: Flask) -> None:
    circle = a_circle()
    for slug in ("lamp", "lamp-mon", "l" * 80, "l" * 79 + "m"):
        add(
            circle.group_id,
            slug,
            rule="FREQ=WEEKLY;BYDAY=MO,TU" if slug != "lamp-mon" else "FREQ=WEEKLY",
        )
    slugs = [row["slug"] for row in rows(app.test_client())]
    assert len(set(slugs)) == len(slugs) == 7
    assert all(re.fullmatch("[a-z0-9-]{1,64}", slug) for slug in slugs)


def test_other_sites_may_fetch_it_and_only_it(app: Flask) -> None:
    client = app.test_client()
    answer = client.get(
        "/meetings.json?1732537600000&action=tsml_meetings",
        headers={"Origin": "https://finder.example"},
    )
    assert answer.mimetype == "application/json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    other = client.get("/healthz")
    assert "Access-Control-Allow-Origin" not in other.headers
    assert other.headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_whoever_has_it_already_is_told_so(app: Flask, encoding: str) -> None:
    circle, client = a_circle(), app.test_client()
    add(circle.group_id)
    how = {"Accept-Encoding": encoding}
    first = client.get("/meetings.json", headers=how)
    body = gzip.decompress(first.data) if encoding == "gzip" else first.data
    assert json.loads(body)[0]["slug"] == "lamp"
    assert "Accept-Encoding" in first.headers["Vary"]
    by_mark = {**how, "If-None-Match": first.headers["ETag"]}
    by_date = {**how, "If-Modified-Since": first.headers["Last-Modified"]}
    for headers in (by_mark, by_date):
        again = client.get("/meetings.json", headers=headers)
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["Access-Control-Allow-Origin"] == "*"
    add(circle.group_id, "second")
    for headers in (by_mark, by_date):
        assert client.get("/meetings.json", headers=headers).status_code == 200


def test_names_that_are_made_up_fill_no_memory(app: Flask) -> None:
    shelf = Shelf()
    for number in range(50):
        shelf.newest([], f"http://{number}.example", now())
    assert len(shelf.__dict__["_kept"]) <= 8


def test_the_list_comes_back_unchanged(app: Flask, tmp_path: Path) -> None:
    a_person("keeper", administrator=True)
    circle = a_circle()
    add(circle.group_id, rule="FREQ=WEEKLY;BYDAY=MO,WE")
    add(circle.group_id, "quay", attendance="in_person", place={"address": "3 Quay, Alpena"})
    brought_in(app, a_list(tmp_path, ROW, HALL))
    listed = rows(app.test_client())
    assert len(listed) == 5
    lines = brought_in(app, a_list(tmp_path, *listed, name="meetings.json"))
    assert lines[:2] == [counts(5, unchanged=5), "0 removed"]
    assert rows(app.test_client()) == listed


def test_another_sites_meeting_of_the_same_name_is_not_ours(app: Flask, tmp_path: Path) -> None:
    a_person("keeper", administrator=True)
    circle = a_circle()
    add(circle.group_id)
    (row,) = rows(app.test_client())
    theirs = {**row, "name": "Lamp of theirs"}
    assert brought_in(app, a_list(tmp_path, theirs))[0] == counts(1, added=1)


@pytest.mark.environment(HEARTH_ORIGIN="https://hearth.example", HEARTH_RATE_LIMITS="on")
@pytest.mark.parametrize(
    ("origin", "ours"), [("https://hearth.example", 1), ("https://other.example", 0)]
)
def test_where_the_site_has_an_origin_it_tells_whose_a_row_is(
    app: Flask, tmp_path: Path, origin: str, ours: int
) -> None:
    a_person("keeper", administrator=True)
    circle = a_circle()
    add(circle.group_id)
    page = f"{origin}/meetings/lamp"
    row = {**ROW, "name": "Lamp", "url": page, "conference_url": f"{page}/join"}
    assert brought_in(app, a_list(tmp_path, row))[0] == counts(1, unchanged=ours, added=1 - ours)


def moved(folder: Path, listed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The list, once it was imported into a new site of another name and exported there."""
    config = Config.from_environment({"HEARTH_INSTANCE": str(folder / "new")})
    upgrade(config)
    app = create_app(config)
    app.config["WTF_CSRF_ENABLED"] = False
    with app.app_context():
        a_person("keeper", administrator=True)
        path = a_list(folder, *listed, name="export.json")
        assert brought_in(app, path)[:2] == [counts(len(listed), added=len(listed)), "0 removed"]
        assert brought_in(app, path)[:2] == [
            counts(len(listed), unchanged=len(listed)),
            "0 removed",
        ]
        said = app.test_client().get("/meetings.json", base_url="http://new.example").text
        app.extensions["writer"].close()
    return json.loads(said.replace("http://new.example", "http://localhost"))


def bare(listed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows but for the addresses of the site."""
    gone = ("url", "conference_url", "feedback_url")
    return sorted(
        ({k: v for k, v in row.items() if k not in gone} for row in listed),
        key=lambda row: row["slug"],
    )


def test_a_new_site_exports_what_it_imported(app: Flask, tmp_path: Path) -> None:
    a_person("keeper", administrator=True)
    circle = a_circle("open-one", "open")
    add(
        circle.group_id,
        rule="FREQ=WEEKLY;BYDAY=MO,WE",
        about="Rock & roll,\n\n3 < 4.",
        minutes=1440,
    )
    add(
        circle.group_id,
        "quay",
        attendance="hybrid",
        place={"name": "Hall", "region": "Ireland > Cork"},
    )
    add(
        circle.group_id, "off", attendance="suspended", place={"address": "3 Quay", "latitude": 1.5}
    )
    brought_in(app, a_list(tmp_path, ROW, HALL))
    listed = rows(app.test_client())
    assert bare(moved(tmp_path, listed)) == bare(listed)


@pytest.mark.skipif(not CENTRAL.exists(), reason="the real lists are not at hand")
def test_the_real_lists_go_out_and_come_back_unchanged(app: Flask, tmp_path: Path) -> None:
    a_person("keeper", administrator=True)
    brought_in(app, ALPENA)
    brought_in(app, CENTRAL)
    listed = rows(app.test_client())
    assert len(listed) == 46 + 149
    lines = brought_in(app, a_list(tmp_path, *listed, name="meetings.json"))
    assert lines[:2] == [counts(195, unchanged=195), "0 removed"]
    assert bare(moved(tmp_path, listed)) == bare(listed)

"""Check-ins: one row a day, one's own, and nobody else's to read (L6.3)."""

import re
from datetime import timedelta
from functools import partial

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community import clock, vault
from community.clock import now
from community.errors import Conflict, Invalid
from community.extensions import db
from community.wellbeing import queries
from community.wellbeing.days import day_in
from community.wellbeing.forms.checkins import CheckinForm
from community.wellbeing.models import Checkin
from community.wellbeing.queries.checkins import noted_on, today_of
from tests.factories import Circle
from tests.laws import law
from tests.races import at_once, on_both
from tests.stage import Browser
from tests.wellbeing.days import at, lives_in, note, rows_of, set_clock

WHOLE = {
    "whole": "yes",
    "mood": "2",
    "urge": "7",
    "sleep": "6,5",
    "line": "Long shift.",
    "tired": "yes",
}


@law("L6.3")
def test_a_tap_keeps_the_mood_and_leaves_the_rest(circle: Circle) -> None:
    note(circle.regular, **WHOLE)
    note(circle.regular, mood="4")
    noted = noted_on(circle.regular.id, today_of(circle.regular.id))
    assert noted is not None
    assert (noted.mood, noted.urge, noted.sleep, noted.line, noted.marks) == (
        4,
        7,
        6.5,
        "Long shift.",
        ("tired",),
    )
    assert len(rows_of(circle.regular)) == 1


@law("L6.3")
def test_saying_it_whole_again_takes_away_what_was_left_out(circle: Circle) -> None:
    note(circle.regular, **WHOLE)
    note(circle.regular, whole="yes", mood="3")
    (row,) = rows_of(circle.regular)
    assert (row.mood, row.urge, row.sleep, row.line, row.marks) == (3, None, None, "", [])


@law("L6.3")
def test_the_line_is_sealed_at_rest(circle: Circle) -> None:
    note(circle.regular, **WHOLE)
    (row,) = rows_of(circle.regular)
    assert "shift" not in row.line
    assert vault.unseal(row.line, row.about) == "Long shift."


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("mood", "0"), ("mood", "6"), ("mood", ""), ("mood", "3.5"), ("mood", "-1"), ("mood", "१"),
        ("urge", "11"), ("urge", "-1"), ("urge", "x"), ("sleep", "25"), ("sleep", "24.5"), ("sleep", "7.3"),
        ("sleep", "-2"), ("sleep", "nan"), ("sleep", "٧"), ("line", "x" * 281), ("tired", "very"),
    ],
)  # fmt: skip
def test_what_is_out_of_range_is_refused_by_its_field(app: Flask, name: str, said: str) -> None:
    with app.test_request_context(), pytest.raises(Invalid) as refused:
        CheckinForm.parse(WHOLE | {name: said})
    assert set(refused.value.fields) == {name}


@pytest.mark.parametrize("day", ["29 November", "2026-02-30", "2026-1-1", "x" * 5000, "0000-00-00"])
def test_a_day_that_is_none_is_refused(app: Flask, day: str) -> None:
    with app.test_request_context(), pytest.raises(Invalid):
        CheckinForm.parse({"mood": "3", "day": day})


@pytest.mark.parametrize(
    ("said", "halves"), [("0", 0), ("7", 14), ("7.5", 15), ("7,5", 15), ("24", 48), ("7.0", 14)]
)
def test_sleep_is_said_in_halves(app: Flask, said: str, halves: int) -> None:
    with app.test_request_context():
        assert CheckinForm.parse({"mood": "3", "sleep": said}).sleep == halves


@law("L6.3")
def test_the_last_moment_before_midnight_belongs_to_that_day(circle: Circle) -> None:
    lives_in(circle.regular, "Europe/Berlin")
    set_clock(at("2026-11-29 22:59:59.900"))  # a moment later it is midnight there
    assert note(circle.regular, mood="2") == "2026-11-29"
    set_clock(at("2026-11-29 23:00:00.100"))
    assert note(circle.regular, mood="4") == "2026-11-30"
    assert [row.mood for row in rows_of(circle.regular)] == [2, 4]


@law("L6.3")
def test_a_page_left_open_over_midnight_notes_the_day_it_showed(circle: Circle) -> None:
    set_clock(at("2026-11-30 00:00:30"))
    assert note(circle.regular, mood="2", day="2026-11-29") == "2026-11-29"
    assert note(circle.regular, day="2026-11-29", **WHOLE) == "2026-11-29"
    set_clock(at("2026-11-30 11:59:59"))
    note(circle.regular, mood="3", day="2026-11-29")
    set_clock(at("2026-11-30 12:00:00"))
    with pytest.raises(Conflict):
        note(circle.regular, mood="4", day="2026-11-29")
    assert [row.mood for row in rows_of(circle.regular)] == [3]


@law("L6.3")
def test_what_was_noted_before_midnight_is_not_changed_after_it(circle: Circle) -> None:
    set_clock(at("2026-11-29 20:00:00"))
    note(circle.regular, mood="2")
    set_clock(at("2026-11-30 00:10:00"))
    with pytest.raises(Conflict, match="stays as it was"):
        note(circle.regular, mood="5", day="2026-11-29")
    note(circle.regular, mood="2", day="2026-11-29")  # said twice: harmless
    assert [row.mood for row in rows_of(circle.regular)] == [2]


def test_neither_tomorrow_nor_long_ago_can_be_noted(circle: Circle) -> None:
    set_clock(at("2026-11-30 09:00:00"))
    for day in ("2026-12-01", "2026-11-28", "1826-11-30", "9999-12-31"):
        with pytest.raises(Conflict):
            note(circle.regular, mood="3", day=day)
    assert rows_of(circle.regular) == []


@on_both
def test_several_devices_at_once_leave_one_row(app: Flask, circle: Circle, database: str) -> None:
    done = at_once(app, *(partial(note, circle.regular, mood=mood) for mood in "12345"))
    assert set(done) == {str(today_of(circle.regular.id))}
    assert len(rows_of(circle.regular)) == 1
    note(circle.regular, mood="4")
    assert [row.mood for row in rows_of(circle.regular)] == [4]


ZONES = ("UTC", "Asia/Tokyo", "America/Los_Angeles", "Pacific/Kiritimati", "Pacific/Pago_Pago")
STEPS = st.lists(
    st.tuples(st.integers(0, 30 * 60), st.sampled_from(ZONES)),
    min_size=1, max_size=8,
)  # fmt: skip


@law("L6.3")
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(STEPS)
def test_whatever_zones_are_changed_no_day_has_two_rows_and_none_is_lost(
    circle: Circle, steps: list[tuple[int, str]]
) -> None:
    person, noted = circle.other, set()
    db.session.rollback()
    start = at("2026-03-28 22:00:00")
    set_clock(start + timedelta(days=40 * len(rows_of(person))))
    before = {row.day for row in rows_of(person)}
    for minutes, zone in steps:
        clock.move(timedelta(minutes=minutes))
        lives_in(person, zone)
        day = day_in(zone, now())
        assert note(person, mood="3") == str(day)
        noted.add(day)
        days = [row.day for row in rows_of(person)]
        assert len(days) == len(set(days))
        assert set(days) == before | noted


@law("L6.3")
def test_the_series_has_every_day_and_gaps_where_nothing_was_noted(circle: Circle) -> None:
    set_clock(at("2026-11-27 10:00:00"))
    note(circle.regular, mood="2", whole="yes", urge="0", sleep="7.5")
    set_clock(at("2026-11-29 10:00:00"))
    series = queries.series_of(circle.regular.id, 3)
    assert [(str(day.date), day.mood, day.urge, day.sleep) for day in series] == [
        ("2026-11-26", None, None, None), ("2026-11-27", 2, 0, 7.5), ("2026-11-28", None, None, None),
    ]  # fmt: skip
    note(circle.regular, mood="4")
    series = queries.series_of(circle.regular.id, 3)
    assert [day.mood for day in series] == [2, None, 4]
    assert str(series[-1].date) == "2026-11-29"


@law("L6.3")
def test_nobody_else_sees_a_byte_of_it(circle: Circle, as_member: Browser) -> None:
    others = {who: as_member(who) for who in (circle.other, circle.moderator)}
    addresses = (
        "/", "/you/checkins", "/you/plan", "/notices", f"/groups/{circle.slug}", f"/groups/{circle.slug}/people",
        f"/memberships/{circle.mid(circle.regular)}", f"/rooms/{circle.room_id}", f"/groups/{circle.slug}/forum",
    )  # fmt: skip

    def seen() -> list[str]:
        pages = [client.get(address).text for client in others.values() for address in addresses]
        return [without_tokens(page) for page in pages]

    before = seen()
    mine = as_member(circle.regular)
    assert mine.post("/you/checkins", data={"mood": "1"}).status_code == 303
    assert mine.post("/you/checkins", data=WHOLE | {"urge": "10"}).status_code == 303
    assert mine.post("/you/plan", data={"steps": "Walk.", "based_on": "0"}).status_code == 303
    assert seen() == before


def without_tokens(page: str) -> str:
    """A page without what differs each time it is asked for."""
    return re.sub(
        r'nonce="[^"]*"|name="(csrf_token|key)" value="[^"]*"|value="[^"]*" name="key"', "", page
    )


@law("L6.3")
def test_a_day_can_be_deleted_by_its_owner_alone(circle: Circle, as_member: Browser) -> None:
    day = note(circle.regular, mood="3")
    note(circle.other, mood="3")
    assert as_member(circle.regular).post(f"/you/checkins/{day}/deletion").status_code == 303
    assert rows_of(circle.regular) == []
    assert len(rows_of(circle.other)) == 1
    assert as_member(circle.regular).post(f"/you/checkins/{day}/deletion").status_code == 404
    assert as_member(circle.regular).post("/you/checkins/soon/deletion").status_code == 404


@law("L6.3", "L13.2")
def test_today_is_noted_in_two_taps_and_a_hard_one_brings_help(
    circle: Circle, as_member: Browser
) -> None:
    client = as_member(circle.regular)
    assert "You do not have to be alone" not in client.get("/").text
    answer = client.post(
        "/you/checkins", data={"mood": "1", "day": str(today_of(circle.regular.id))}
    )
    assert answer.headers["Location"] == "/?more=yes#check-in"
    page = client.get("/").text
    assert "You do not have to be alone" in page
    assert "findahelpline.com" in page
    client.post("/you/plan", data={"steps": "Walk to the river.", "based_on": "0"})
    assert "Walk to the river." in client.get("/").text
    client.post("/you/checkins", data={"mood": "4"})
    assert "You do not have to be alone" not in client.get("/").text
    client.post("/you/checkins", data={"whole": "yes", "mood": "4", "urge": "9"})
    assert "You do not have to be alone" in client.get("/").text
    assert "You do not have to be alone" not in as_member(circle.other).get("/").text


@law("L6.3")
def test_what_was_typed_and_refused_stands_there_again(circle: Circle, as_member: Browser) -> None:
    day = str(today_of(circle.regular.id))
    answer = as_member(circle.regular).post(
        "/you/checkins", data=WHOLE | {"sleep": "99", "day": day}
    )
    assert answer.status_code == 422
    assert "Hours from 0 to 24" in answer.text
    assert 'value="Long shift."' in answer.text
    assert db.session.query(Checkin).count() == 0


@law("L6.3")
def test_a_tap_that_comes_too_late_keeps_what_is_there(circle: Circle, as_member: Browser) -> None:
    note(circle.regular, **WHOLE)
    answer = as_member(circle.regular).post(
        "/you/checkins", data={"mood": "5", "day": "2026-01-01"}
    )
    assert answer.status_code == 409
    assert "That day has ended." in answer.text
    assert 'value="Long shift."' in answer.text
    assert [row.mood for row in rows_of(circle.regular)] == [2]


@law("L6.3")
def test_a_hard_yesterday_brings_help_too(circle: Circle, as_member: Browser) -> None:
    set_clock(at("2026-11-30 08:00:00"))
    client = as_member(circle.regular)
    assert "Note yesterday" in client.get("/").text
    late = {"mood": "1", "day": "2026-11-29"}
    assert (
        client.post("/you/checkins", data=late).headers["Location"]
        == "/you/checkins?more=yes#yesterday"
    )
    page = client.get("/you/checkins").text
    assert "You do not have to be alone" in page.partition('id="yesterday"')[2]
    assert "Note yesterday" not in client.get("/").text
    set_clock(at("2026-11-30 12:00:00"))
    assert 'id="yesterday"' not in as_member(circle.regular).get("/you/checkins").text


@law("L6.3")
def test_the_page_has_curves_and_the_same_as_a_table(circle: Circle, as_member: Browser) -> None:
    set_clock(at("2026-11-20 10:00:00"))
    note(circle.regular, **WHOLE)
    set_clock(at("2026-11-29 10:00:00"))
    note(circle.regular, mood="5")
    for address, span in (("/you/checkins", "30 days"), ("/you/checkins?days=90", "90 days")):
        page = as_member(circle.regular).get(address).text
        assert page.count("<svg viewBox") == 3
        assert page.count("<desc") == 3
        assert f"<b>{span}</b>" in page
        assert "Long shift." in page
        assert "2, Low" in page
        assert page.count("plot__dot") == 4
    assert as_member(circle.other).get("/you/checkins").text.count("plot__dot") == 0


@law("L6.3", "L13.1")
def test_every_dot_of_every_curve_stands_in_the_table_and_nothing_else(
    circle: Circle, as_member: Browser
) -> None:
    said = (("1", "10", "4.5"), ("3", "", ""), ("5", "0", "12"), ("2", "6", ""), ("4", "", "7"))
    for number, (mood, urge, sleep) in enumerate(said):
        set_clock(at("2026-11-20 10:00:00") + timedelta(days=2 * number))
        note(circle.regular, whole="yes", mood=mood, urge=urge, sleep=sleep)
    page = as_member(circle.regular).get("/you/checkins").text
    cells = re.findall(
        r"<tr><td>(\d+ \w+)</td><td>(\d), [\w-]+(?: \w+)?</td><td>(.*?)</td><td>(.*?)</td>", page
    )
    assert [day for day, *_numbers in cells] == ["28 Nov", "26 Nov", "24 Nov", "22 Nov", "20 Nov"]
    told = [tuple(number or "–" for number in numbers) for numbers in reversed(said)]
    assert [tuple(numbers) for _day, *numbers in cells] == told
    drawn = re.findall(r"<svg viewBox.*?</svg>", page, re.S)
    for place, picture in enumerate(drawn):
        noted = sum(row[place] != "–" for row in told)
        assert picture.count("plot__dot") == noted
        assert 'role="img"' in picture
        assert re.search(r"<title[^>]*>[^<]+</title>", picture)
    assert len(drawn) == 3


def test_a_stranger_is_sent_to_the_door(circle: Circle, app: Flask) -> None:
    guest = app.test_client()
    for address in (
        "/you/checkins",
        "/you/plan",
        "/you/plan/edit",
        "/you/checkins/2026-11-29/sharing",
    ):
        assert "/sign-in" in guest.get(address).headers["Location"]
    assert guest.post("/you/checkins", data={"mood": "3"}).status_code == 401

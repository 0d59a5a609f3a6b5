"""Attendance slips: of minutes that were counted, verifiable by anybody alone, naming nobody (L5.11)."""

import subprocess
import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from community import clock
from community.extensions import db
from community.groups.models import Group
from community.meetings import operations, slips
from community.meetings.models import Participation, Sitting, Slip
from community.operations import operation
from tests.factories import Circle
from tests.laws import law
from tests.meetings.stage import Evening, all_were_there, in_sharing
from tests.stage import Browser

SCRIPT = Path(__file__).parent.parent.parent / "docs" / "verify_slip.py"


@dataclass(frozen=True)
class Given:
    """A slip as it was given away, and its owner's browser."""

    evening: Evening
    browser: FlaskClient
    code: str
    text: str


@pytest.fixture
def given(circle: Circle, as_member: Browser) -> Given:
    """The regular was there for 20 minutes of an hour, and has made a slip of it."""
    evening = in_sharing(circle, circle.moderator)
    all_were_there(evening)
    browser = as_member(circle.regular)
    assert ask(browser, evening) == 303
    code = db.session.query(Slip.code).scalar()
    return Given(evening, browser, code, browser.get(f"/slips/{code}.txt").text)


def ask(browser: FlaskClient, evening: Evening) -> int:
    """Ask for a slip; the status."""
    return browser.post("/slips", data={"sitting": str(evening.sitting_id)}).status_code


def verify(folder: Path, text: str, key: str) -> subprocess.CompletedProcess[str]:
    """Run the script that is in docs/, as anybody would."""
    (folder / "slip.txt").write_text(text)
    (folder / "key.pem").write_text(key)
    command = [sys.executable, str(SCRIPT), "slip.txt", "key.pem"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@law("L5.11")
def test_a_slip_verifies_offline_with_the_published_key(
    app: Flask, given: Given, tmp_path: Path
) -> None:
    key = app.test_client().get("/slips/key").text
    ran = verify(tmp_path, given.text, key)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "minutes: 20" in ran.stdout
    assert verify(tmp_path, given.text.replace("\n", "\r\n") + "\r\n", key).returncode == 0


@law("L5.11")
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("minutes: 20", "minutes: 21"),
        ("minutes: 20", "minutes: 60"),
        ("group: H", "group: B"),
        ("code: ", "code: x"),
        ("\nsignature", "\nminutes: 60\nsignature"),
        ("signature: ", "signature: A"),
    ],
)
def test_whatever_is_changed_on_it_it_does_not_verify(
    app: Flask, given: Given, tmp_path: Path, before: str, after: str
) -> None:
    key = app.test_client().get("/slips/key").text
    assert before in given.text
    ran = verify(tmp_path, given.text.replace(before, after), key)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "Traceback" not in ran.stderr


@law("L5.11")
def test_it_does_not_verify_with_another_key(given: Given, tmp_path: Path) -> None:
    ran = verify(tmp_path, given.text, slips.published_key(bytes(32)))
    assert ran.returncode == 1
    assert "another key" in ran.stderr


def test_the_script_is_short() -> None:
    lines = [line for line in SCRIPT.read_text().splitlines() if line.strip()]
    assert len(lines) <= 20


@law("L5.11")
def test_its_page_says_group_date_and_minutes_and_nothing_else(app: Flask, given: Given) -> None:
    page = app.test_client().get(f"/slips/{given.code}")
    assert page.status_code == 200
    assert "Harbour-Street" in page.text
    assert "20 minutes" in page.text
    circle = given.evening.circle
    for secret in (circle.regular.handle, "Thursday", str(given.evening.sitting_id), given.code):
        assert secret not in page.text


@law("L5.11")
def test_a_slip_names_nobody(given: Given) -> None:
    circle = given.evening.circle
    assert circle.regular.handle not in given.text
    assert str(circle.mid(circle.regular)) not in given.text
    assert [line.partition(":")[0] for line in given.text.splitlines()[1:]] == [
        "group", "date", "minutes", "code", "signature",
    ]  # fmt: skip


@law("L5.11")
def test_codes_that_are_none_all_look_alike(app: Flask, given: Given) -> None:
    absent = ("a" * 26, "nonsense", "%F0%9F%92%A5", "'--", given.code[:-1])
    found = [app.test_client().get(f"/slips/{code}") for code in absent]
    assert [answer.status_code for answer in found] == [404] * 5
    assert len({len(answer.data) for answer in found}) == 1


@pytest.mark.usefixtures("limits_stand")
@pytest.mark.environment(HEARTH_RATE_LIMITS="on")
def test_codes_cannot_be_guessed_at_leisure(app: Flask) -> None:
    browser = app.test_client()
    answers = [browser.get(f"/slips/guess{number}").status_code for number in range(31)]
    assert answers == [404] * 30 + [429]


@law("L5.11")
def test_twenty_minutes_cannot_claim_sixty(circle: Circle, as_member: Browser) -> None:
    evening = in_sharing(circle, circle.moderator)
    all_were_there(evening, minutes=1000)  # whatever a row says, the meeting took twenty
    shorten(evening, timedelta(minutes=20))
    assert ask(as_member(circle.regular), evening) == 303
    assert db.session.query(Slip.minutes).scalar() == 20


@law("L5.11")
def test_there_is_no_slip_of_minutes_that_were_not_there(
    circle: Circle, as_member: Browser
) -> None:
    evening = in_sharing(circle, circle.moderator)
    all_were_there(evening, minutes=0)
    browser = as_member(circle.regular)
    refused = browser.post("/slips", data={"sitting": str(evening.sitting_id)})
    assert refused.status_code == 409
    assert "No minute was counted for you" in refused.text
    assert ask(as_member(circle.outsider), evening) == 404
    for nonsense in ("", "x", "-1", "9" * 30):
        assert browser.post("/slips", data={"sitting": nonsense}).status_code == 422
    assert db.session.query(Slip).count() == 0


def test_a_slip_waits_for_the_end_of_the_meeting(circle: Circle, as_member: Browser) -> None:
    evening = in_sharing(circle, circle.moderator)
    operations.count_minutes(
        frozenset({(int(clock.now().timestamp()) // 60 + 1, evening.room_id, circle.mid(circle.regular))})
    )  # fmt: skip
    browser = as_member(circle.regular)
    assert ask(browser, evening) == 409
    clock.move(timedelta(minutes=10))
    operations.end_by_itself(evening.sitting_id)
    assert ask(browser, evening) == 303


def test_asked_for_again_it_is_the_same_slip(given: Given) -> None:
    assert ask(given.browser, given.evening) == 303
    assert given.browser.get(f"/slips/{given.code}.txt").text == given.text
    recount(given.evening, 21)
    ask(given.browser, given.evening)
    recount(given.evening, 5)
    ask(given.browser, given.evening)
    assert db.session.query(Slip.code, Slip.minutes).all() == [(given.code, 21)]


def test_only_its_owner_has_the_file(given: Given, as_member: Browser, app: Flask) -> None:
    circle = given.evening.circle
    for person in (circle.other, circle.moderator, circle.outsider):
        assert as_member(person).get(f"/slips/{given.code}.txt").status_code == 404
    stranger = app.test_client().get(f"/slips/{given.code}.txt")
    assert "/sign-in" in stranger.headers["Location"]


def test_the_date_is_that_of_the_groups_zone(circle: Circle, as_member: Browser) -> None:
    evening = in_sharing(circle, circle.moderator)
    all_were_there(evening)
    far_away(evening)
    ask(as_member(circle.regular), evening)
    assert db.session.query(Slip.held_on).scalar().isoformat() == "2026-11-26"


def test_a_hidden_group_is_named_only_after_its_member_was_told(
    circle: Circle, as_member: Browser
) -> None:
    evening = in_sharing(circle, circle.moderator)
    all_were_there(evening)
    browser = as_member(circle.regular)
    assert "This group is hidden" not in browser.get("/you/attendance").text
    be_hidden(circle)
    page = browser.get("/you/attendance").text
    assert page.index("This group is hidden") < page.index("Make a slip")


def test_names_of_groups_cannot_add_lines_to_a_slip() -> None:
    text = slips.text_of("A\nminutes: 60\u2028B", clock.now().date(), 5, "code")
    assert text.splitlines()[1] == "group: A minutes: 60 B"


@operation
def shorten(evening: Evening, by: timedelta) -> None:
    """The meeting took only so long."""
    sitting = db.session.get_one(Sitting, evening.sitting_id)
    sitting.fellowship_at = sitting.starts_at + by


@operation
def recount(evening: Evening, minutes: int) -> None:
    """Another number of minutes was counted."""
    mine = evening.circle.mid(evening.circle.regular)
    row = db.session.get_one(Participation, (evening.sitting_id, mine))
    row.minutes = minutes


@operation
def far_away(evening: Evening) -> None:
    """It was late on the 25th in UTC, and early on the 26th where the group is."""
    sitting = db.session.get_one(Sitting, evening.sitting_id)
    sitting.starts_at = clock.datetime(2026, 11, 25, 20, tzinfo=clock.UTC)
    sitting.meeting.group.zone = "Pacific/Auckland"


@operation
def be_hidden(circle: Circle) -> None:
    """The group hides."""
    db.session.get_one(Group, circle.group_id).visibility = "hidden"

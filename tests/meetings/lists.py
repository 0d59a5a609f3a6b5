"""Lists of meetings for tests: small ones of our own, and the real ones where they are at hand."""

import json
from pathlib import Path
from typing import Any

from flask import Flask

from community.cli import perform
from community.extensions import db
from community.meetings.models import Meeting, Sitting

DATA = Path(__file__).parents[3] / "shared" / "data"
ALPENA = DATA / "tsml-ui_alpena_meetings.json"
CENTRAL = DATA / "central-query_meetings.scrubbed.json"

ROW: dict[str, Any] = {
    "slug": "harbour-monday", "name": "Harbour Monday", "day": 1, "time": "19:00", "end_time": "20:15",
    "timezone": "Europe/Dublin", "types": ["O", "D", "S"], "group": "Harbour",
    "group_notes": "By the water.", "notes": "Bring a cup.", "formatted_address": "Dublin, Ireland",
    "approximate": "yes", "conference_url": "https://zoom.us/j/123456?pwd=abc",
    "conference_url_notes": "Passcode: abc", "conference_phone": "+35312345678,,123#",
}  # fmt: skip

HALL: dict[str, Any] = {
    "slug": 17, "name": "Lantern &amp; Oar", "day": "Tuesday", "time": "6:30 PM", "types": "C,M",
    "location": "Boat House", "address": "3 Quay", "city": "Alpena", "state": "MI",
    "latitude": 45.061734205, "longitude": -83.4351,
}  # fmt: skip

CENTRAL_ROW: dict[str, Any] = {
    "_id": {"$oid": "6a191d6fa00b638ef088ed79"}, "slug": "early-bird-1", "name": "Early Bird", "day": 7,
    "time": "07:00", "duration": 90, "timezone": "America/New_York", "types": ["D", "C", "O", "LO-I"],
    "languages": ["en"], "groupID": {"$oid": "65f3310176404fe3897c0e3f"}, "archived": False,
    "startDateUTC": {"$date": "2026-06-01T15:00:00.000Z"},
}  # fmt: skip

CENTRAL_GROUP = {
    "_id": {"$oid": "65f3310176404fe3897c0e3f"},
    "name": "Early Birds",
    "notes": "At dawn.",
}


def a_list(folder: Path, *rows: Any, name: str = "harbour_meetings.json") -> Path:
    """A file with these rows."""
    return a_file(folder, json.dumps(rows).encode(), name)


def a_file(folder: Path, data: bytes, name: str = "harbour_meetings.json") -> Path:
    """A file with these bytes."""
    path = folder / name
    path.write_bytes(data)
    return path


def run_import(app: Flask, *words: object) -> tuple[int, list[str]]:
    """Run the command; its exit code and the lines it printed."""
    code, said = perform(app, ["import-meetings", *map(str, words)], lambda: "")
    db.session.rollback()
    return code, said.splitlines()


def brought_in(app: Flask, *words: object) -> list[str]:
    """Run the command, which succeeds; the lines it printed."""
    code, lines = run_import(app, *words)
    assert code == 0, lines
    return lines


def counts(
    rows: int, added: int = 0, changed: int = 0, unchanged: int = 0, refused: int = 0
) -> str:
    """The first line of a report."""
    return (
        f"{rows} rows: {added} added, {changed} changed, {unchanged} unchanged, {refused} refused"
    )


def the_meeting(slug: str = "harbour-monday") -> Meeting:
    """As it stands now."""
    db.session.rollback()
    return db.session.query(Meeting).filter_by(slug=slug).one()


def dates_of(meeting: Meeting) -> list[Sitting]:
    """Its dates that hold, in order."""
    found = db.session.query(Sitting).filter_by(meeting_id=meeting.id, cancelled_at=None)
    return found.order_by(Sitting.starts_at).all()

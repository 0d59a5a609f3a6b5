"""What OPERATOR plans on the command line."""

from flask import Flask

from tests.factories import Circle
from tests.groups.test_commands import say
from tests.laws import law


@law("L5.1")
def test_a_meeting_is_planned_with_a_room_of_its_own(app: Flask, circle: Circle) -> None:
    planned = say(
        app, "meeting", "add", circle.slug, "--name", "Thursday night", "--date", "2030-01-03",
        "--time", "19:30", "--zone", "Europe/London", "--days", "TH",
    )  # fmt: skip
    assert planned[0] == 0, planned
    address, room, when, name = planned[1].split("\t")
    assert (address, name) == ("/meetings/thursday-night", "Thursday night")
    assert room.startswith("room:")
    assert when == "Every Thursday at 19:30, London time"
    assert say(app, "meeting", "list", circle.slug)[1] == planned[1]


def test_what_cannot_be_planned_is_said_in_words(app: Flask, circle: Circle) -> None:
    code, said = say(
        app, "meeting", "add", circle.slug, "--name", "Once", "--how", "once", "--date", "2030-03-31",
        "--time", "01:30", "--zone", "Europe/London",
    )  # fmt: skip
    assert code == 1
    assert "02:00" in said
    assert say(app, "meeting", "list", circle.slug) == (0, "")

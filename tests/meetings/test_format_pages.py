"""The pages of formats: read inside the group, changed by its moderators, arranged without script (L5.3)."""

import re

import pytest
from flask.testing import FlaskClient

from community.meetings import operations as meetings
from community.meetings import queries
from tests.factories import Circle
from tests.laws import law
from tests.stage import Browser

NO_SCRIPT = re.compile(
    r"<(?:input|select|textarea|button|option)\b[^>]*>(?:\n[^<]*</textarea>)?", re.S
)


@pytest.fixture
def format_id(circle: Circle) -> int:
    """The group's copy of the twelve-step discussion."""
    return meetings.adopt_format(circle.moderator.id, circle.group_id, "twelve-step")


def small(**more: str) -> dict[str, str]:
    """What the editor sends of a format with one part."""
    part = {
        "kind": "sharing",
        "title": "Sharing",
        "minutes": "40",
        "posting": "floor",
        "share_seconds": "240",
    }
    sent = {f"p0_{name}": said for name, said in part.items()}
    return {
        "name": "Ours",
        "welcome": "Come in.",
        "etiquette": "",
        "made_from": "1",
        "do": "save",
        **sent,
        **more,
    }


def page(client: FlaskClient, address: str) -> str:
    """A page that is shown."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.status
    return answer.get_data(as_text=True)


@law("L5.3")
def test_a_moderator_takes_a_copy_and_everybody_inside_reads_it(
    circle: Circle, as_member: Browser
) -> None:
    address = f"/groups/{circle.slug}/formats"
    taken = as_member(circle.moderator).post(address, data={"shipped": "open-check-in"})
    assert taken.status_code == 303
    assert "Quiet time" in page(as_member(circle.newcomer), taken.location)
    assert "Take a copy" not in page(as_member(circle.newcomer), address)
    assert as_member(circle.outsider).get(taken.location).status_code == 404
    refused = as_member(circle.regular).post(address, data={"shipped": "smart"})
    assert refused.status_code == 403
    assert [each.shipped for each in queries.formats_of(circle.group_id)] == ["open-check-in"]


@law("L5.3")
def test_a_change_makes_a_version_that_names_its_author(
    circle: Circle, as_member: Browser, format_id: int
) -> None:
    keeper = as_member(circle.moderator)
    page(keeper, f"/formats/{format_id}/edit")
    assert keeper.post(f"/formats/{format_id}/edit", data=small()).status_code == 303
    shown = page(as_member(circle.regular), f"/formats/{format_id}")
    assert "Version 2" in shown
    assert circle.moderator.handle in shown
    assert "Ours" in shown
    old = page(as_member(circle.regular), f"/formats/{format_id}/versions/1")
    assert "Cross-talk is off" in old
    assert "This is how it was" in old
    assert as_member(circle.regular).get(f"/formats/{format_id}/versions/3").status_code == 404

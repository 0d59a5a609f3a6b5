"""The pages of formats: read inside the group, changed by its moderators, arranged without script (L5.3)."""

import pytest
from flask.testing import FlaskClient

from community.actors import OPERATOR
from community.meetings import operations as meetings
from community.meetings import queries
from tests.factories import Circle
from tests.laws import law
from tests.stage import Browser


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


@law("L13.2")
def test_parts_are_arranged_by_plain_buttons_and_nothing_is_saved(
    circle: Circle, as_member: Browser, format_id: int
) -> None:
    keeper, address = as_member(circle.moderator), f"/formats/{format_id}/edit"
    for order, seen in [("add", "2. Sharing"), ("read-0", "Reading 1")]:
        arranged = keeper.post(address, data=small(do=order, p0_title="Our round"))
        assert arranged.status_code == 200
        assert seen in arranged.text
        assert 'value="Our round"' in arranged.text
    two = small(do="up-1") | {
        f"p1_{name[3:]}": said for name, said in small(p0_title="Before").items() if "p0_" in name
    }
    moved = keeper.post(address, data=two).text
    assert moved.index("1. Before") < moved.index("2. Sharing")
    assert as_member(circle.regular).post(address, data=small(do="add")).status_code == 403
    assert queries.newest_of(format_id).number == 1


def test_what_was_refused_is_still_on_the_page(
    circle: Circle, as_member: Browser, format_id: int
) -> None:
    long = "Our way. " * 11_000
    sent = small(name="", p0_minutes="-5", p0_r0_title="Long", p0_r0_body=long, welcome="<b>Hello")
    refused = as_member(circle.moderator).post(f"/formats/{format_id}/edit", data=sent)
    assert refused.status_code == 422
    assert "3 things to change." in refused.text
    assert "Part 1: How many minutes? From 1 to 240." in refused.text
    assert long in refused.text
    assert "&lt;b&gt;Hello" in refused.text
    assert queries.newest_of(format_id).number == 1


def test_a_form_larger_than_any_format_is_refused_kindly(
    circle: Circle, as_member: Browser, format_id: int
) -> None:
    keeper, address = as_member(circle.moderator), f"/formats/{format_id}/edit"
    refused = keeper.post(address, data=small(p0_r0_body="x" * 700_000))
    assert refused.status_code == 413
    assert "It is still in its box." in refused.text
    assert keeper.post(address, data=small()).status_code == 303


@pytest.mark.parametrize("made_from", ["7", "0", "-1", "--1", "x", ""])
def test_a_version_that_never_was_is_refused_and_loses_nothing(
    circle: Circle, as_member: Browser, format_id: int, made_from: str
) -> None:
    sent = small(welcome="Written meanwhile.", made_from=made_from)
    refused = as_member(circle.moderator).post(f"/formats/{format_id}/edit", data=sent)
    assert refused.status_code in (409, 422)
    assert "Written meanwhile." in refused.text
    assert queries.newest_of(format_id).number == 1


@law("L5.3")
def test_a_version_that_nobody_here_wrote_is_listed_too(circle: Circle, as_member: Browser) -> None:
    adopted = meetings.adopt_format(OPERATOR, circle.group_id, "open-check-in")
    assert "Version 1" in page(as_member(circle.regular), f"/formats/{adopted}")
    sent = small(welcome="Written meanwhile.", made_from="9")
    refused = as_member(circle.moderator).post(f"/formats/{adopted}/edit", data=sent)
    assert refused.status_code == 409
    assert "Written meanwhile." in refused.text


@law("L5.3")
def test_whoever_writes_on_top_of_a_newer_version_is_told_and_loses_nothing(
    circle: Circle, as_member: Browser, format_id: int
) -> None:
    keeper, address = as_member(circle.moderator), f"/formats/{format_id}/edit"
    assert keeper.post(address, data=small()).status_code == 303
    told = keeper.post(address, data=small(welcome="Written meanwhile."))
    assert told.status_code == 409
    assert f"{circle.moderator.handle} made version 2 while you were writing." in told.text
    assert "Written meanwhile." in told.text
    assert 'name="made_from" value="2"' in told.text
    assert (
        keeper.post(address, data=small(welcome="Written meanwhile.", made_from="2")).status_code
        == 303
    )
    assert queries.newest_of(format_id).welcome == "Written meanwhile."


@law("L5.3")
def test_an_older_version_is_brought_back_as_a_new_one(
    circle: Circle, as_member: Browser, format_id: int
) -> None:
    keeper, address = as_member(circle.moderator), f"/formats/{format_id}"
    keeper.post(f"{address}/edit", data=small())
    assert "Bring this version back" not in page(as_member(circle.regular), f"{address}/versions/1")
    editor = page(keeper, f"{address}/edit?from=1")
    assert "Cross-talk is off" in editor
    assert 'name="made_from" value="2"' in editor
    assert keeper.get(f"{address}/edit?from=9").status_code == 404
    assert keeper.get(f"{address}/edit?from=-{10**30}").status_code == 404


def test_a_format_is_copied_put_away_and_brought_back_on_its_page(
    circle: Circle, as_member: Browser, format_id: int
) -> None:
    keeper, address = as_member(circle.moderator), f"/formats/{format_id}"
    copied = keeper.post(f"{address}/copies", data={"name": "Beginners"})
    assert "Beginners" in page(keeper, copied.location)
    assert keeper.post(f"{address}/copies", data={"name": ""}).status_code == 422
    keeper.post(f"{address}/archive")
    assert "This format is put away." in page(as_member(circle.regular), address)
    keeper.post(f"{address}/restoration")
    assert "This format is put away." not in page(keeper, address)


@law("L1.8")
def test_the_author_of_a_version_is_not_named_to_whom_they_are_hidden_from(
    circle: Circle, as_member: Browser, format_id: int
) -> None:
    reader, address = as_member(circle.regular), f"/formats/{format_id}"
    assert circle.moderator.handle in page(reader, address)
    reader.post(f"/memberships/{circle.mid(circle.moderator)}/block")
    assert circle.moderator.handle not in page(reader, address)


def test_readings_are_shown_as_words_and_never_as_markup(
    circle: Circle, as_member: Browser, format_id: int
) -> None:
    reading = {"p0_r0_title": "<i>Title", "p0_r0_body": "**Slowly** <script>alert(1)</script>"}
    as_member(circle.moderator).post(f"/formats/{format_id}/edit", data=small(**reading))
    shown = page(as_member(circle.regular), f"/formats/{format_id}")
    assert "<strong>Slowly</strong>" in shown
    assert "<script>alert" not in shown
    assert "<i>Title" not in shown

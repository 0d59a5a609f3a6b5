"""Planning on pages: one form for every rule, one page for a date; who may, and what is kept of a refused form."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from community import clock
from community.clock import now
from community.extensions import db
from community.meetings.forms import MeetingForm
from community.meetings.models import Duty, Meeting
from community.meetings.planning import values_of
from tests.factories import Circle
from tests.laws import law
from tests.meetings.planned import Planned, a_meeting
from tests.stage import Browser

WEDNESDAY = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
FORM = {
    "name": "Saturday Soup", "about": "We read, then we talk.", "how": "weekly", "date": "2026-11-28", "time": "10:00",
    "days": ["SA"], "zone": "Europe/London", "minutes": "75", "room": "new", "visibility": "members",
    "attendance": "online", "types": ["D"], "until": "", "rule": "", "format_id": "",
}  # fmt: skip


@pytest.fixture(autouse=True)
def wednesday(app: Flask) -> None:
    """It is Wednesday at noon."""
    clock.move(WEDNESDAY - now())


@pytest.fixture
def keeper(circle: Circle, as_member: Browser) -> FlaskClient:
    """The moderator's browser."""
    return as_member(circle.moderator)


@pytest.fixture
def planned(circle: Circle) -> Planned:
    """A meeting with dates tomorrow and in the weeks after."""
    return a_meeting(circle)


def main_of(page: str) -> str:
    """The page without its frame."""
    return page.split("<main")[1].split('<footer class="foot"')[0]


@law("L5.1")
def test_a_moderator_plans_a_meeting(
    circle: Circle, as_member: Browser, keeper: FlaskClient
) -> None:
    address = f"/groups/{circle.slug}/meetings"
    refused = as_member(circle.regular).post(address, data=FORM)
    assert refused.status_code == 403
    made = keeper.post(address, data=FORM)
    assert made.headers["Location"] == "/meetings/saturday-soup"
    page = main_of(as_member(circle.regular).get("/meetings/saturday-soup").text)
    assert "Every Saturday at 10:00, London time" in page
    assert page.count('<li id="date-') == 8


@law("L5.1")
def test_a_refused_form_keeps_all_that_was_typed(circle: Circle, keeper: FlaskClient) -> None:
    form = FORM | {"name": "", "minutes": "0", "days": ["SA", "SU"], "types": ["D", "ST"]}
    answer = keeper.post(f"/groups/{circle.slug}/meetings", data=form)
    assert answer.status_code == 422
    assert "2 things to change." in answer.text
    for sentence in ("Give the meeting a name.", "A whole number of minutes"):
        assert f'-wrong">{sentence}' in answer.text
    assert "We read, then we talk." in answer.text
    for ticked in ("SA", "SU", "ST"):
        assert f'value="{ticked}" checked' in answer.text
    assert 'value="TH" checked' not in answer.text


@law("L5.1")
@pytest.mark.parametrize(
    "when",
    [
        {"how": "weekly", "days": ["SA", "SU"], "until": "2027-03-31"},
        {"how": "monthly", "days": []},
        {"how": "monthly", "days": [], "date": "2027-01-30"},
        {"how": "rule", "rule": "FREQ=MONTHLY;BYDAY=1SA,3SA", "days": []},
        {"how": "once", "days": []},
        {"how": "appointment", "days": []},
    ],
)
def test_saving_without_a_change_changes_nothing(
    circle: Circle, keeper: FlaskClient, when: dict[str, object]
) -> None:
    keeper.post(f"/groups/{circle.slug}/meetings", data=FORM | when)
    meeting = db.session.query(Meeting).one()
    shown = values_of(meeting)
    assert shown["how"] == when["how"]
    before = (meeting.starts, meeting.rule, meeting.zone, meeting.room_id)
    sent = {name: value for name, value in shown.items() if value != []}
    answer = keeper.post(f"/meetings/{meeting.slug}/edit", data=sent)
    assert answer.status_code == 303, answer.text
    db.session.rollback()
    meeting = db.session.query(Meeting).one()
    assert (meeting.starts, meeting.rule, meeting.zone, meeting.room_id) == before
    assert MeetingForm.parse(values_of(meeting)).rule == meeting.rule


@law("L5.2")
def test_roles_are_taken_and_given_back(
    circle: Circle, as_member: Browser, planned: Planned
) -> None:
    address = f"/sittings/{planned.sitting_id}/duties"
    greeter = {"role": "greeter"}
    refused = as_member(circle.newcomer).post(address, data=greeter)
    assert refused.status_code == 403
    assert "Roles are for members of the group." in refused.text
    browser = as_member(circle.regular)
    assert browser.post(address, data=greeter).status_code == 303
    assert "Step back" in main_of(browser.get(f"/meetings/{planned.slug}").text)
    assert browser.post(f"{address}/withdrawal", data=greeter).status_code == 303
    assert db.session.query(Duty).count() == 0


@law("L5.2")
def test_a_role_that_is_gone_is_refused_in_words(
    circle: Circle, as_member: Browser, planned: Planned
) -> None:
    address = f"/sittings/{planned.sitting_id}/duties"
    as_member(circle.regular).post(address, data={"role": "chair"})
    late = as_member(circle.other).post(address, data={"role": "chair"})
    assert late.status_code == 409
    assert f"{circle.regular.handle} has taken this role." in late.text


@law("L5.1")
def test_one_date_is_cancelled_and_held_after_all(
    circle: Circle, as_member: Browser, keeper: FlaskClient, planned: Planned
) -> None:
    address, why = f"/sittings/{planned.sitting_id}", {"note": "The hall is being painted."}
    assert as_member(circle.regular).post(f"{address}/cancellation", data=why).status_code == 403
    assert keeper.post(f"{address}/cancellation", data=why).status_code == 303
    page = main_of(as_member(circle.regular).get(f"/meetings/{planned.slug}").text)
    assert "<b>Cancelled.</b> The hall is being painted." in page
    assert keeper.post(f"{address}/restoration").status_code == 303
    assert planned.sitting().cancelled_at is None


@law("L5.1")
def test_one_date_is_moved_and_noted(keeper: FlaskClient, planned: Planned) -> None:
    address = f"/sittings/{planned.sitting_id}"
    wrong = keeper.post(f"{address}/move", data={"date": "2026-11-27", "time": "25:00"})
    assert wrong.status_code == 422
    assert 'value="2026-11-27"' in wrong.text
    assert "Write the time as 19:30." in wrong.text
    moved = keeper.post(f"{address}/move", data={"date": "2026-11-27", "time": "18:15"})
    assert moved.headers["Location"] == f"/meetings/{planned.slug}#date-{planned.sitting_id}"
    keeper.post(f"{address}/note", data={"note": "Bring a cup."})
    page = main_of(keeper.get(f"/meetings/{planned.slug}").text)
    assert "Friday 27 November, 18:15" in page
    assert "<b>Moved from Thursday 12:00.</b> Bring a cup." in page


@law("L5.1")
def test_a_meeting_ends_after_a_question(
    circle: Circle, as_member: Browser, keeper: FlaskClient, planned: Planned
) -> None:
    address = f"/meetings/{planned.slug}/ending"
    assert as_member(circle.regular).get(address).status_code == 403
    assert "cannot be taken back" in keeper.get(address).text
    assert keeper.post(address).headers["Location"] == f"/groups/{circle.slug}/meetings"
    assert "This meeting has ended." in keeper.get(f"/meetings/{planned.slug}").text
    assert planned.slug not in keeper.get("/meetings").text


@law("L5.1")
def test_following_is_one_step_each_way(
    circle: Circle, as_member: Browser, planned: Planned
) -> None:
    browser, address = as_member(circle.regular), f"/meetings/{planned.slug}"
    assert as_member(circle.outsider).post(f"{address}/follow").status_code == 404
    assert browser.post(f"{address}/follow").status_code == 303
    assert "You are reminded 15 minutes before." in browser.get(address).text
    assert browser.post(f"{address}/unfollow").status_code == 303
    assert "Remind me" in browser.get(address).text

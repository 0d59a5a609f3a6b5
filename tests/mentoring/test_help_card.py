"""What helps when a day is hard: for the mentor, while it is, and only as far as it is granted (L7.8)."""

from datetime import timedelta

import pytest

from community import clock
from community.mentoring import queries
from community.wellbeing.forms.checkins import CheckinForm
from community.wellbeing.forms.grants import GrantForm
from community.wellbeing.forms.plans import PlanForm
from community.wellbeing.forms.warnings import OutlookForm
from community.wellbeing.operations import grant, take_back
from community.wellbeing.operations.checkins import check_in
from community.wellbeing.operations.plans import write_plan
from community.wellbeing.operations.warnings import choose_outlook
from tests.laws import law
from tests.mentoring.stage import Two, of, together
from tests.stage import Browser

CARD = "data-help-card"
HELPS = "Ring me, do not write."


@pytest.fixture
def page(two: Two) -> str:
    """Their channel. The mentee wrote what helps, and what they do."""
    room_id = of(together(two)).room_id
    write_plan(two.mentee.id, PlanForm(steps=("I walk to the harbour.",), helps=(HELPS,)))
    return f"/rooms/{room_id}"


def let(two: Two, *items: str) -> None:
    """Let the mentor read these."""
    for what in items:
        grant(two.mentee.id, GrantForm(two.mentor_mid, what))


def is_hard(two: Two, mood: int = 1) -> None:
    """The mentee notes such a day."""
    check_in(two.mentee.id, CheckinForm.parse({"mood": str(mood)}))


@law("L7.8", "L6.5")
def test_on_a_hard_day_a_mentor_reads_what_helps_and_no_number(
    two: Two, page: str, as_member: Browser
) -> None:
    let(two, "helps", "moods")
    mentor = as_member(two.mentor)
    assert CARD not in mentor.get(page).text
    is_hard(two)
    shown = mentor.get(page).text
    assert HELPS in shown
    assert f"{two.mentee.handle} has noted a hard day." in shown
    for more in ("harbour.", "Very low"):
        assert more not in shown
    assert CARD not in as_member(two.mentee).get(page).text


@law("L7.8")
@pytest.mark.parametrize("items", [(), ("helps",), ("moods",), ("warnings",), ("plan", "moods")])
def test_without_both_grants_there_is_nothing(
    two: Two, page: str, as_member: Browser, items: tuple[str, ...]
) -> None:
    let(two, *items)
    is_hard(two)
    shown = as_member(two.mentor).get(page).text
    assert CARD not in shown
    assert "hard day" not in shown
    assert HELPS not in shown


@law("L7.8")
@pytest.mark.parametrize("what", ["helps", "moods"])
def test_what_is_taken_back_is_gone_with_the_next_look(
    two: Two, page: str, as_member: Browser, what: str
) -> None:
    let(two, "helps", "moods")
    is_hard(two)
    mentor = as_member(two.mentor)
    assert HELPS in mentor.get(page).text
    take_back(two.mentee.id, GrantForm(two.mentor_mid, what))
    assert CARD not in mentor.get(page).text


@law("L7.8", "L6.3")
def test_a_day_that_was_fair_or_is_long_past_shows_nothing(
    two: Two, page: str, as_member: Browser
) -> None:
    let(two, "helps", "moods")
    is_hard(two, 3)
    mentor = as_member(two.mentor)
    assert CARD not in mentor.get(page).text
    is_hard(two, 2)
    assert CARD in mentor.get(page).text
    clock.move(timedelta(days=1))
    assert CARD in mentor.get(page).text
    clock.move(timedelta(days=1))
    assert CARD not in mentor.get(page).text


@law("L7.8", "L6.5")
def test_a_warning_that_was_consented_to_shows_it_for_three_days_and_no_word(
    two: Two, page: str, as_member: Browser
) -> None:
    let(two, "helps", "warnings")
    choose_outlook(two.mentee.id, OutlookForm(True, ("zephyrine",)))
    check_in(
        two.mentee.id, CheckinForm.parse({"mood": "4", "whole": "yes", "line": "So zephyrine."})
    )
    mentor = as_member(two.mentor)
    shown = mentor.get(page).text
    assert HELPS in shown
    assert "They wrote one of their own warning words." in shown
    assert "zephyrine" not in shown
    clock.move(timedelta(days=4))
    assert CARD not in mentor.get(page).text


@law("L7.8", "L6.4")
def test_what_helps_is_a_list_of_the_plan_granted_by_itself(
    two: Two, page: str, as_member: Browser
) -> None:
    let(two, "helps")
    granted = as_member(two.mentor).get(f"/mentorships/{of_room(page)}/grants").text
    assert HELPS in granted
    assert "walk" not in granted
    mine = as_member(two.mentee).get("/you/plan").text
    assert "What helps when a day is hard" in mine
    refused = as_member(two.mentee).post("/you/plan", data={"helps": "x" * 201, "based_on": "1"})
    assert refused.status_code == 422
    assert "x" * 201 in refused.text


def of_room(page: str) -> int:
    """The mentorship whose channel that is."""
    from_room = int(page.rpartition("/")[2])
    found = queries.mentorship_in(from_room)
    assert found is not None
    return found.id

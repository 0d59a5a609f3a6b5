"""What is only for tonight and only for oneself: reading along, being celebrated (L5.8, L5.9)."""

import json
import logging
import re

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from community import clock
from community.errors import Conflict, Forbidden, NotFound
from community.extensions import db
from community.groups import operations as groups
from community.meetings import operations, queries
from community.meetings.models import Celebration, ReadingAlong
from tests.factories import Circle, Person
from tests.laws import law
from tests.meetings.stage import PARTS, Evening, an_evening, in_sharing
from tests.stage import Browser, Live

ONCE = re.compile(
    r'(nonce|value|data-now|name="key" value)="[^"]*"|<time.*?</time>|"nonce":"[^"]*"'
)
LONG = "This is 81 characters long; there is room for 80."
CHIPS = ({"kind": "chips", "title": "Chips", "minutes": 5, "posting": "everyone"}, *PARTS[1:])


def in_chips(circle: Circle, chair: Person) -> Evening:
    """A meeting that begins with its chips."""
    evening = an_evening(circle, chair, CHIPS)
    operations.next_phase(chair.id, evening.room_id)
    return evening


def read_along(browser: FlaskClient, evening: Evening, on: str = "yes") -> int:
    """Press the button; the status."""
    address = f"/sittings/{evening.sitting_id}/reading-along"
    return browser.post(address, data={"on": on}).status_code


@law("L5.8")
def test_whoever_reads_along_keeps_the_hand_down(circle: Circle, as_member: Browser) -> None:
    evening = in_sharing(circle, circle.moderator)
    browser = as_member(circle.regular)
    assert read_along(browser, evening) == 303
    with pytest.raises(Forbidden, match="Nobody else sees that"):
        operations.raise_hand(circle.regular.id, evening.room_id)
    assert read_along(browser, evening, "") == 303
    assert operations.raise_hand(circle.regular.id, evening.room_id).position == 1


@law("L5.8")
def test_a_raised_hand_goes_down_as_if_it_were_lowered(circle: Circle, live: Live) -> None:
    evening = in_sharing(circle, circle.moderator)
    other = live(circle.other, evening.stream)
    for lower in (operations.lower_hand, lambda who, _room: along(evening, who)):
        operations.raise_hand(circle.regular.id, evening.room_id)
        lower(circle.regular.id, evening.room_id)
    other.hears(lambda wire: len(wire.entries()) == 4)
    _up, down, _again, down_by_it = [
        {name: entry[name] for name in entry if name not in ("seq", "at")}
        for entry in other.entries()
    ]
    assert down == down_by_it


def along(evening: Evening, member_id: int) -> None:
    """They read along from now on."""
    operations.read_along(member_id, evening.sitting_id, True)


@law("L5.8")
def test_whoever_has_the_floor_keeps_it_and_waits_no_more(circle: Circle) -> None:
    evening = in_sharing(circle, circle.moderator)
    operations.raise_hand(circle.regular.id, evening.room_id)
    operations.call_next(circle.moderator.id, evening.room_id)
    along(evening, circle.regular.id)
    sitting = evening.sitting()
    assert sitting.holder_id == circle.mid(circle.regular)
    operations.expire_call(sitting.id, sitting.floor_turn)
    assert queries.hands_of(sitting.id) == []


@law("L5.8")
def test_nobody_else_can_learn_of_it(
    circle: Circle, live: Live, as_member: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    evening = in_sharing(circle, circle.moderator)
    everybody = (circle.moderator, circle.other, circle.newcomer)
    wires = [live(person, evening.stream) for person in everybody]
    browsers, mine = [as_member(person) for person in everybody], as_member(circle.regular)
    before = [look(browser, evening) for browser in browsers]
    head, journal = count("entries"), count("journal")
    assert read_along(mine, evening) == 303
    assert [look(browser, evening) for browser in browsers] == before
    assert (count("entries"), count("journal")) == (head, journal)
    assert "along" not in json.dumps([wire.heard for wire in wires]) + caplog.text


def look(browser: FlaskClient, evening: Evening) -> list[str]:
    """What somebody can see of the meeting and its people, without what is new on every page."""
    pages = (f"/rooms/{evening.room_id}", f"/groups/{evening.circle.slug}/people",
             f"/memberships/{evening.circle.mid(evening.circle.regular)}")  # fmt: skip
    return [ONCE.sub("", browser.get(page).text) for page in pages]


def count(table: str) -> int:
    """How many rows there are."""
    db.session.rollback()
    return db.session.scalar(sa.text(f"SELECT count(*) FROM {table}")) or 0


@law("L5.8")
def test_it_is_gone_when_the_sitting_closes(circle: Circle) -> None:
    evening = in_chips(circle, circle.moderator)
    along(evening, circle.regular.id)
    operations.celebrate(circle.regular.id, evening.sitting_id, "90 days")
    operations.close_sitting(evening.sitting_id)
    db.session.rollback()
    assert db.session.query(ReadingAlong).count() == db.session.query(Celebration).count() == 0
    with pytest.raises(Conflict):
        along(evening, circle.regular.id)


@law("L5.9")
def test_who_chose_to_be_celebrated_appears_to_the_chair_while_chips_are_given(
    circle: Circle, as_member: Browser
) -> None:
    evening = an_evening(circle, circle.moderator, CHIPS)
    address = f"/sittings/{evening.sitting_id}/celebration"
    chosen = {"celebration": "90 days", "on": "yes"}
    assert as_member(circle.regular).post(address, data=chosen).status_code == 303
    assert seen_by(circle.moderator, evening) == []  # not before its time
    operations.next_phase(circle.moderator.id, evening.room_id)
    assert seen_by(circle.moderator, evening) == [(circle.regular.handle, "90 days")]
    assert seen_by(circle.other, evening) == []
    assert seen_by(circle.regular, evening) == []
    operations.next_phase(circle.moderator.id, evening.room_id)
    assert seen_by(circle.moderator, evening) == []


def seen_by(person: Person, evening: Evening) -> list[tuple[str, str]]:
    """Who is celebrated, as somebody finds it."""
    db.session.rollback()
    found = queries.celebrations_for(person.id, evening.sitting_id)
    return [(each.handle, each.words) for each in found]


@law("L5.9")
def test_nobody_is_looked_up(circle: Circle) -> None:
    evening = in_chips(circle, circle.moderator)
    clock.move(clock.timedelta(minutes=1))
    assert seen_by(circle.moderator, evening) == []


@law("L5.9")
def test_it_can_be_changed_and_taken_back(circle: Circle, as_member: Browser) -> None:
    evening = in_chips(circle, circle.moderator)
    browser, address = as_member(circle.regular), f"/sittings/{evening.sitting_id}/celebration"
    for words in ("30 days", "One month"):
        browser.post(address, data={"celebration": words, "on": "yes"})
    assert seen_by(circle.moderator, evening) == [(circle.regular.handle, "One month")]
    browser.post(address, data={"on": ""})
    assert seen_by(circle.moderator, evening) == []
    assert browser.post(address, data={"celebration": "x" * 81, "on": "yes"}).status_code == 422
    browser.post(address, data={"celebration": "", "on": "yes"})
    assert seen_by(circle.moderator, evening) == [(circle.regular.handle, "")]


@law("L5.9", "L13.2")
def test_too_many_words_are_refused_in_the_room_and_kept(
    circle: Circle, as_member: Browser
) -> None:
    evening = an_evening(circle, circle.moderator, CHIPS)
    browser, address = as_member(circle.regular), f"/sittings/{evening.sitting_id}/celebration"
    for _again in range(2):  # whoever is celebrated already may have typed in another window
        page = browser.post(address, data={"celebration": "x" * 81, "on": "yes"})
        assert page.status_code == 422
        assert 'id="box"' in page.text
        assert 'http-equiv="refresh"' not in page.text
        assert f'<a href="#beside">{LONG}</a>' in page.text
        assert f'<p class="wrong" id="celebration-wrong">{LONG}</p>' in page.text
        assert f'value="{"x" * 81}" aria-invalid="true"' in page.text
        browser.post(address, data={"celebration": "90 days", "on": "yes"})
    assert 'aria-invalid="true"' not in browser.get(f"/rooms/{evening.room_id}").text


def test_an_outsider_finds_neither_door(circle: Circle, as_member: Browser) -> None:
    evening = in_chips(circle, circle.moderator)
    browser = as_member(circle.outsider)
    assert read_along(browser, evening) == 404
    address = f"/sittings/{evening.sitting_id}/celebration"
    assert browser.post(address, data={"celebration": "90 days", "on": "yes"}).status_code == 404
    with pytest.raises(NotFound):
        queries.celebrations_for(circle.outsider.id, evening.sitting_id)


def test_whoever_leaves_takes_it_along(circle: Circle) -> None:
    evening = in_chips(circle, circle.moderator)
    operations.celebrate(circle.regular.id, evening.sitting_id, "90 days")
    groups.leave_group(circle.regular.id, circle.slug)
    assert seen_by(circle.moderator, evening) == []


def test_a_meeting_that_is_over_celebrates_nobody_any_more(circle: Circle) -> None:
    evening = in_chips(circle, circle.moderator)
    operations.end_by_itself(evening.sitting_id)
    with pytest.raises(Conflict):
        operations.celebrate(circle.regular.id, evening.sitting_id, "90 days")

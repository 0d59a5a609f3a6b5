"""The live meeting without script: forms that lead back to the room, and pages that keep what was typed (L13.2)."""

import json
import re
from pathlib import Path

import pytest

from community.meetings.broadcasts import SENTENCES
from tests.factories import Circle
from tests.laws import law
from tests.meetings.stage import Evening, an_evening, in_sharing
from tests.stage import Browser

ROOT = Path(__file__).resolve().parents[2]


def at(evening: Evening, door: str = "") -> str:
    """The address of the room, or of a door in it."""
    return f"/rooms/{evening.room_id}{door}"


@law("L5.5", "L13.2")
def test_a_hand_is_raised_and_lowered_by_form(circle: Circle, as_member: Browser) -> None:
    evening, browser = in_sharing(circle, circle.moderator), as_member(circle.regular)
    assert browser.post(at(evening, "/hand"), data={"do": "raise"}).status_code == 303
    page = browser.get(at(evening)).text
    assert "You are next" in page
    assert "Next: " + circle.regular.handle in page
    assert browser.post(at(evening, "/hand"), data={"do": "lower"}).status_code == 303
    assert "Nobody is waiting." in browser.get(at(evening)).text


@law("L5.5", "L13.2")
def test_words_in_the_box_survive_raising_a_hand(circle: Circle, as_member: Browser) -> None:
    evening, browser = in_sharing(circle, circle.moderator), as_member(circle.regular)
    page = browser.post(at(evening, "/hand"), data={"do": "raise", "body": "Hello, I am"})
    assert page.status_code == 200
    assert "Hello, I am</textarea>" in page.text
    assert 'http-equiv="refresh"' not in page.text


@law("L5.5", "L13.2")
def test_a_whole_share_by_forms(circle: Circle, as_member: Browser) -> None:
    evening = in_sharing(circle, circle.moderator)
    speaker, chair = as_member(circle.regular), as_member(circle.moderator)
    speaker.post(at(evening, "/hand"), data={"do": "raise"})
    chair.post(at(evening, "/chair"), data={"do": "call"})
    assert "It is your turn" in speaker.get(at(evening)).text
    speaker.post(at(evening, "/share"), data={"do": "answer"})
    assert "You have the floor" in speaker.get(at(evening)).text
    said = speaker.post(at(evening, "/messages"), data={"body": "Hello", "key": "key-by-form-1"})
    assert said.status_code == 303
    refused = chair.post(at(evening, "/messages"), data={"body": "But", "key": "key-by-form-2"})
    assert refused.status_code == 403
    assert "But</textarea>" in refused.text
    speaker.post(at(evening, "/share"), data={"do": "done"})
    assert "The floor is free" in speaker.get(at(evening)).text


@law("L5.7")
def test_who_is_not_in_the_chair_is_refused_and_keeps_the_words(
    circle: Circle, as_member: Browser
) -> None:
    evening = in_sharing(circle, circle.moderator)
    page = as_member(circle.regular).post(
        at(evening, "/chair"), data={"do": "thank", "body": "Well"}
    )
    assert page.status_code == 403
    assert "Whoever is in the chair does that." in page.text
    assert "Well</textarea>" in page.text


@law("L5.2", "L13.2")
def test_a_member_takes_the_chair_of_a_meeting_that_nobody_chairs(
    circle: Circle, as_member: Browser
) -> None:
    evening, browser = an_evening(circle), as_member(circle.regular)
    assert "Take the chair" not in browser.get(at(evening)).text
    evening.nobody_came()
    assert "Take the chair" in browser.get(at(evening)).text
    assert browser.post(at(evening, "/chair"), data={"do": "take"}).status_code == 303
    assert 'role="toolbar"' in browser.get(at(evening)).text


@law("L5.10", "L13.2")
def test_a_vote_by_forms(circle: Circle, as_member: Browser) -> None:
    evening = in_sharing(circle, circle.moderator)
    chair, member = as_member(circle.moderator), as_member(circle.regular)
    chair.post(at(evening, "/chair"), data={"do": "next", "after": "1"})
    chair.post(at(evening, "/chair"), data={"do": "open_vote", "words": "Shall we meet at eight?"})
    page = member.get(at(evening)).text
    assert "Shall we meet at eight?" in page
    motion = page.split('data-vote="')[-1].split('"')[0]
    voted = member.post(at(evening, "/votes"), data={"motion": motion, "choice": "yes"})
    assert voted.status_code == 303
    assert "1 has voted" in chair.get(at(evening)).text
    unclear = member.post(at(evening, "/votes"), data={"motion": motion, "choice": "perhaps"})
    assert unclear.status_code == 422


@law("L5.5")
def test_only_the_chair_sees_who_is_new(circle: Circle, as_member: Browser) -> None:
    evening = in_sharing(circle, circle.moderator)
    as_member(circle.newcomer).post(at(evening, "/hand"), data={"do": "raise"})
    assert ">newcomer<" in as_member(circle.moderator).get(at(evening, "/queue")).text
    assert ">newcomer<" not in as_member(circle.regular).get(at(evening, "/queue")).text


@law("L5.8")
def test_a_late_comer_is_told_topic_and_etiquette(circle: Circle, as_member: Browser) -> None:
    evening = in_sharing(circle, circle.moderator)
    chair = as_member(circle.moderator)
    chair.post(at(evening, "/chair"), data={"do": "topic", "topic": "Asking for help"})
    page = as_member(circle.other).get(at(evening)).text
    assert "Welcome. The meeting has begun." in page
    assert "One speaks at a time." in page
    assert "Topic: Asking for help" in page


@law("L5.7")
@pytest.mark.parametrize(
    "form",
    [
        {"do": "next", "after": "--1"},
        {"do": "reading", "reading": "--5"},
        {"do": "reading", "reading": "\u0664"},
        {"move": "call --3"},
        {"do": "mute", "minutes": "--1", "membership": "1", "reason": "Please."},
    ],
)
def test_a_number_that_is_none_is_refused_in_words(
    circle: Circle, as_member: Browser, form: dict[str, str]
) -> None:
    evening = in_sharing(circle, circle.moderator)
    refused = as_member(circle.moderator).post(at(evening, "/chair"), data=form)
    assert refused.status_code == 422
    assert "Choose one of the buttons." in refused.text


def test_what_the_browser_says_live_is_what_the_page_says(
    circle: Circle, as_member: Browser
) -> None:
    page = as_member(circle.regular).get(at(in_sharing(circle, circle.moderator))).text
    blocks = re.findall(r'<script type="application/json" data-words>(.*?)</script>', page, re.S)
    known = {name: said for block in blocks for name, said in json.loads(block).items()}
    lines = {name: said for name, said in known.items() if name.startswith("m_line_")}
    assert lines == {f"m_line_{name}": str(said) for name, said in SENTENCES.items()}
    own = [said for name, said in known.items() if name not in lines]
    assert not set(lines.values()) & {said for said in own if isinstance(said, str)}
    script = "".join(path.read_text() for path in (ROOT / "static" / "meetings").glob("*.js"))
    assert set(re.findall(r"m_line_\w+", script)) == set(lines)

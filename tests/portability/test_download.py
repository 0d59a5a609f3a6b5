"""Download my data: everything of one's own, nothing of anybody else's (L1.9)."""

import re

import pytest
from flask import Flask

from community.moderation import operations as moderation
from community.moderation.forms import ActForm
from community.rooms import operations as rooms
from community.rooms.forms import EditForm, ReactionForm
from tests.factories import Circle, a_message
from tests.forums.stage import a_topic
from tests.laws import law
from tests.portability.stage import downloaded, everything, rows
from tests.stage import Browser


@law("L1.9")
def test_a_member_takes_along_what_they_said(as_member: Browser, circle: Circle) -> None:
    seq = a_message(circle.regular, circle.room_id, "I slept well.")
    rooms.edit_message(
        circle.regular.id, circle.stream, seq, EditForm.parse({"body": "I slept badly."})
    )
    zipped = downloaded(as_member(circle.regular))
    [said] = rows(zipped, "messages")
    assert said["body"] == "I slept badly."
    assert said["place"] == "Lounge"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+Z", said["posted_at"])
    assert rows(zipped, "earlier_versions")[0]["body"] == "I slept well."
    assert "I slept badly." in zipped.read("messages.html").decode()
    assert 'href="messages.html"' in zipped.read("index.html").decode()


@law("L1.9")
def test_nothing_of_others_is_in_it(as_member: Browser, circle: Circle) -> None:
    mine = a_message(circle.regular, circle.room_id, "Good evening.")
    theirs = a_message(circle.other, circle.room_id, "I have not told anybody yet.")
    rooms.set_reaction(circle.regular.id, circle.stream, theirs, ReactionForm("with_you", True))
    rooms.set_reaction(circle.other.id, circle.stream, mine, ReactionForm("thank_you", True))
    as_member(circle.regular).post(f"/memberships/{circle.mid(circle.other)}/block")
    told = everything(downloaded(as_member(circle.regular)))
    assert "Good evening." in told
    for secret in (
        "not told anybody",
        circle.other.handle,
        str(circle.mid(circle.other)),
        str(circle.other.id),
    ):
        assert secret not in told
    assert "thank_you" not in told


@law("L1.9")
def test_what_was_written_cannot_become_markup_there(as_member: Browser, circle: Circle) -> None:
    a_message(circle.regular, circle.room_id, "<script>alert(1)</script> & <b>so</b>")
    zipped = downloaded(as_member(circle.regular))
    pages = [zipped.read(name).decode() for name in zipped.namelist() if name.endswith(".html")]
    assert not any("<script" in page or "<b>" in page for page in pages)
    assert any("&lt;script&gt;" in page for page in pages)


@law("L1.9")
def test_topics_and_the_account_are_in_it_and_secrets_are_not(
    app: Flask, as_member: Browser, circle: Circle
) -> None:
    a_topic(circle.regular, circle, "Tea or coffee")
    browser = as_member(circle.regular)
    zipped = downloaded(browser)
    assert rows(zipped, "topics")[0]["title"] == "Tea or coffee"
    assert rows(zipped, "account")[0]["handle"] == circle.regular.handle
    assert rows(zipped, "groups")[0]["role"] == "member"
    assert "passphrase" not in zipped.read("account.json").decode()
    assert "hash" not in everything(zipped)


@law("L1.9")
def test_a_long_history_is_whole_and_in_order(as_member: Browser, circle: Circle) -> None:
    for number in range(1_100):
        a_message(circle.regular, circle.room_id, f"Line {number}.")
    said = [row["body"] for row in rows(downloaded(as_member(circle.regular)), "messages")]
    assert said == [f"Line {number}." for number in range(1_100)]


@law("L1.9")
def test_a_stranger_gets_the_door(app: Flask) -> None:
    stranger = app.test_client()
    assert stranger.post("/you/data").status_code == 401
    assert "/sign-in" in stranger.get("/you/data").location


@law("L1.9")
def test_the_page_names_what_is_in_it(as_member: Browser, circle: Circle) -> None:
    page = as_member(circle.newcomer).get("/you/data").text
    assert "What you said" in page
    assert 'href="/you/data"' in as_member(circle.newcomer).get("/you").text


@law("L1.9")
@pytest.mark.usefixtures("limits_stand")
@pytest.mark.environment(HEARTH_RATE_LIMITS="on")
def test_it_can_be_had_again_but_not_all_the_time(as_member: Browser, circle: Circle) -> None:
    browser = as_member(circle.regular)
    answers = [browser.post("/you/data").status_code for _time in range(7)]
    assert answers == [200] * 6 + [429]
    assert as_member(circle.other).post("/you/data").status_code == 200


@law("L1.9")
def test_who_left_or_was_banned_still_takes_their_words_along(
    as_member: Browser, circle: Circle
) -> None:
    a_message(circle.regular, circle.room_id, "I slept well.")
    a_message(circle.other, circle.room_id, "So did I.")
    as_member(circle.other).post(f"/groups/{circle.slug}/departure")
    why = ActForm("Please let others finish.", None)
    moderation.ban_person(circle.moderator.id, circle.mid(circle.regular), why)
    banned = downloaded(as_member(circle.regular))
    assert rows(banned, "messages")[0]["body"] == "I slept well."
    assert "Please let others finish." in rows(banned, "statements")[0]["statement"]
    assert rows(downloaded(as_member(circle.other)), "messages")[0]["body"] == "So did I."

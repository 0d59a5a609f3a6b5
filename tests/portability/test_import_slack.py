"""A Slack workspace's public channels become rooms for reading, in Hearth's own words."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from community.extensions import db
from community.portability.importing.models import Claim
from community.portability.importing.mrkdwn import Called, markdown_of
from community.rooms.models import KEPT, Message, Room
from community.text import render
from tests.factories import Circle
from tests.portability.brought import (
    CHANNEL,
    DAY,
    USERS,
    a_workspace,
    a_zip,
    brought_in,
    counts,
    everything,
    said,
    the_room,
    words_in,
)

LEFT_OUT = "Joins, topics, bots and other things that nobody said were left out."


def test_a_channel_becomes_a_room_and_threads_become_answers(
    app: Flask, circle: Circle, tmp_path: Path
) -> None:
    lines = brought_in(app, a_workspace(tmp_path), circle.slug)
    assert lines[:3] == [
        counts(2, added=2), "Rooms added: 1", "Writers added, each under a pseudonym: 2",
    ]  # fmt: skip
    assert f"Once (evenings/2019-02-12.json): {LEFT_OUT}" in lines
    (one, first, _none), (_two, second, answers) = words_in(the_room().id)
    assert (first, second, answers) == ("Good evening.", f"It was **hard** today, {one}.", 1)
    posted = [f"{each.posted_at:%Y-%m-%d %H:%M:%S}" for each in db.session.query(Message)]
    assert posted == ["2019-02-12 19:33:20", "2019-02-12 19:34:20"]


def test_the_room_is_for_reading_and_kept_until_somebody_sets_a_time(
    app: Flask, circle: Circle, tmp_path: Path
) -> None:
    lines = brought_in(app, a_workspace(tmp_path), circle.slug)
    assert "The rooms are for reading, and kept until an administrator sets a time." in lines
    room = the_room()
    assert (room.read_only_since is not None, room.keep_days) == (True, KEPT)
    assert room.about == "Ask someone & others"
    assert db.session.get_one(Room, circle.room_id).keep_days is None


def test_a_second_run_changes_nothing_also_from_a_newer_export(
    app: Flask, circle: Circle, tmp_path: Path
) -> None:
    brought_in(app, a_workspace(tmp_path), circle.slug)
    before = everything()
    again = tmp_path / "later export.zip"
    again.write_bytes((tmp_path / "export.zip").read_bytes())
    assert brought_in(app, again, circle.slug)[-1] == "Nothing new: nothing was changed."
    assert everything() == before
    more = {"evenings/2019-02-13.json": [said("1550090000.1", "U2", "And today?")]}
    newer = a_workspace(tmp_path, **more)
    assert brought_in(app, newer, circle.slug)[0] == counts(3, added=1, known=2)


def test_of_real_names_nothing_is_kept(app: Flask, circle: Circle, tmp_path: Path) -> None:
    named = said("1550000500.1", user_profile={"real_name": "Rosalind Franklin"})
    brought_in(app, a_workspace(tmp_path, *DAY, named), circle.slug)
    whole = str(everything())
    assert not [told for told in ("Rosalind", "rosalind@old", "tobias", "U024") if told in whole]
    hashed = [bool(claim.address_hash) for claim in db.session.query(Claim)]
    assert sorted(hashed) == [False, True]


def test_private_channels_and_messages_are_not_looked_at(
    app: Flask, circle: Circle, tmp_path: Path
) -> None:
    secret = {
        "groups.json": [{"id": "G1", "name": "board"}],
        "board/2019-02-12.json": [said("1550000001.1", text="Private.")],
        "dms.json": [{"id": "D1", "members": ["U1", "U2"]}],
        "D1/2019-02-12.json": [said("1550000002.1", text="Secret.")],
    }
    lines = brought_in(app, a_workspace(tmp_path, **secret), circle.slug)
    told = (
        "2 times (groups.json, dms.json): Private channels and direct messages were not looked at."
    )
    assert told in lines
    assert db.session.query(Message).count() == 2


@pytest.mark.parametrize(
    "message",
    [
        said("1550000100.1", subtype="channel_topic"),
        said("1550000100.1", subtype="bot_message"),
        said("1550000100.1", subtype="tombstone"),
        said("1550000100.1", "UB"),
        said("1550000100.1", "USLACKBOT"),
        {"type": "message", "ts": "1550000100.1", "bot_id": "B1", "text": "Beep"},
        said("1550000100.1", text="", files=[{"id": "F1"}]),
        said("1550000100.1", text="<@U1> uploaded a file: <https://x|y>", subtype="file_share"),
        said("1550000100.1", user=None),
        said("1550000100.1", type="reaction"),
        "nonsense",
        ["nonsense"],
    ],
)
def test_what_nobody_said_is_left_out_and_counted(
    app: Flask, circle: Circle, tmp_path: Path, message: Any
) -> None:
    lines = brought_in(app, a_workspace(tmp_path, *DAY[:2], message), circle.slug)
    assert lines[0] == counts(2, added=2)
    assert lines[3].startswith("Once (evenings/2019-02-12.json): ")


@pytest.mark.parametrize("ts", ["", "soon", "-5", "0x1", "1e400", "nan", "99999999999.1", None])
def test_a_message_without_a_usable_time_is_refused(
    app: Flask, circle: Circle, tmp_path: Path, ts: Any
) -> None:
    lines = brought_in(app, a_workspace(tmp_path, *DAY[:2], {**DAY[0], "ts": ts}), circle.slug)
    assert lines[0] == counts(2, added=2, refused=1)


def test_threads_in_a_circle_and_without_a_beginning_are_no_answers(
    app: Flask, circle: Circle, tmp_path: Path
) -> None:
    day = [
        said("1550000000.1", thread_ts="1550000001.1"), said("1550000001.1", "U2", thread_ts="1550000000.1"),
        said("1550000002.1", thread_ts="1540000000.1"), said("1550000003.1", thread_ts=["x"]),
        said("1550000003.1", text="The same moment again."),
    ]  # fmt: skip
    lines = brought_in(app, a_workspace(tmp_path, *day), circle.slug)
    assert [answers for _who, _words, answers in words_in(the_room().id)] == [None, 1, None, None]
    assert any(line.startswith("3 times (evenings): What it answers") for line in lines)


def test_an_export_that_was_packed_anew_is_read_too(
    app: Flask, circle: Circle, tmp_path: Path
) -> None:
    files = {
        "mine/users.json": USERS, "mine/channels.json": [CHANNEL, {"id": "C2", "name": "empty"}, 5, {"id": "C3"}],
        "mine/evenings/2019-02-12.json": DAY, "__MACOSX/mine/channels.json": "x",
    }  # fmt: skip
    lines = brought_in(app, a_zip(tmp_path, files), circle.slug)
    assert lines[0] == counts(2, added=2)
    assert "Once (empty): Channels in which nobody wrote were left out." in lines


CALLED = Called({"U1": "Former writer 1"}, {"C1": "evenings"})


@pytest.mark.parametrize(
    ("slack", "markdown"),
    [
        ("*hard* and _soft_ and ~gone~", "**hard** and _soft_ and ~gone~"),
        ("2*3*4 * 5", "2*3*4 * 5"),
        ("a*b* *c", "a*b* *c"),
        ("<@U1> and <@U9|tobias>", "Former writer 1 and someone"),
        ("<#C1> <#C9|other>", "#evenings #other"),
        ("<!here> <!subteam^S1|@team> <!date^1^{date}|today>", "@here @team today"),
        ("<https://a.example/b?c=1&amp;d=2>", "https://a.example/b?c=1&d=2"),
        ("<https://a.example|see [this]>", r"[see \[this\]](<https://a.example>)"),
        ("*<https://a.example|bold>*", "**[bold](<https://a.example>)**"),
        ("<mailto:a@b.example|a@b.example>", "a@b.example"),
        ("<https://x.slack.com/files/U1/F1/a.js|a file>", "a file"),
        ("<https://x.slack.com/team/U1>", "…"),
        ("<javascript:alert(1)|x> <file:///etc>", "x file:///etc"),
        ("1 &lt; 2 &amp;&amp; &lt;b&gt;", "1 < 2 && <b>"),
        ("&amp;lt;", "&lt;"),
        ("`*not bold* &lt;`", "`*not bold* <`"),
        ("see ```*a* = <https://a.example>```", "see \n```\n*a* = https://a.example\n```\n"),
        ("``` and *b*", "``` and **b**"),
        ("<", "<"),
        ("\ue000<@U1>", "Former writer 1"),
    ],
)
def test_slacks_signs_become_markdown(slack: str, markdown: str) -> None:
    assert markdown_of(slack, CALLED) == markdown


def test_no_sign_of_slacks_becomes_a_link_that_leads_anywhere_else(app: Flask) -> None:
    for wild in (
        "<https://a.example/>|x](javascript:alert(1))>", "<https://x@evil.example|bank>",
        "<https://a.example/|x](<https://evil.example>)>", "&lt;script&gt;alert(1)&lt;/script&gt;",
    ):  # fmt: skip
        shown = str(render(markdown_of(wild, CALLED)))
        assert "<script" not in shown
        assert 'href="javascript' not in shown
        assert 'href="https://evil' not in shown

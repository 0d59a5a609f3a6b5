"""What two people say in a private room is in the database only sealed (L4.9)."""

import ast
import random
import re
from pathlib import Path

import pytest
import sqlalchemy as sa

from community.errors import Conflict, Forbidden
from community.extensions import db
from community.jobs import run_due
from community.moderation.models import Held, Mark
from community.operations import operation
from community.portability import operations as leaving
from community.rooms import queries
from community.rooms.forms import RemovalForm
from community.rooms.models import PRIVATE, Message, MessageVersion
from community.rooms.operations import (
    move_messages,
    open_seated_room,
    remove_message,
)
from community.rooms.operations.landing import Said, land_messages
from community.text import clean_body
from tests.factories import Circle, a_message, a_room
from tests.laws import law
from tests.members.answering import told
from tests.moderation.test_watching import a_rule
from tests.portability.stage import downloaded, rows
from tests.rooms.private import BEFORE, WORDS, a_private_room, edit, kept, remove, rows_of, tamper
from tests.stage import Browser, Live
from tests.wire import until


@law("L4.9")
def test_the_two_read_it_and_the_database_does_not(
    circle: Circle, as_member: Browser, live: Live
) -> None:
    room_id = a_private_room(circle)
    listener = live(circle.other)
    assert listener.call("join", stream=f"room:{room_id}")["ok"]
    seq = a_message(circle.regular, room_id, BEFORE)
    edit(circle.regular, room_id, seq, WORDS)
    until(lambda: len(listener.entries()) == 2)
    assert "ochre" in listener.entries()[0]["data"]["html"]
    assert "zephyrine" in listener.entries()[1]["data"]["html"]
    for address in (f"/rooms/{room_id}", f"/rooms/{room_id}/messages/{seq}"):
        assert WORDS in as_member(circle.other).get(address).text
    [message], [version] = rows_of(room_id), queries.versions_of(room_id, seq)
    assert (message.body, version.body) == (WORDS, BEFORE)
    assert (message.plain, version.plain) == ("", "")
    assert b"zephyrine" not in kept()
    assert b"ochre" not in kept()


@law("L4.9")
def test_what_is_said_to_the_group_is_kept_as_it_is(circle: Circle) -> None:
    a_message(circle.regular, circle.room_id, WORDS)
    [message] = rows_of(circle.room_id)
    assert (message.plain, message.sealed) == (WORDS, "")


@law("L4.9")
def test_words_put_in_another_place_open_nothing_there(circle: Circle, as_member: Browser) -> None:
    here, elsewhere = a_private_room(circle), a_private_room(circle)
    for room_id in (here, elsewhere):
        a_message(circle.regular, room_id, WORDS)
    second = a_message(circle.regular, here, BEFORE)
    first, other = rows_of(here)
    for room_id, seq in ((here, second), (elsewhere, 1), (circle.room_id, 1)):
        if room_id == circle.room_id:
            a_message(circle.regular, circle.room_id, "Good evening.")
        there = sa.and_(Message.stream_id == room_id, Message.seq == seq)
        tamper(sa.update(Message).where(there).values(sealed=first.sealed))
        assert WORDS not in as_member(circle.regular).get(f"/rooms/{room_id}/messages/{seq}").text
    assert other.seq == second


@law("L4.9")
def test_any_text_comes_back_as_it_was_said(circle: Circle) -> None:
    room_id, seed = a_private_room(circle), random.randrange(2**32)
    dice = random.Random(seed)
    signs = [chr(code) for code in (*range(33, 127), 0xE9, 0x5D0, 0x645, 0x1F30A, 0x4E2D, 0x200F)]
    for _time in range(40):
        first, second = (
            clean_body(f"{''.join(dice.choices(signs, k=dice.randint(1, 400)))}.", 4000)
            for _both in "ab"
        )
        seq = a_message(circle.regular, room_id, first)
        assert queries.message_in(room_id, seq).body == first, seed
        edit(circle.regular, room_id, seq, second)
        [version] = queries.versions_of(room_id, seq)
        assert (version.body, queries.message_in(room_id, seq).body) == (first, second), seed
    longest = a_message(circle.other, room_id, "\N{WATER WAVE}" * 4000)
    assert queries.message_in(room_id, longest).body == "\N{WATER WAVE}" * 4000


@law("L4.9", "L1.9")
def test_their_author_takes_them_along_and_nobody_elses(circle: Circle, as_member: Browser) -> None:
    room_id = a_private_room(circle)
    edit(circle.regular, room_id, a_message(circle.regular, room_id, BEFORE), WORDS)
    a_message(circle.other, room_id, "And I of nothing.")
    mine = downloaded(as_member(circle.regular))
    assert [row["body"] for row in rows(mine, "messages")] == [WORDS]
    assert rows(mine, "messages")[0].keys() & {"sealed", "stream_id", "plain"} == set()
    assert [row["body"] for row in rows(mine, "earlier_versions")] == [BEFORE]


@law("L4.9", "L1.9")
def test_what_is_removed_or_forgotten_leaves_no_seal(circle: Circle) -> None:
    room_id = a_private_room(circle)
    for person in (circle.regular, circle.other):
        edit(person, room_id, a_message(person, room_id, BEFORE), WORDS)
    remove(circle.regular, room_id, 1)
    leaving.erase_member(-2, circle.other.handle, False)
    while run_due():
        pass
    assert [(row.plain, row.sealed) for row in rows_of(room_id)] == [("", "")] * 2
    assert db.session.query(MessageVersion).count() == 0


@law("L4.9", "L4.1")
def test_nothing_is_moved_or_brought_into_it_or_out(circle: Circle) -> None:
    room_id, kitchen = a_private_room(circle), a_room(circle.slug)
    a_message(circle.regular, room_id, WORDS)
    a_message(circle.regular, kitchen, "Good evening.")
    for source, target in ((room_id, kitchen), (kitchen, room_id)):
        with pytest.raises(Conflict, match="private room"):
            operation(move_messages)(source, target)
    line = Said(room_id, 2, circle.mid(circle.regular), WORDS, rows_of(room_id)[0].posted_at)
    with pytest.raises(Conflict, match="private room"):
        land_messages([line])
    assert len(rows_of(room_id)) == 1


@law("L4.9", "L8.1")
def test_a_moderator_who_is_one_of_the_two_has_no_office_there(
    circle: Circle, as_member: Browser
) -> None:
    two = [circle.mid(circle.regular), circle.mid(circle.moderator)]
    room_id = open_seated_room(circle.regular.id, circle.group_id, "For two", PRIVATE, two)
    edit(circle.regular, room_id, a_message(circle.regular, room_id, BEFORE), WORDS)
    page = as_member(circle.moderator).get(f"/rooms/{room_id}/messages/1").text
    assert WORDS in page
    assert BEFORE not in page
    assert as_member(circle.moderator).get(f"/rooms/{room_id}/settings").status_code == 403
    with pytest.raises(Forbidden):
        remove_message(circle.moderator.id, f"room:{room_id}", 1, RemovalForm.parse({}))


@law("L4.9")
def test_a_rule_is_never_tried_on_what_was_said_there(circle: Circle) -> None:
    room_id = a_private_room(circle)
    seq = a_message(circle.regular, room_id, WORDS)
    assert queries.heard_in(room_id, [seq])[seq].body == ""
    here = sa.select(sa.literal(room_id))
    heard = list(queries.history_of(here, rows_of(room_id)[0].posted_at))
    assert [one.body for batch in heard for one in batch] == [""]


@law("L4.9", "L4.1")
def test_whoever_is_named_there_hears_of_it_only_if_they_may_read(circle: Circle) -> None:
    room_id = a_private_room(circle)
    a_message(
        circle.regular, room_id, f"@{circle.newcomer.handle} and @{circle.other.handle}: zephyrine."
    )
    assert told(circle.newcomer) == []
    assert told(circle.other) == ["message_mentioned"]
    assert b"zephyrine" not in kept()


@law("L4.9", "L8.6")
def test_nothing_said_there_waits_or_is_marked(circle: Circle) -> None:
    for action in ("hold", "flag"):
        a_rule(circle, action, "zephyrine lanterns")
    two = [circle.mid(circle.regular), circle.mid(circle.newcomer)]
    room_id = open_seated_room(circle.regular.id, circle.group_id, "For two", PRIVATE, two)
    for person in (circle.newcomer, circle.regular):
        assert a_message(person, room_id, WORDS)
    assert [row.body for row in rows_of(room_id)] == [WORDS, WORDS]
    assert db.session.query(Held).count() == db.session.query(Mark).count() == 0


@law("L4.9")
def test_one_place_alone_touches_the_columns() -> None:
    names_of = ("worded", "personal", "operations/forgetting", "queries/messages")
    known = {f"community/rooms/{name}.py" for name in names_of}
    for path in Path("community").rglob("*.py"):
        text = path.read_text()
        if not re.search(r"rooms\.models import[^)]*\bMessage", text):
            continue
        names = {node.attr for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Attribute)}
        assert "plain" not in names or str(path) in known, path

"""The key of private rooms is changed while people talk, and missed when it is gone (L4.9)."""

from functools import partial

import pytest
import sqlalchemy as sa
from flask import Flask

from community import resealing, vault
from community.config import Config
from community.errors import Conflict
from community.rooms.models import Message
from tests.factories import Circle, a_message
from tests.laws import law
from tests.moderation.desk import case_of, report
from tests.portability.stage import downloaded, rows
from tests.races import at_once, on_both
from tests.rooms.private import BEFORE, WORDS, a_private_room, edit, remove, rows_of, tamper
from tests.stage import Browser


@pytest.fixture
def keyless(app: Flask, circle: Circle, config: Config) -> int:
    """A private room in which something was said before the key was lost."""
    room_id = a_private_room(circle)
    a_message(circle.regular, room_id, WORDS)
    (config.instance / "keys" / "words").unlink()
    config.sealing_keys("words")
    vault.look_again()
    return room_id


@law("L4.9")
@on_both
def test_a_new_key_while_they_go_on_talking(app: Flask, circle: Circle, database: str) -> None:
    room_id, said = a_private_room(circle), [f"Line {number} of ours." for number in range(40)]
    for body in said[:20]:
        edit(circle.regular, room_id, a_message(circle.regular, room_id, BEFORE), body)
    old = rows_of(room_id)[0].sealed
    talk = [partial(a_message, circle.other, room_id, body) for body in said[20:]]
    changes = [partial(edit, circle.regular, room_id, 2 * n + 1, f"Anew {n}.") for n in range(5)]
    done = at_once(app, *talk[:10], resealing.rotate, *changes, *talk[10:])
    assert not [each for each in done if isinstance(each, Exception)]
    resealing.forget_old()
    assert sorted(row.body for row in rows_of(room_id)) == sorted(
        [f"Anew {n}." for n in range(5)] + said[5:]
    )
    assert resealing.kept() == (65, 0)
    with pytest.raises(vault.Broken):
        vault.unseal(old, f"message:{room_id}/1")


@law("L4.9")
def test_a_change_of_key_that_was_cut_off_is_ended_by_the_next(
    circle: Circle, monkeypatch: pytest.MonkeyPatch
) -> None:
    room_id = a_private_room(circle)
    for number in range(5):
        a_message(circle.regular, room_id, f"Line {number}.")
    monkeypatch.setattr(resealing, "BATCH", 2)
    third, it = rows_of(room_id)[2].sealed, sa.update(Message).where(Message.seq == 3)
    tamper(it.values(sealed="gAAA"))
    with pytest.raises(vault.Broken):
        resealing.rotate()
    tamper(it.values(sealed=third))
    with pytest.raises(vault.Broken):
        resealing.forget_old()
    assert resealing.rotate() == 5
    resealing.forget_old()
    assert [row.body for row in rows_of(room_id)] == [f"Line {n}." for n in range(5)]


@law("L4.9")
def test_another_process_seals_with_the_newest_key_at_once(circle: Circle, config: Config) -> None:
    room_id = a_private_room(circle)
    a_message(circle.regular, room_id, WORDS)
    config.add_sealing_key("words")  # elsewhere
    a_message(circle.regular, room_id, WORDS)
    vault.must_open(vault.newest(), rows_of(room_id)[1].sealed)


@law("L4.9")
def test_keys_that_are_known_hold_while_their_file_is_away(circle: Circle, config: Config) -> None:
    room_id = a_private_room(circle)
    a_message(circle.regular, room_id, WORDS)
    (config.instance / "keys" / "words").rename(config.instance / "put-aside")
    a_message(circle.regular, room_id, WORDS)
    tamper(sa.update(Message).where(Message.seq == 1).values(sealed="gAAA"))
    assert [row.opened for row in rows_of(room_id)] == [None, WORDS]
    with pytest.raises(vault.Broken):
        resealing.rotate()
    assert not (config.instance / "keys" / "words").exists()


@law("L4.9")
def test_without_the_key_the_page_says_so_and_everything_else_goes_on(
    circle: Circle, keyless: int, as_member: Browser
) -> None:
    reader, shut = as_member(circle.regular), "These words cannot be opened now."
    a_message(circle.other, keyless, "We go on.")
    page = reader.get(f"/rooms/{keyless}").text
    assert shut in page
    assert "We go on." in page
    line = reader.get(f"/rooms/{keyless}/messages/1").text
    assert shut in line
    assert "Save" not in line
    with pytest.raises(Conflict, match="cannot be opened"):
        edit(circle.regular, keyless, 1, "Anew.")
    assert shut in rows(downloaded(reader), "messages")[0]["body"]
    assert case_of(report(circle.other, f"room:{keyless}/1")).private
    assert "One line cannot be opened" in reader.get(f"/rooms/{keyless}/search?q=lantern").text
    remove(circle.regular, keyless, 1)
    assert shut not in reader.get(f"/rooms/{keyless}").text

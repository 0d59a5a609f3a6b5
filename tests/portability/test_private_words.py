"""A site with a thousand lines of private rooms: no copy of it holds one of their words without the key (L4.9)."""

import random
import string
from pathlib import Path

import pytest
from flask import Flask

from community import create_app, resealing
from community.config import Config
from community.journal import verify
from community.portability.backup.making import make, make_key
from community.portability.backup.restoring import restore
from community.portability.backup.sealing import unseal
from community.rooms import queries
from community.rooms.forms import MessageForm
from community.rooms.operations import post_message
from tests.factories import Circle, a_message
from tests.laws import law
from tests.members.answering import a_lead
from tests.moderation.desk import report
from tests.portability import test_backup, test_doctor
from tests.portability.test_doctor import Asking, said_of
from tests.rooms.private import a_private_room, edit, kept, remove
from tests.test_migrations import shut

LINES = 1_000

elsewhere, hearth = test_backup.elsewhere, test_doctor.hearth


def a_rare_word(dice: random.Random) -> str:
    """A word that stands nowhere else."""
    return "".join(dice.choices(string.ascii_lowercase, k=14))


def a_year_of_talk(
    circle: Circle, dice: random.Random
) -> tuple[dict[tuple[int, int], str], set[str]]:
    """Two channels in which people speak, change, remove and report; what stands, and every word there ever was."""
    rooms, standing, words = [a_private_room(circle) for _channel in "ab"], {}, set()
    for number in range(LINES):
        room_id, who = rooms[number % 2], (circle.regular, circle.other)[number // 2 % 2]
        words.add(word := a_rare_word(dice))
        body = f"I thought of {word} today, @{circle.other.handle}."
        answered = {"reply_to": 1, "quotes": f"room:{room_id}/1"} if number % 20 == 13 else {}
        form = MessageForm.parse({"body": body, "key": f"year-{number:05}", **answered})
        seq = post_message(who.id, f"room:{room_id}", form).seq
        standing[room_id, seq] = body
        if number % 10 == 3:
            words.add(word := a_rare_word(dice))
            edit(who, room_id, seq, f"Of {word}, rather.")
            standing[room_id, seq] = f"Of {word}, rather."
        if number % 50 == 7:
            other = circle.other if who is circle.regular else circle.regular
            report(other, f"room:{room_id}/{seq}", words=f"About {word}.")
        if number % 25 == 7:
            remove(who, room_id, seq)
            standing[room_id, seq] = ""
    return standing, words


def none_of(words: set[str], there: bytes) -> bool:
    """None of the words is in it, however its letters are written down."""
    forms = [there, there.lower(), there.replace(b"\x00", b"")]
    return not any(word.encode() in form for word in words for form in forms)


@law("L4.9")
def test_no_copy_holds_a_word_and_with_the_key_all_come_back(
    app: Flask,
    circle: Circle,
    config: Config,
    elsewhere: Config,
    tmp_path: Path,
) -> None:
    a_lead()
    seed = random.randrange(2**32)
    standing, words = a_year_of_talk(circle, random.Random(seed))
    a_message(circle.regular, circle.room_id, "Lanternwood is in the lounge.")
    assert len(words) == LINES * 11 // 10
    for _key in ("the first", "another"):
        assert b"Lanternwood" in kept(), "what is searched is where words are kept"
        assert none_of(words, kept()), seed
        resealing.rotate()
    resealing.forget_old()
    assert verify() is None
    key = make_key(config)
    make(config, test_backup.VERSION, tmp_path / "one.age")
    with (tmp_path / "one.tar").open("wb") as into:
        unseal(tmp_path / "one.age", into, key)
    assert none_of(words, (tmp_path / "one.age").read_bytes()), seed
    assert none_of(words, (tmp_path / "one.tar").read_bytes()), seed
    restore(elsewhere, create_app, tmp_path / "one.age", key)
    there = create_app(elsewhere)
    with there.app_context():
        for (room_id, seq), body in standing.items():
            assert queries.message_in(room_id, seq).body == body
        assert verify() is None
        shut(there)


@law("L4.9", "L12.2")
@pytest.mark.sqlite
def test_the_doctor_asks_for_a_copy_of_the_key_and_misses_a_lost_one(
    hearth: Asking,
    config: Config,
    circle: Circle,
    tmp_path: Path,
) -> None:
    config.instance.chmod(0o700)
    assert said_of("private rooms", hearth("doctor")[1]) == []
    a_message(circle.regular, a_private_room(circle))
    assert said_of("private rooms", hearth("doctor")[1])[0].startswith("see to")
    assert hearth("backup", str(tmp_path / "one.age"))[0] == 0
    assert said_of("private rooms", hearth("doctor")[1])[0].startswith("ok")
    resealing.rotate()
    assert said_of("private rooms", hearth("doctor")[1])[0].startswith("see to")
    assert said_of("sealed", hearth("doctor")[1]) == [
        "ok      sealed: All 1 things that are kept sealed open."
    ]
    (config.instance / "keys" / "words").unlink()
    code, said = hearth("doctor")
    assert code == 1
    assert "There is no keys/words" in said_of("keys", said)[0]
    assert said_of("sealed", said)[0].startswith("WRONG   sealed: 1 of 1 things open with no key")

"""The passphrase: strong enough, checked without stopping the house."""

import math
import time
from collections.abc import Callable

import gevent
import pytest

from community.members import passphrases
from community.members.words import LEFT_OUT, plain_words
from tests.laws import law

TRIED_FIRST = """
password1234
qwertyuiop[]
123456789012
aaaaaaaaaaaaaaaa
kestrel kestrel
kestrel-harbour-street
Kestrel_Kestrel_9
One day at a time
correcthorsebatterystaple
"""
STRONG = "tablet ship reggae cradle"


@law("L1.1")
def test_a_suggestion_is_four_words_that_nobody_can_guess() -> None:
    assert len(passphrases.suggestion().split()) == 4
    assert 4 * math.log2(len(plain_words())) >= 44
    for _draw in range(100):
        offered = passphrases.suggestion()
        assert passphrases.check(offered, "kestrel", "Hearth") == offered


def test_no_word_is_handed_out_that_would_hurt_here() -> None:
    assert {"opium", "junkie", "poison", "rehab"} <= set(LEFT_OUT.split())
    assert set(plain_words()).isdisjoint(LEFT_OUT.split())


@law("L1.1")
@pytest.mark.parametrize("typed", ["ship reggae", "x" * 201, ""])
def test_the_length_is_told_in_numbers(typed: str) -> None:
    with pytest.raises(ValueError, match=rf"12 to 200 characters; this has {len(typed)}\."):
        passphrases.check(typed, "kestrel", "Harbour Street")


@law("L1.1")
@pytest.mark.parametrize("typed", TRIED_FIRST.strip().splitlines())
def test_what_anybody_would_try_first_is_refused_with_advice(typed: str) -> None:
    with pytest.raises(ValueError, match="guessed soon") as refusal:
        passphrases.check(typed, "kestrel", "Harbour Street")
    assert typed not in str(refusal.value)


def test_a_passphrase_that_is_a_good_one_is_kept_to_the_letter() -> None:
    assert passphrases.check(f" {STRONG} ", "kestrel", "Hearth") == f" {STRONG} "
    with pytest.raises(ValueError, match="cannot be typed again"):
        passphrases.check(f"{STRONG}\x00", "kestrel", "Hearth")


def test_judging_the_longest_passphrase_stops_nobody_for_long() -> None:
    slow = "".join(chr(33 + at * 37 % 90) for at in range(200))
    started = time.process_time()
    passphrases.check(slow, "kestrel", "Hearth")
    assert time.process_time() - started < 0.25


@law("L1.1")
def test_only_the_same_passphrase_opens() -> None:
    stored = passphrases.hash_passphrase(STRONG)
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert len(stored) <= 200
    assert passphrases.verify(stored, STRONG)
    assert not passphrases.verify(stored, STRONG + " ")
    assert not passphrases.verify("no hash", STRONG)
    assert not passphrases.verify(stored, "\ud800" * 1_000)


def test_another_keyboard_opens_the_same_door() -> None:
    stored = passphrases.hash_passphrase("caf\u00e9 reggae cradle")
    assert passphrases.verify(stored, "cafe\u0301\u00a0reggae cradle")


def test_a_handle_that_nobody_has_costs_the_same_and_never_opens() -> None:
    stored = passphrases.hash_passphrase(STRONG)
    known = fastest(lambda: passphrases.verify(stored, "x" * 20))
    unknown = fastest(lambda: passphrases.verify_nobody("x" * 20))
    assert not passphrases.verify_nobody(STRONG)
    assert 0.4 < unknown / known < 2.5


def fastest(act: Callable[[], object]) -> float:
    times = []
    for _attempt in range(5):
        started = time.perf_counter()
        act()
        times.append(time.perf_counter() - started)
    return min(times)


def test_hashing_lets_everybody_else_go_on() -> None:
    beats: list[float] = []

    def heart() -> None:
        while True:
            beats.append(time.perf_counter())
            gevent.sleep(0.001)

    beating = gevent.spawn(heart)
    gevent.joinall([gevent.spawn(passphrases.hash_passphrase, STRONG) for _person in range(5)])
    beating.kill()
    assert len(beats) > 10


def test_an_older_hash_is_made_again() -> None:
    assert not passphrases.needs_rehash(passphrases.hash_passphrase(STRONG))
    assert passphrases.needs_rehash("$argon2id$v=19$m=8192,t=1,p=1$c29tZXNhbHQ$" + "A" * 43)
    assert passphrases.needs_rehash("something else")

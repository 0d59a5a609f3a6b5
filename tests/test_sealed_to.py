"""Sealing to a key whose other half is elsewhere."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community.sealed_to import (
    as_typed,
    check_word,
    fingerprint,
    new_pair,
    open_with,
    public_half,
    seal_to,
)

CASE = "case:77"
WORDS = b"What she told us, exactly as she said it."


@given(st.binary(max_size=5_000))
@settings(max_examples=40)
def test_what_is_sealed_opens_with_the_other_half(data: bytes) -> None:
    pair = new_pair()
    assert open_with(pair.private, seal_to(pair.public, data, CASE), CASE) == data


def test_nobody_else_opens_it() -> None:
    pair, other = new_pair(), new_pair()
    sealed = seal_to(pair.public, WORDS, CASE)
    assert WORDS not in sealed
    assert seal_to(pair.public, WORDS, CASE) != sealed
    with pytest.raises(ValueError, match="broken seal"):
        open_with(other.private, sealed, CASE)
    with pytest.raises(ValueError, match="broken seal"):
        open_with(pair.private, sealed, "case:78")


def test_one_bit_changed_anywhere_breaks_the_seal() -> None:
    pair = new_pair()
    sealed = seal_to(pair.public, WORDS, CASE)
    assert open_with(pair.private, sealed, CASE) == WORDS
    for at in range(len(sealed)):
        for bit in (0, 7):
            bent = sealed[:at] + bytes([sealed[at] ^ (1 << bit)]) + sealed[at + 1 :]
            with pytest.raises(ValueError, match="broken seal"):
                open_with(pair.private, bent, CASE)
    for short in (b"", sealed[:31], sealed[:-1]):
        with pytest.raises(ValueError, match="broken seal"):
            open_with(pair.private, short, CASE)


def test_what_was_written_down_is_read_however_it_was_written() -> None:
    pair = new_pair()
    by_hand = pair.private.lower().replace(" ", "-").replace("o", "0").replace("i", "1")
    assert public_half(by_hand) == pair.public
    assert pair.private.endswith(check_word(pair.public))
    assert as_typed(" ab1d ") == "ABID"
    assert pair.private not in repr(pair)


def test_a_slip_of_the_pen_is_noticed() -> None:
    pair = new_pair()
    letters = pair.private
    noticed = 0
    for at in (0, 7, 30, len(letters) - 1):
        wrong = letters[:at] + ("A" if letters[at] != "A" else "B") + letters[at + 1 :]
        with pytest.raises(ValueError, match="check word"):
            public_half(wrong)
        noticed += 1
    assert noticed == 4
    for wrong in ("", "ABCD", letters + " ABCD", letters.replace(letters[0], "!")):
        with pytest.raises(ValueError, match="key"):
            public_half(wrong)


def test_fingerprints_tell_keys_apart() -> None:
    one, two = new_pair(), new_pair()
    assert fingerprint(one.public) != fingerprint(two.public)
    assert len(fingerprint(one.public)) == 19

"""Recovery codes: ten of them, each typed from paper on a bad day."""

import math

import pytest

from community.members import codes
from community.members.words import plain_words
from tests.laws import law

KEY = b"k" * 32


@law("L1.2")
def test_ten_different_codes_are_given() -> None:
    given = codes.new_codes()
    assert len({codes.fingerprint(code, KEY) for code in given}) == 10
    assert set(given).isdisjoint(codes.new_codes())


@law("L1.2")
def test_a_code_cannot_be_guessed() -> None:
    bits = codes.WORDS * math.log2(len(plain_words())) + codes.DIGITS * math.log2(8)
    assert bits >= 42


@law("L1.2")
@pytest.mark.parametrize(
    "typed",
    [
        "mole-tarn-fern-379",
        "MOLE TARN FERN 379",
        " moletarnfern379\n",
        "Mole – Tarn—Fern 379",
        "mole.tarn.fern.３７９",
    ],
)
def test_a_code_counts_however_it_is_typed(typed: str) -> None:
    assert codes.fingerprint(typed, KEY) == codes.fingerprint("mole-tarn-fern-379", KEY)


def test_what_is_stored_opens_nothing_without_the_key() -> None:
    stored = codes.fingerprint("mole-tarn-fern-379", KEY)
    assert len(stored) == 64
    assert "mole" not in stored
    assert stored != codes.fingerprint("mole-tarn-fern-379", b"o" * 32)
    assert stored != codes.fingerprint("mole-tarn-fern-378", KEY)


@pytest.mark.parametrize("typed", ["", "\x00\ud800", "🦊", "x" * 1_000_000])
def test_what_is_no_code_is_read_calmly(typed: str) -> None:
    assert len(codes.fingerprint(typed, KEY)) == 64

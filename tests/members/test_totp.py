"""The authenticator: six digits, good for a minute, once."""

import re
from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from community.members import totp
from tests.laws import law

NOW = datetime(2026, 11, 22, 20, 14, 10, tzinfo=UTC)
STEP = int(NOW.timestamp()) // 30
KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_at(moment: datetime) -> str:
    return pyotp.TOTP(KEY).at(moment)


@law("L1.5")
@pytest.mark.parametrize(("late", "step"), [(-30, STEP - 1), (0, STEP), (30, STEP + 1)])
def test_a_telephone_may_be_half_a_minute_off(late: int, step: int) -> None:
    assert totp.matching_step(KEY, code_at(NOW + timedelta(seconds=late)), NOW, None) == step


@law("L1.5")
@pytest.mark.parametrize("late", [-90, -60, 60, 90])
def test_a_code_from_another_minute_opens_nothing(late: int) -> None:
    assert totp.matching_step(KEY, code_at(NOW + timedelta(seconds=late)), NOW, None) is None


@law("L1.5")
def test_a_code_read_over_the_shoulder_opens_nothing() -> None:
    used = totp.matching_step(KEY, code_at(NOW), NOW, None)
    assert used == STEP
    assert totp.matching_step(KEY, code_at(NOW), NOW, used) is None
    earlier = code_at(NOW - timedelta(seconds=30))
    assert totp.matching_step(KEY, earlier, NOW, used) is None
    later = NOW + timedelta(seconds=30)
    assert totp.matching_step(KEY, code_at(later), later, used) == STEP + 1


def test_people_type_codes_with_gaps_and_their_own_digits() -> None:
    code = code_at(NOW)
    arabic = "".join(chr(0x0660 + int(digit)) for digit in code)
    for typed in (f"{code[:3]} {code[3:]}", f" {code[:3]}-{code[3:]} ", arabic):
        assert totp.matching_step(KEY, typed, NOW, None) == STEP


@pytest.mark.parametrize(
    "typed", ["", "12345", "abcdef", "1234567", "²" * 6, "\x00", "9" * 100_000]
)
def test_what_is_no_code_opens_nothing(typed: str) -> None:
    assert totp.matching_step(KEY, typed, NOW, None) is None
    assert totp.matching_step(KEY, code_at(NOW) + typed + "x", NOW, None) is None


@law("L1.5")
def test_a_new_key_can_be_scanned_or_typed() -> None:
    key = totp.new_key()
    assert re.fullmatch("[A-Z2-7]{32}", key)
    assert totp.new_key() != key
    assert totp.grouped(key).replace(" ", "") == key
    assert {len(group) for group in totp.grouped(key).split()} == {4}
    read = pyotp.parse_uri(totp.provisioning_uri(key, "kestrel", "Harbour: Street"))
    assert (read.secret, read.name, read.issuer) == (key, "kestrel", "Harbour Street")


def test_the_picture_of_the_key_needs_no_style() -> None:
    picture = totp.qr_code(totp.provisioning_uri(KEY, "Виктор", "Hearth"))
    assert picture.startswith('<svg viewBox="0 0 ')
    assert "style" not in picture
    assert KEY not in picture

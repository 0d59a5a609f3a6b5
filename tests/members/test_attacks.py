"""The door under attack: guessing, other sites, clocks, and what production's cookie allows."""

import re
import time

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient

from community.clock import now
from tests.factories import Person
from tests.members.door import WORDS, is_in, sign_in, with_passphrase


@pytest.mark.environment(HEARTH_RATE_LIMITS="on")
def test_the_sixth_guess_waits_and_the_owner_gets_in_afterwards(
    app: Flask, guest: FlaskClient, kestrel: Person
) -> None:
    for _guess in range(5):
        assert (
            guest.post("/sign-in", data={"handle": "kestrel", "passphrase": "a guess"}).status_code
            == 422
        )
    waiting = sign_in(guest)
    assert (waiting.status_code, is_in(guest)) == (429, False)
    assert "seconds" in waiting.text
    app.extensions["patience"].reset()
    sign_in(guest)
    assert is_in(guest)


@pytest.mark.environment(HEARTH_RATE_LIMITS="on")
def test_a_look_alike_spelling_is_counted_as_the_same_name(
    guest: FlaskClient, kestrel: Person
) -> None:
    for handle in ("kestrel", "KESTREL", "kestreI", "Kestrel", "kestre1"):
        guest.post("/sign-in", data={"handle": handle, "passphrase": "a guess"})
    assert sign_in(guest).status_code == 429


@pytest.mark.environment(HEARTH_RATE_LIMITS="on")
def test_the_authenticators_code_cannot_be_guessed_at_leisure(guest: FlaskClient) -> None:
    key = pyotp.random_base32()
    with_passphrase("kestrel", key)
    sign_in(guest)
    for guess in range(5):
        assert guest.post("/sign-in", data={"code": f"00000{guess}"}).status_code == 422
    late = guest.post("/sign-in", data={"code": pyotp.TOTP(key).at(now())})
    assert (late.status_code, is_in(guest)) == (429, False)


DOORS = ("/sign-in", "/join", "/recovery")


@pytest.mark.parametrize("address", DOORS)
@pytest.mark.parametrize(
    "told",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
    ],
)
def test_no_other_site_comes_in_for_anybody(
    guest: FlaskClient, kestrel: Person, address: str, told: dict[str, str]
) -> None:
    said = {"handle": "kestrel", "passphrase": WORDS}
    assert guest.post(address, data=said, headers=told).status_code == 403
    assert not is_in(guest)


@pytest.mark.parametrize("address", DOORS)
def test_a_form_without_its_token_does_nothing(
    app: Flask, guest: FlaskClient, kestrel: Person, address: str
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    said = {"handle": "kestrel", "passphrase": WORDS}
    for token in ({}, {"csrf_token": "forged"}):
        assert guest.post(address, data={**said, **token}).status_code == 403
    assert not is_in(guest)
    held = re.search(r'name="csrf_token" value="([^"]+)"', guest.get("/sign-in").text)
    assert held
    assert sign_in(guest, csrf_token=held[1]).status_code == 303


@pytest.mark.speed
def test_an_unknown_name_takes_as_long_as_a_known_one(guest: FlaskClient, kestrel: Person) -> None:
    def quickest(handle: str) -> float:
        return min(timed(guest, handle) for _try in range(8))

    known, unknown = quickest("kestrel"), quickest("nobody-here")
    assert abs(known - unknown) < 0.5 * max(known, unknown)


def timed(browser: FlaskClient, handle: str) -> float:
    begun = time.perf_counter()
    browser.post("/sign-in", data={"handle": handle, "passphrase": "not this one"})
    return time.perf_counter() - begun


@pytest.mark.environment(HEARTH_ORIGIN="https://hearth.example", HEARTH_RATE_LIMITS="on")
def test_in_production_the_cookie_stays_with_this_host_and_out_of_scripts(
    guest: FlaskClient, kestrel: Person
) -> None:
    said = {"handle": "kestrel", "passphrase": WORDS}
    home = {"Origin": "https://hearth.example"}
    answer = guest.post("/sign-in", data=said, base_url="https://hearth.example", headers=home)
    (cookie,) = answer.headers.getlist("Set-Cookie")
    assert cookie.startswith("__Host-hearth=")
    assert all(
        word in cookie for word in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/", "Expires=")
    )
    assert "Domain" not in cookie

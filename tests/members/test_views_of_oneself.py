"""The pages of oneself: sessions, codes, authenticator, passphrase, settings."""

import re
from datetime import timedelta

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from community import clock
from community.actors import OPERATOR
from community.clock import now
from community.extensions import db
from community.members import operations, queries
from tests.factories import Person, a_person
from tests.laws import law
from tests.members.door import OTHER_WORDS, WORDS, is_in, said_in, sign_in
from tests.stage import Browser


@law("L1.6")
def test_a_session_is_listed_and_ended_from_elsewhere(app: Flask, kestrel: Person) -> None:
    here, there = app.test_client(), app.test_client()
    sign_in(here)
    there.post(
        "/sign-in", data={"handle": "kestrel", "passphrase": WORDS},
        headers={"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"},
    )  # fmt: skip
    assert "Firefox on Linux" in here.get("/you/sessions").text
    other = next(each for each in queries.sessions_of(kestrel.id) if each.label)
    assert here.post(f"/sessions/{other.id}/revocation").status_code == 303
    assert (is_in(here), is_in(there)) == (True, False)
    assert there.get("/sign-in").headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "Clear-Site-Data" not in there.get("/sign-in").headers


@law("L1.6")
def test_whoever_was_signed_out_from_elsewhere_comes_in_again(
    app: Flask, guest: FlaskClient, kestrel: Person
) -> None:
    sign_in(guest)
    operations.revoke_session(kestrel.id, queries.sessions_of(kestrel.id)[0].id)
    app.config["WTF_CSRF_ENABLED"] = True
    held = re.search(r'name="csrf_token" value="([^"]+)"', guest.get("/sign-in").text)
    assert held
    assert sign_in(guest, csrf_token=held[1]).status_code == 303
    assert is_in(guest)


@law("L1.6")
def test_somebody_elses_session_is_not_there(
    guest: FlaskClient, kestrel: Person, as_member: Browser
) -> None:
    sign_in(guest)
    mine = queries.sessions_of(kestrel.id)[0].id
    stranger = as_member(a_person())
    missing = stranger.post("/sessions/4242/revocation")
    theirs = stranger.post(f"/sessions/{mine}/revocation")
    assert (theirs.status_code, said_in(theirs)) == (404, said_in(missing))
    assert is_in(guest)


@law("L1.2")
def test_a_code_and_a_new_passphrase_lead_back_in(
    app: Flask, guest: FlaskClient, kestrel: Person
) -> None:
    elsewhere = app.test_client()
    sign_in(elsewhere)
    said = {"handle": "kestrel", "code": kestrel.codes[3].upper(), "passphrase": OTHER_WORDS}
    assert guest.post("/recovery", data=said).status_code == 303
    assert (is_in(guest), is_in(elsewhere)) == (True, False)
    assert app.test_client().post("/recovery", data=said).status_code == 422


def test_recovering_in_ones_own_open_browser_works(guest: FlaskClient, kestrel: Person) -> None:
    sign_in(guest)
    said = {"handle": "kestrel", "code": kestrel.codes[0], "passphrase": OTHER_WORDS}
    assert guest.post("/recovery", data=said).headers["Location"] == "/you"
    assert is_in(guest)


@law("L1.5")
def test_the_authenticator_is_turned_on_with_the_key_that_was_shown(
    guest: FlaskClient, kestrel: Person
) -> None:
    sign_in(guest)
    key = shown_key(guest)
    assert shown_key(guest) == key
    wrong = guest.post("/you/authenticator", data={"code": "000000"})
    assert (wrong.status_code, shown_in(wrong.text)) == (422, key)
    guest.post("/you/authenticator", data={"code": pyotp.TOTP(key).at(now())})
    assert queries.is_staff_ready(kestrel.id)
    off = {"code": pyotp.TOTP(key).at(now() + timedelta(seconds=30))}
    assert guest.post("/you/authenticator/removal", data=off).status_code == 303
    db.session.rollback()
    assert not queries.is_staff_ready(kestrel.id)


def test_ending_the_session_that_asks_is_signing_out(guest: FlaskClient, kestrel: Person) -> None:
    sign_in(guest)
    mine = queries.sessions_of(kestrel.id)[0].id
    assert guest.post(f"/sessions/{mine}/revocation").headers["Location"] == "/sign-in"
    assert not is_in(guest)


def test_the_page_says_since_when_the_authenticator_is_on(as_member: Browser) -> None:
    page = as_member(a_person(staff=True)).get("/you/authenticator").text
    assert "On since" in page
    assert 'class="secret"' not in page


def shown_key(browser: FlaskClient) -> str:
    return shown_in(browser.get("/you/authenticator").text)


def shown_in(page: str) -> str:
    found = re.search(r'class="secret">([A-Z2-7 ]+)<', page)
    assert found
    return found[1].replace(" ", "")


@law("L1.2")
def test_new_codes_need_the_passphrase(guest: FlaskClient, kestrel: Person) -> None:
    sign_in(guest)
    assert guest.post("/you/codes", data={"passphrase": OTHER_WORDS}).status_code == 422
    fresh = guest.post("/you/codes", data={"passphrase": WORDS})
    assert fresh.text.count("<li>") >= 10
    assert kestrel.codes[0] not in fresh.text


@law("L1.6")
def test_a_new_passphrase_signs_out_everywhere_else(
    app: Flask, guest: FlaskClient, kestrel: Person
) -> None:
    elsewhere = app.test_client()
    sign_in(guest)
    sign_in(elsewhere)
    wrong = {"passphrase": OTHER_WORDS, "new_passphrase": OTHER_WORDS}
    assert guest.post("/you/passphrase", data=wrong).status_code == 422
    assert is_in(elsewhere)
    assert guest.post("/you/passphrase", data={**wrong, "passphrase": WORDS}).status_code == 303
    assert (is_in(guest), is_in(elsewhere)) == (True, False)


SETTINGS = {"theme": "dark", "letters": "plain", "zone": "Europe/Paris"}


@law("L1.7")
@law("L4.4")
def test_settings_are_kept_and_shown(guest: FlaskClient, kestrel: Person) -> None:
    sign_in(guest)
    guest.post("/you", data={**SETTINGS, "discreet": "yes", "shows_typing": "yes"})
    page = guest.get("/you").text
    assert 'data-theme="dark"' in page
    assert "data-discreet" in page
    kept = queries.member_for(kestrel.id)
    assert (kept.zone, kept.shows_presence, kept.shows_typing) == ("Europe/Paris", False, True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"theme": "<b>"}, {"letters": "x"}, {"locale": "tlh"}, {"zone": "../../etc/passwd"},
        {"zone": "Europe/Paris\0"}, {"discreet": "maybe"}, {"is_administrator": "yes"},
    ],
)  # fmt: skip
def test_settings_that_nobody_offered_are_refused(
    guest: FlaskClient, kestrel: Person, wrong: dict[str, str]
) -> None:
    sign_in(guest)
    assert guest.post("/you", data={**SETTINGS, **wrong}).status_code == 422
    assert queries.member_for(kestrel.id).theme == ""


PRIVATE = ("/you", "/you/sessions", "/you/codes", "/you/passphrase", "/you/authenticator")
DEEDS = (
    "/you", "/you/codes", "/you/passphrase", "/you/authenticator", "/you/authenticator/removal",
    "/sessions/1/revocation", "/sessions/current/revocation",
)  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_ones_own_needs_signing_in(
    guest: FlaskClient, kestrel: Person, address: str
) -> None:
    assert guest.get(address).headers["Location"].startswith("/sign-in?next=/you")
    sign_in(guest)
    page = guest.get(address)
    assert (page.status_code, page.headers["Cache-Control"]) == (200, "no-store")


@pytest.mark.parametrize("address", DEEDS)
def test_nobody_unknown_changes_anything(guest: FlaskClient, kestrel: Person, address: str) -> None:
    assert guest.post(address, data={}).status_code in (401, 403)


@law("L1.6")
def test_a_banned_person_is_out_at_once(guest: FlaskClient, kestrel: Person) -> None:
    sign_in(guest)
    assert is_in(guest)
    operations.ban_from_site(OPERATOR, kestrel.id)
    assert not is_in(guest)
    assert sign_in(guest).status_code == 403


def test_a_full_disk_keeps_nobody_from_reading(
    guest: FlaskClient, kestrel: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*who: int) -> None:
        raise OperationalError("", {}, Exception("database or disk is full"))

    sign_in(guest)
    clock.move(timedelta(days=1))
    monkeypatch.setattr(operations, "touch", full)
    assert is_in(guest)


def test_being_here_is_written_once_a_day(guest: FlaskClient, kestrel: Person, app: Flask) -> None:
    sign_in(guest)
    clock.move(timedelta(days=1))
    seen = []
    for _visit in range(2):
        guest.get("/you")
        seen.append(queries.sessions_of(kestrel.id)[0].last_used_on)
    assert seen[0] == seen[1]
    assert seen[0].date() == now().date()

"""The door, as browsers meet it: joining, signing in, and the way back in."""

import re
from datetime import timedelta

import pyotp
import pytest
from flask.testing import FlaskClient

from community import clock
from community.clock import now
from community.extensions import db
from community.members import queries
from community.members.models import Member
from tests.factories import Person
from tests.laws import law
from tests.members.door import is_in, joining, said_in, sign_in, with_passphrase


@law("L1.1")
@law("L1.2")
def test_a_guest_joins_and_sees_ten_codes_once(guest: FlaskClient) -> None:
    page = guest.post("/join", data=joining())
    codes = re.findall(r"<li>([a-z]+-[a-z]+-[a-z]+-\d+)</li>", page.text)
    assert (page.status_code, len(codes)) == (200, 10)
    assert is_in(guest)
    assert not any(code in guest.get("/you/codes").text for code in codes)


@pytest.mark.parametrize(
    ("named", "kept"),
    [
        ("Europe/Madrid", "Europe/Madrid"),
        ("", "UTC"),
        ("Mars/Olympus", "UTC"),
        ("../../etc\0", "UTC"),
    ],
)
def test_the_browsers_zone_is_taken_where_it_is_one(
    guest: FlaskClient, named: str, kept: str
) -> None:
    assert "data-zone" in guest.get(f"/join?invitation={joining()['invitation']}").text
    guest.post("/join", data=joining(zone=named))
    assert queries.member_named("lantern-jo").zone == kept


@law("L1.1")
def test_without_an_invitation_the_page_says_so(guest: FlaskClient) -> None:
    assert "by invitation" in guest.get("/join").text
    assert guest.post("/join", data=joining(invitation="")).status_code == 403
    assert not is_in(guest)


@law("L1.1")
@pytest.mark.parametrize("box", ["adult", "consent"])
def test_an_unticked_box_keeps_the_door_shut(guest: FlaskClient, box: str) -> None:
    page = guest.post("/join", data=joining(**{box: ""}))
    assert page.status_code == 422
    assert 'value="lantern-jo"' in page.text
    assert db.session.query(Member).count() == 0


@law("L1.1")
@pytest.mark.parametrize(
    "weak", ["", "short", "passwordpassword", "lantern-jo lantern-jo", "1" * 5000]
)
def test_a_weak_passphrase_is_refused_with_a_suggestion(guest: FlaskClient, weak: str) -> None:
    page = guest.post("/join", data=joining(passphrase=weak))
    assert page.status_code == 422
    assert "suggestion" in page.text
    assert db.session.query(Member).count() == 0


HOSTILE = [
    "nul\0", "over\u202eturned", "broken\ufffd", "x" * 100_000, "<script>alert(1)</script>", "{{ 7*7 }}",
    "' OR 1=1 --", "\u200b", "line\nbreak",
]  # fmt: skip


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_name_is_refused_in_words_and_shown_harmlessly(
    guest: FlaskClient, hostile: str
) -> None:
    page = guest.post("/join", data=joining(handle=hostile))
    assert page.status_code == 422
    assert "<script>alert" not in page.text
    assert 'value="49"' not in page.text
    assert db.session.query(Member).count() == 0


def test_a_field_that_nobody_asked_for_is_refused(guest: FlaskClient) -> None:
    assert guest.post("/join", data=joining(administrator_since="2026-01-01")).status_code == 422
    assert db.session.query(Member).count() == 0


def test_broken_bytes_are_refused(guest: FlaskClient) -> None:
    raw = b"handle=%ff%fe&passphrase=%c3%28&adult=yes&consent=yes"
    form = "application/x-www-form-urlencoded"
    assert guest.post("/join", data=raw, content_type=form).status_code == 422
    assert db.session.query(Member).count() == 0


def test_a_member_signs_in_and_out(guest: FlaskClient, kestrel: Person) -> None:
    assert sign_in(guest).status_code == 303
    assert is_in(guest)
    left = guest.post("/sessions/current/revocation")
    assert left.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not is_in(guest)
    assert queries.sessions_of(kestrel.id) == []


def test_a_wrong_passphrase_and_an_unknown_name_get_one_answer(
    guest: FlaskClient, kestrel: Person
) -> None:
    wrong = guest.post("/sign-in", data={"handle": "kestrel", "passphrase": "not this one"})
    unknown = guest.post("/sign-in", data={"handle": "nobody", "passphrase": "not this one"})
    assert wrong.status_code == unknown.status_code == 422
    assert said_in(wrong) == said_in(unknown).replace("nobody", "kestrel")
    assert not is_in(guest)


def test_signing_in_gives_a_new_secret_and_forgets_a_planted_one(
    guest: FlaskClient, kestrel: Person
) -> None:
    with guest.session_transaction() as cookie:
        cookie["secret"] = "planted"
        cookie["other"] = "planted"
    sign_in(guest)
    with guest.session_transaction() as cookie:
        assert cookie["secret"] != "planted"
        assert "other" not in cookie


def test_whoever_is_in_is_not_asked_again(guest: FlaskClient, kestrel: Person) -> None:
    sign_in(guest)
    assert guest.get("/sign-in?next=/groups").headers["Location"] == "/groups"
    assert guest.get("/join").headers["Location"] == "/"


def test_the_way_back_in_is_open_to_everyone(guest: FlaskClient) -> None:
    assert "recovery code" in guest.get("/recovery").text


def test_signing_in_anew_ends_what_this_browser_had_open(
    guest: FlaskClient, kestrel: Person
) -> None:
    sign_in(guest)
    sign_in(guest)
    assert len(queries.sessions_of(kestrel.id)) == 1


@pytest.mark.parametrize(
    ("onward", "to"),
    [
        ("/rooms/12?at=3", "/rooms/12?at=3"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("/\r\nSet-Cookie: x=1", "/"),
        ("x" * 10_000, "/"),
    ],
)
def test_nobody_is_led_away_after_signing_in(
    guest: FlaskClient, kestrel: Person, onward: str, to: str
) -> None:
    assert sign_in(guest, next=onward).headers["Location"] == to


@law("L1.5")
def test_the_code_is_asked_for_after_the_passphrase(guest: FlaskClient) -> None:
    key = pyotp.random_base32()
    with_passphrase("kestrel", key)
    asked = sign_in(guest)
    assert (asked.status_code, is_in(guest)) == (200, False)
    assert 'name="code"' in asked.text
    wrong = guest.post("/sign-in", data={"code": "000000", "next": "/you"})
    assert (wrong.status_code, is_in(guest)) == (422, False)
    right = guest.post("/sign-in", data={"code": pyotp.TOTP(key).at(now()), "next": "/you"})
    assert (right.headers["Location"], is_in(guest)) == ("/you", True)


@law("L1.5")
def test_passphrase_and_code_may_come_together(guest: FlaskClient) -> None:
    key = pyotp.random_base32()
    with_passphrase("kestrel", key)
    assert sign_in(guest, code=pyotp.TOTP(key).at(now())).status_code == 303
    assert is_in(guest)


def test_a_code_without_the_passphrase_opens_nothing(guest: FlaskClient) -> None:
    key = pyotp.random_base32()
    with_passphrase("kestrel", key)
    code = pyotp.TOTP(key).at(now())
    assert guest.post("/sign-in", data={"code": code}).status_code == 422
    assert guest.post("/sign-in", data={"handle": "kestrel", "code": code}).status_code == 422
    assert not is_in(guest)


def test_half_way_in_lasts_ten_minutes_and_no_longer_than_the_passphrase(
    guest: FlaskClient,
) -> None:
    key = pyotp.random_base32()
    with_passphrase("kestrel", key)
    sign_in(guest)
    clock.move(timedelta(minutes=11))
    assert guest.post("/sign-in", data={"code": pyotp.TOTP(key).at(now())}).status_code == 422
    assert not is_in(guest)


def test_a_forged_or_altered_cookie_is_nobody(guest: FlaskClient, kestrel: Person) -> None:
    sign_in(guest)
    cookie = guest.get_cookie("hearth")
    assert cookie is not None
    for forged in ("x", "", cookie.value[:-3] + "abc", "\x7f" * 50, "e30.aaaa.bbbb"):
        guest.set_cookie("hearth", forged)
        assert not is_in(guest), forged
    guest.set_cookie("hearth", cookie.value)
    assert is_in(guest)

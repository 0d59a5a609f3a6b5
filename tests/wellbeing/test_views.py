"""Crisis lines: for everyone, at once, never empty (L6.6)."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from community.wellbeing import queries
from community.wellbeing.crisis_lines import PLACES
from tests.factories import a_site
from tests.laws import law


@pytest.fixture
def guest(app: Flask) -> FlaskClient:
    a_site()
    return app.test_client()


@law("L6.6")
def test_a_guest_without_an_account_chooses_a_country(guest: FlaskClient) -> None:
    page = guest.get("/crisis")
    assert page.status_code == 200
    assert all(f"/crisis/{code}" in page.text for code in PLACES)
    assert page.headers.getlist("Set-Cookie") == []


@law("L6.6")
@law("L4.10")
@pytest.mark.parametrize(
    "address", ["/crisis", "/someone-now", *(f"/crisis/{code}" for code in PLACES), "/offline"]
)
def test_every_page_names_the_way_that_always_helps(guest: FlaskClient, address: str) -> None:
    page = guest.get(address).text
    assert "findahelpline.com" in page
    assert "findahelpline.com<" in page.replace("</b>", "<")
    assert 'href="https://findahelpline.com' not in page
    assert "call your local emergency number" in page


@law("L6.6")
def test_a_country_shows_its_lines_with_source_and_day(guest: FlaskClient) -> None:
    page = guest.get("/crisis/us").text
    for words in (
        "988",
        "741741",
        "1-800-662-4357",
        "911",
        "samhsa.gov",
        "November 2026",
        "Not yet confirmed",
    ):
        assert words in page
    assert 'href="tel:988"' in page


@law("L6.6")
def test_a_country_without_a_line_shows_its_emergency_number(guest: FlaskClient) -> None:
    page = guest.get("/crisis/pl").text
    assert 'href="tel:112"' in page
    assert "ec.europa.eu" in page
    assert "No line with a source" in page


@law("L6.6")
def test_the_country_is_never_guessed(guest: FlaskClient) -> None:
    told = {"Accept-Language": "fr-FR", "CF-IPCountry": "FR", "X-Forwarded-For": "80.10.1.1"}
    there, here = guest.get("/crisis", headers=told).text, guest.get("/crisis").text
    assert there.count("tel:") == here.count("tel:") == 0


@pytest.mark.parametrize("code", ["xx", "..", "%00", "us'--", "x" * 4000, "<script>"])
def test_an_unknown_country_still_leads_to_help(guest: FlaskClient, code: str) -> None:
    page = guest.get(f"/crisis/{code}")
    assert page.status_code in (404, 308)
    assert "/crisis" in page.text
    assert "<script>alert" not in page.text


@law("L6.6")
@pytest.mark.environment(HEARTH_RATE_LIMITS="on")
def test_no_limit_ever_withholds_them(guest: FlaskClient) -> None:
    for _look in range(250):
        assert guest.get("/crisis/us").status_code == 200
    assert guest.get("/help/quick-exit").status_code == 200


@law("L6.6")
def test_before_the_site_is_set_up_they_are_there(app: Flask) -> None:
    assert app.test_client().get("/crisis/gb").status_code == 200


@law("L6.6")
@pytest.mark.parametrize("code", PLACES)
def test_every_entry_says_where_it_comes_from(app: Flask, code: str) -> None:
    place = queries.place(code)
    assert place.emergency
    assert place.emergency_source
    for line in place.lines:
        assert line.source
        assert line.hours
        assert line.languages
        assert line.verified_on
        assert not line.confirmed


@law("L13.2")
def test_they_need_no_script(guest: FlaskClient) -> None:
    main = guest.get("/crisis/us").text.partition("<main")[2].partition("</main>")[0]
    assert "<script" not in main
    assert "<button" not in main


@law("L13.3")
def test_the_page_without_a_connection_may_be_kept_by_the_device(guest: FlaskClient) -> None:
    page = guest.get("/offline")
    assert "max-age" in page.headers["Cache-Control"]
    assert "988" in page.text
    assert page.headers.getlist("Set-Cookie") == []


@law("L1.7")
def test_every_page_has_the_way_out_and_help_says_what_it_cannot_do(guest: FlaskClient) -> None:
    for address in ("/crisis", "/crisis/us", "/help/quick-exit", "/sign-in", "/nothing-here"):
        assert "data-quick-exit" in guest.get(address).text, address
    assert "history" in guest.get("/help/quick-exit").text

"""Looking for help: by words, kind, country and language, with a plain address and no script (L11.1)."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from community.directory import queries
from tests.directory.stage import an_entry
from tests.factories import Person, a_person
from tests.laws import law

NAMES = ("Harbour Clinic", "Night Line", "Steps by Post", "Casa Abierta")


@pytest.fixture
def keeper(app: Flask) -> Person:
    return a_person(administrator=True)


@pytest.fixture
def stranger(app: Flask, keeper: Person) -> FlaskClient:
    an_entry(keeper)
    an_entry(
        keeper,
        kind="hotline",
        name="Night Line",
        country="GB",
        area="",
        about="",
        languages="English",
    )
    an_entry(
        keeper, kind="literature", name="Steps by Post", country="", area="", cost="100% free_of charge", about=""
    )  # fmt: skip
    an_entry(
        keeper,
        kind="housing",
        name="Casa Abierta",
        country="ES",
        area="Málaga",
        languages="Español",
    )
    return app.test_client()


@law("L11.1")
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", NAMES), ("words=harbour", ["Harbour Clinic"]), ("words=CORK+walk", ["Harbour Clinic"]),
        ("words=cork+line", []), ("kind=hotline", ["Night Line"]), ("country=IE", ["Harbour Clinic", "Steps by Post"]),
        ("country=ES&kind=housing", ["Casa Abierta"]), ("language=Español", ["Casa Abierta"]),
        ("language=Gaeilge", ["Harbour Clinic", "Steps by Post"]), ("words=MÁLAGA", ["Casa Abierta"]),
        ("words=100%25", ["Steps by Post"]), ("words=%25", ["Steps by Post"]), ("words=e_o", ["Steps by Post"]),
        ("words=%5C", []), ("kind=casino", NAMES), ("country=ie", NAMES), ("language=Klingon", []), ("page=0", NAMES),
        ("page=2", []), ("page=x", NAMES), ("page=99999999999", NAMES), ("words=%00", NAMES), ("words=%27;--", []),
    ],
)  # fmt: skip
def test_a_search_finds_what_is_like_that(
    stranger: FlaskClient, asked: str, found: list[str]
) -> None:
    page = stranger.get(f"/directory?{asked}")
    assert page.status_code == 200
    assert {name for name in NAMES if name in page.text} == set(found)


@law("L13.2")
def test_it_needs_no_script(stranger: FlaskClient) -> None:
    main = stranger.get("/directory").text.partition("<main")[2].partition("</main>")[0]
    assert "<script" not in main
    assert 'method="get"' in main


def test_thirty_stand_on_a_page(keeper: Person, stranger: FlaskClient) -> None:
    for number in range(queries.A_PAGE):
        an_entry(keeper, name=f"Zone {number:02}", kind="clinic")
    first, second = (
        stranger.get("/directory?kind=clinic"),
        stranger.get("/directory?kind=clinic&page=2"),
    )
    assert "kind=clinic&amp;page=2" in first.text
    assert "Zone 28" in first.text
    assert "Zone 29" in second.text
    assert "Harbour Clinic" not in second.text


def test_a_number_of_digits_can_be_called_and_words_are_words(
    keeper: Person, stranger: FlaskClient
) -> None:
    called = an_entry(keeper, name="Called", phone="+353 (0)21-555 0100")
    texted = an_entry(keeper, name="Texted", phone="text HELP to 12345")
    assert 'href="tel:+3530215550100"' in stranger.get(f"/directory/{called}").text
    page = stranger.get(f"/directory/{texted}").text
    assert "tel:" not in page
    assert "text HELP to 12345" in page


def test_words_of_others_stay_words(keeper: Person, stranger: FlaskClient) -> None:
    entry_id = an_entry(
        keeper, name="<b>x</b>", about="<script>alert(1)</script>", cost='"><img src=x>'
    )
    for address in (f"/directory/{entry_id}", "/directory"):
        page = stranger.get(address).text
        assert "<script>alert" not in page
        assert "<b>x</b>" not in page
        assert "<img src=x" not in page


def test_a_link_out_tells_nothing(keeper: Person, stranger: FlaskClient) -> None:
    page = stranger.get(f"/directory/{an_entry(keeper, name='Out')}")
    assert 'rel="nofollow noopener noreferrer"' in page.text
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers.getlist("Set-Cookie") == []

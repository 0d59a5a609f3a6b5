"""`/setup`: once, by the code that was printed."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from community.groups import queries
from community.members.operations import offer_setup_code
from community.members.queries import member_by_handle
from tests.laws import law

FORM = {
    "site": "Harbour", "group": "Harbour Street", "handle": "ines",
    "passphrase": "quiet lantern over old harbour", "adult": "yes", "consent": "yes",
}  # fmt: skip


@pytest.fixture
def stranger(app: Flask) -> FlaskClient:
    """A browser that is nobody's yet."""
    return app.test_client()


@law("L2.2")
def test_the_code_opens_setup_and_ends_on_codes_and_an_invitation(stranger: FlaskClient) -> None:
    code = offer_setup_code()
    assert stranger.get("/").location == "/setup"
    done = stranger.post("/setup", data={**FORM, "code": code})
    assert done.status_code == 200, done.text
    assert "/invitations/" in done.text
    ines = member_by_handle("ines")
    assert ines is not None
    assert ines.is_administrator
    place = queries.place_for(ines.id, "harbour-street")
    assert place.membership is not None
    assert place.membership.role == "moderator"
    assert stranger.get("/groups/harbour-street").status_code == 200


def test_a_wrong_code_founds_nothing_and_keeps_what_was_typed(stranger: FlaskClient) -> None:
    offer_setup_code()
    refused = stranger.post("/setup", data={**FORM, "code": "wrong-code"})
    assert refused.status_code == 422
    assert "Harbour Street" in refused.text
    assert member_by_handle("ines") is None


def test_setup_is_gone_once_it_was_used(stranger: FlaskClient, app: Flask) -> None:
    code = offer_setup_code()
    stranger.post("/setup", data={**FORM, "code": code})
    other = app.test_client()
    assert other.get("/setup").status_code == 404
    assert other.post("/setup", data={**FORM, "code": code, "handle": "mallory"}).status_code == 404
    assert member_by_handle("mallory") is None


@pytest.mark.parametrize(
    "missing", ["code", "site", "group", "handle", "passphrase", "adult", "consent"]
)
def test_every_field_of_setup_is_needed(stranger: FlaskClient, missing: str) -> None:
    form = {**FORM, "code": offer_setup_code()}
    del form[missing]
    refused = stranger.post("/setup", data=form)
    assert refused.status_code == 422
    assert member_by_handle("ines") is None


@pytest.mark.parametrize(
    ("said", "zone"),
    [("Europe/Madrid", "Europe/Madrid"), ("Atlantis/Sunk", "UTC"), ("z" * 999, "UTC"), ("", "UTC")],
)
def test_the_browsers_zone_is_taken_and_never_a_mistake(
    stranger: FlaskClient, said: str, zone: str
) -> None:
    form = {**FORM, "code": offer_setup_code(), "zone": said}
    assert stranger.post("/setup", data=form).status_code == 200
    ines = member_by_handle("ines")
    assert ines is not None
    assert ines.zone == zone
    assert queries.place_for(ines.id, "harbour-street").group.zone == zone

"""Nothing at rest or in a log says who or where somebody is (L1.4)."""

import logging

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from community import limits
from community.extensions import Model, db
from community.members import queries
from tests.laws import law
from tests.members.door import OTHER_WORDS, WORDS, is_in, joining, sign_in

ADDRESS = "203.0.113.77"
BROWSER = "Mozilla/5.0 (Linux; Android 16; Pixel 10 Pro) Firefox/140.0 CANARY"


def everything_kept() -> str:
    """Every row of every table, as text."""
    return "\n".join(
        str(tuple(row)) for table in Model.metadata.sorted_tables for row in db.session.execute(sa.select(table))
    )  # fmt: skip


@pytest.fixture
def from_somewhere(guest: FlaskClient) -> FlaskClient:
    guest.environ_base["REMOTE_ADDR"] = ADDRESS
    guest.environ_base["HTTP_USER_AGENT"] = BROWSER
    return guest


@law("L1.4")
@pytest.mark.environment(HEARTH_RATE_LIMITS="on")
def test_no_address_and_no_typed_secret_is_kept_or_logged(
    app: Flask, from_somewhere: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        from_somewhere.post("/join", data=joining())
        assert is_in(from_somewhere)
        from_somewhere.post("/sessions/current/revocation")
        sign_in(from_somewhere, handle="lantern-jo", passphrase=OTHER_WORDS)
        sign_in(from_somewhere, handle=OTHER_WORDS, passphrase="lantern-jo")
        sign_in(from_somewhere, handle="lantern-jo")
    kept, logged = everything_kept(), caplog.text
    assert "lantern-jo" in kept
    assert "Firefox on Android" in kept
    for canary in (ADDRESS, "CANARY", "Pixel", WORDS, OTHER_WORDS):
        assert canary not in kept
        assert canary not in logged
    assert "lantern-jo" not in logged


@law("L1.4")
def test_a_network_is_known_by_a_keyed_hash_for_a_fortnight(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.test_request_context(environ_base={"REMOTE_ADDR": ADDRESS}):
        now = limits.network()
        assert ADDRESS not in now
        assert limits.network() == now
        monkeypatch.setattr(limits.time, "time", lambda: 15 * 24 * 3600 + 4e9)
        later = limits.network()
    assert later != now


@law("L1.10")
def test_what_a_member_sees_of_an_account_counts_nobody(guest: FlaskClient) -> None:
    ids = []
    for handle in ("kestrel", "oldboots", "pilar"):
        assert guest.post("/join", data=joining(handle=handle)).status_code == 200
        ids.append(queries.member_named(handle).id)
        guest.post("/sessions/current/revocation")
    assert all(0 < member_id < 2**53 for member_id in ids)
    assert min(abs(one - other) for one in ids for other in ids if one != other) > 1000

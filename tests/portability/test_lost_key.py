"""The key of what is kept sealed is lost: every page and download still shows all else."""

import json
import re

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient

from community import vault
from community.config import Config
from community.demo import furnish
from tests.factories import Circle
from tests.laws import law
from tests.members.conftest import Apart
from tests.moderation.desk import HARSH, case_of, report, said
from tests.portability.stage import downloaded
from tests.stage import Browser

PEOPLE = ("blue-gate", "plumtree", "saltmarsh", "allotment")
"""A mentee, a mentor, a moderator, a lead."""

LINK = re.compile(r'href="(/[^"#]*)"')
LEAVES = ("/static/", "/sign-out", "/feeds/")


@pytest.mark.sqlite
@pytest.mark.timeout(600)
@law("L4.9", "L6.1", "L8.1")
@pytest.mark.parametrize("who", PEOPLE)
def test_no_page_and_no_download_falls_over(app: Flask, config: Config, who: str) -> None:
    furnish()
    client = signed_in(app, config, who)
    whole = set(walked(client))
    lose_the_key(config)
    assert len(whole) > 40
    assert {address for address, status in walked(client).items() if status >= 500} == set()
    assert downloaded(client).namelist()


def signed_in(app: Flask, config: Config, handle: str) -> FlaskClient:
    """Somebody of the demo, with an authenticator where they have one."""
    logins = json.loads((config.instance / "logins.json").read_text())
    app.test_client_class = Apart
    client = app.test_client()
    typed = {"handle": handle, "passphrase": logins["passphrase"]}
    if key := logins["totp_keys"].get(handle):
        typed["code"] = pyotp.TOTP(key).now()
    assert client.post("/sign-in", data=typed).status_code == 303
    return client


def lose_the_key(config: Config) -> None:
    """A new one is made in its place, as after a backup without keys."""
    (config.instance / "keys" / "words").unlink()
    config.sealing_keys("words")
    vault.look_again()


def walked(client: FlaskClient) -> dict[str, int]:
    """Every kind of page that can be reached by links, with its status; of each kind the first few."""
    seen: dict[str, int] = {}
    kinds: dict[str, int] = {}
    ahead = ["/", "/you", "/mentoring", "/desk"]
    while ahead:
        address = ahead.pop(0)
        kind = re.sub(r"\d+", "N", address.partition("?")[0])
        if address in seen or address.startswith(LEAVES) or kinds.get(kind, 0) >= 4:
            continue
        kinds[kind] = kinds.get(kind, 0) + 1
        answer = client.get(address)
        seen[address] = answer.status_code
        if answer.mimetype == "text/html":
            ahead += LINK.findall(answer.get_data(as_text=True))
    return seen


@law("L8.1")
def test_a_case_says_that_its_copy_does_not_open(
    circle: Circle, config: Config, as_member: Browser
) -> None:
    case = case_of(report(circle.newcomer, said(circle, circle.regular, HARSH)))
    desk, address = as_member(circle.moderator), f"/cases/{case.id}"
    assert HARSH in desk.post(f"{address}/viewing").text
    lose_the_key(config)
    page = desk.post(f"{address}/viewing")
    assert (page.status_code, "does not open" in page.text, HARSH in page.text) == (
        200,
        True,
        False,
    )

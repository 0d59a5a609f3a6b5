"""What tests of the door share: a passphrase, the two forms, and whether a browser is in."""

import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from community.actors import OPERATOR
from community.members import operations, passphrases
from tests.factories import Person

WORDS = "velvet anchor pepper noon"
OTHER_WORDS = "river candle mitten oak"


def with_passphrase(handle: str, key: str | None = None) -> Person:
    kept = passphrases.hash_passphrase(WORDS)
    added = operations.add_member(OPERATOR, operations.Newcomer(handle, kept, key))
    return Person(added.member_id, handle, key, added.codes)


def sign_in(browser: FlaskClient, **also: str) -> TestResponse:
    return browser.post("/sign-in", data={"handle": "kestrel", "passphrase": WORDS, **also})


def joining(**also: str) -> dict[str, str]:
    token = operations.make_invitation(OPERATOR).token
    said = {"handle": "lantern-jo", "passphrase": WORDS, "adult": "yes", "consent": "yes"}
    return {**said, "invitation": token, **also}


def is_in(browser: FlaskClient) -> bool:
    return browser.get("/you").status_code == 200


def said_in(page: TestResponse) -> str:
    return re.sub(r'(nonce|csrf_token" value)="[^"]+"', "", page.text)

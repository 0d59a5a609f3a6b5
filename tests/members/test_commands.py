"""bin/hearth, as the operator types it."""

import pyotp
import pytest
from flask import Flask

from community.cli import perform
from community.clock import now
from community.extensions import db
from community.members import operations, passphrases, queries
from tests.factories import a_person, a_site
from tests.laws import law

WORDS = "velvet anchor pepper noon"


def run(app: Flask, *argv: str, typed: str = WORDS) -> tuple[int, str]:
    said = perform(app, argv, lambda: f"{typed}\n")
    db.session.rollback()  # what this test read before is a moment old now
    return said


def test_the_machine_adds_a_member(app: Flask) -> None:
    a_site()
    assert run(app, "member", "add", "kestrel")[0] == 0
    account = queries.account_for("kestrel")
    assert account is not None
    assert passphrases.verify(account.passphrase, WORDS)
    assert not queries.member_named("kestrel").is_administrator


@law("L1.5")
def test_the_key_of_an_authenticator_is_printed_and_works(app: Flask) -> None:
    a_site()
    code, key = run(app, "member", "add", "keeper", "--administrator", "--totp")
    assert code == 0
    member = queries.member_named("keeper")
    assert (member.is_administrator, member.has_authenticator) == (True, True)
    proof = operations.Proof(member.passphrase, pyotp.TOTP(key).at(now()))
    assert operations.sign_in(member.id, proof).secret


@pytest.mark.parametrize(
    ("handle", "typed"), [("kestrel", "short"), ("admin", WORDS), ("nul\0", WORDS), ("kestrel", "")]
)
def test_what_no_page_would_take_no_command_takes(app: Flask, handle: str, typed: str) -> None:
    a_site()
    assert run(app, "member", "add", handle, typed=typed)[0] == 1
    assert queries.people() == 0


def test_a_token_is_printed_listed_and_revoked(app: Flask) -> None:
    a_person("kestrel")
    assert run(app, "token", "list") == (0, "No tokens.")
    code, secret = run(app, "token", "add", "kestrel", "--scope", "live")
    assert (code, queries.token_by_secret(secret) is not None) == (0, True)
    listed = run(app, "token", "list")[1]
    assert "kestrel" in listed
    assert secret not in listed
    assert run(app, "token", "revoke", listed.split()[0])[0] == 0
    assert queries.token_by_secret(secret) is None


@law("L1.5")
def test_a_token_for_an_office_needs_an_authenticator(app: Flask) -> None:
    a_person("kestrel")
    a_person("keeper", staff=True)
    assert run(app, "token", "add", "kestrel", "--scope", "live,office")[0] == 1
    assert run(app, "token", "add", "keeper", "--scope", "live,office")[0] == 0
    assert run(app, "token", "add", "keeper", "--scope", "root")[0] == 1
    assert run(app, "token", "add", "nobody-here", "--scope", "live")[0] == 1
    assert run(app, "token", "revoke", "12")[0] == 1


@law("L1.2")
def test_an_administrator_who_lost_everything_gets_new_codes(app: Flask) -> None:
    keeper = a_person("keeper", administrator=True)
    code, said = run(app, "recover-admin", "keeper")
    assert (code, len(said.splitlines())) == (0, 11)
    account = queries.account_of(keeper.id)
    assert account is not None
    assert passphrases.verify(account.passphrase, WORDS)
    a_person("oldboots")
    assert run(app, "recover-admin", "oldboots")[0] == 1


@law("L1.1")
def test_how_people_join_is_chosen_on_the_machine(app: Flask) -> None:
    a_site()
    assert run(app, "registration", "closed")[0] == 0
    assert queries.site().registration == "closed"
    assert run(app, "registration", "open")[0] == 1
    assert run(app, "registration", "ajar")[0] != 0
    assert queries.site().registration == "closed"

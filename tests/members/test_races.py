"""Two at the same door at the same moment: one of them gets in, on either database."""

import pyotp
from flask import Flask

from community.actors import OPERATOR
from community.clock import now
from community.errors import Forbidden, Invalid
from community.extensions import db
from community.members import operations, queries
from community.members.models import Member, RecoveryCode
from community.members.operations import Newcomer, Proof
from tests.factories import HASH, a_person, a_site
from tests.laws import law
from tests.races import at_once, on_both, refusals

FRESH = HASH.replace("YXBl", "YXBm")


@law("L1.3")
@on_both
def test_two_want_one_name(app: Flask, database: str) -> None:
    a_site()
    token = operations.make_invitation(OPERATOR, uses=10).token
    names = ("kestrel", "Kestrel", "kestreI", "KESTREL")
    found = at_once(
        app, *(lambda name=name: operations.join(Newcomer(name, HASH), token) for name in names)
    )
    assert refusals(found, Invalid) == 3
    assert queries.people() == 1


@law("L1.1")
@on_both
def test_many_hold_the_last_use_of_an_invitation(app: Flask, database: str) -> None:
    a_site()
    token = operations.make_invitation(OPERATOR, uses=1).token
    names = ("kestrel", "oldboots", "pilar", "bernadette")
    found = at_once(
        app, *(lambda name=name: operations.join(Newcomer(name, HASH), token) for name in names)
    )
    assert refusals(found, Forbidden) == 3
    assert db.session.query(Member).count() == 1


@law("L1.5")
@on_both
def test_one_code_of_an_app_opens_one_session(app: Flask, database: str) -> None:
    person = a_person(staff=True)
    proof = Proof(HASH, pyotp.TOTP(person.totp_key or "").at(now()))
    found = at_once(app, *[lambda: operations.sign_in(person.id, proof)] * 4)
    assert refusals(found, Invalid) == 3
    assert len(queries.sessions_of(person.id)) == 1


@law("L1.2")
@on_both
def test_one_recovery_code_opens_the_door_once(app: Flask, database: str) -> None:
    person = a_person()
    said = (person.handle, person.codes[0], FRESH)
    found = at_once(app, *[lambda: operations.recover_with_code(*said)] * 4)
    assert refusals(found, Invalid) == 3
    used = db.session.query(RecoveryCode).filter(RecoveryCode.used_at.is_not(None))
    assert (used.count(), len(queries.sessions_of(person.id))) == (1, 1)


@on_both
def test_one_setup_code_is_spent_once(app: Flask, database: str) -> None:
    code = operations.offer_setup_code()
    found = at_once(app, *[lambda: operations.spend_setup_code(code)] * 4)
    assert refusals(found, Invalid) == 3

"""A socket outlives what its page knew; ending what opened it closes it, in every process (L1.6)."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pyotp
import pytest
from flask import Flask

from community.actors import OPERATOR
from community.clock import now
from community.members import operations, queries
from community.members.recognition import who_by_token
from community.operations import operation
from community.realtime.beat import close_what_is_no_longer_allowed
from tests.factories import HASH, Circle, Person, a_message, a_person
from tests.laws import law
from tests.stage import Live
from tests.wire import Wire, until

FRESH = HASH.replace("YXBl", "YXBm")
LIVE = frozenset({"live"})


Program = Callable[[str], Wire]


@pytest.fixture
def program(port: int) -> Iterator[Program]:
    """A program that shows a token."""
    opened: list[Wire] = []

    def connect(token: str) -> Wire:
        opened.append(Wire(port, token=token))
        return opened[-1]

    yield connect
    for wire in opened:
        wire.close()


def sessions(person: Person) -> list[int]:
    return [session.id for session in queries.sessions_of(person.id)]


def is_closed_with(wire: Wire, code: str) -> bool:
    until(lambda: wire.closed, 2)
    return [said["code"] for said in wire.events("evicted")] == [code]


@law("L1.6")
def test_signing_out_closes_this_socket_and_no_other(circle: Circle, live: Live) -> None:
    here = live(circle.regular, circle.stream)
    first = sessions(circle.regular)
    there = live(circle.regular, circle.stream)
    operations.sign_out(circle.regular.id, first[0])
    assert is_closed_with(here, "unauthenticated")
    assert there.call("typing", stream=circle.stream, on=True)["ok"]


@law("L1.6")
def test_a_revoked_session_no_longer_hears_the_room(circle: Circle, live: Live) -> None:
    wire = live(circle.regular, circle.stream)
    a_message(circle.other, circle.room_id)
    wire.hears(lambda heard: heard.entries())
    operations.revoke_session(circle.regular.id, sessions(circle.regular)[0])
    until(lambda: wire.closed, 2)
    before = len(wire.entries())
    a_message(circle.other, circle.room_id)
    assert len(wire.entries()) == before


@law("L1.6")
@pytest.mark.parametrize("deed", ["suspend", "ban", "recover", "passphrase"])
def test_whatever_ends_a_session_closes_its_socket(circle: Circle, live: Live, deed: str) -> None:
    person = circle.regular
    wire, other = live(person, circle.stream), live(circle.other, circle.stream)
    {
        "suspend": lambda: operations.suspend_from_site(
            OPERATOR, person.id, now() + timedelta(days=1)
        ),
        "ban": lambda: operations.ban_from_site(OPERATOR, person.id),
        "recover": lambda: operations.recover_with_code(person.handle, person.codes[0], FRESH),
        "passphrase": lambda: operations.change_passphrase(
            person.id, another_session(person), HASH, FRESH
        ),
    }[deed]()
    assert is_closed_with(wire, "unauthenticated")
    assert not other.closed


def another_session(person: Person) -> int:
    return operations.sign_in(person.id, operations.Proof(HASH)).session_id


@law("L1.6")
def test_whoever_is_suspended_is_told_until_when(circle: Circle, live: Live) -> None:
    wire, until_when = live(circle.regular), now() + timedelta(days=1)
    operations.suspend_from_site(OPERATOR, circle.regular.id, until_when)
    until(lambda: wire.closed, 2)
    assert (
        f"until {until_when.day} {until_when:%B, %H:%M} UTC" in wire.events("evicted")[0]["message"]
    )


@law("L1.6")
def test_a_program_comes_in_by_token_until_it_is_revoked(circle: Circle, program: Program) -> None:
    made = operations.make_token(OPERATOR, circle.regular.handle, LIVE)
    wire = program(made.secret)
    assert wire.call("join", stream=circle.stream)["ok"]
    operations.revoke_token(OPERATOR, made.id)
    operations.revoke_token(OPERATOR, made.id)
    assert is_closed_with(wire, "unauthenticated")
    assert program(made.secret).refused["message"]


@pytest.mark.parametrize("forged", ["", "x", "hearth_" + "A" * 43, "x" * 500, "' OR 1=1 --"])
def test_a_forged_token_opens_nothing(app: Flask, program: Program, forged: str) -> None:
    wire = program(forged)
    assert (wire.connected, wire.refused is not None) == (False, True)


def test_an_expired_token_opens_nothing(circle: Circle, program: Program) -> None:
    made = operations.make_token(OPERATOR, circle.regular.handle, LIVE, timedelta(seconds=-1))
    assert program(made.secret).refused


@law("L1.6")
def test_a_banned_persons_token_opens_nothing(circle: Circle, program: Program) -> None:
    made = operations.make_token(OPERATOR, circle.regular.handle, LIVE)
    operations.ban_from_site(OPERATOR, circle.regular.id)
    assert program(made.secret).refused


@law("L1.6")
def test_an_eviction_lost_on_the_way_is_made_good_by_the_beat(circle: Circle, live: Live) -> None:
    wire = live(circle.regular, circle.stream)
    close_what_is_no_longer_allowed()
    assert wire.call("typing", stream=circle.stream, on=True)["ok"]
    end_silently(circle.regular)
    close_what_is_no_longer_allowed()
    until(lambda: wire.closed, 2)


def end_silently(person: Person) -> None:
    @operation
    def end() -> None:
        for session in queries.sessions_of(person.id):
            session.revoked_at = now()

    end()


@law("L1.5")
def test_turning_the_authenticator_off_takes_the_office_from_a_token(circle: Circle) -> None:
    keeper = a_person(staff=True)
    made = operations.make_token(OPERATOR, keeper.handle, frozenset({"live", "office"}))
    assert scopes_of(made.secret) == {"live", "office"}
    operations.remove_authenticator(keeper.id, pyotp.TOTP(keeper.totp_key or "").at(now()))
    assert scopes_of(made.secret) == {"live"}


def scopes_of(secret: str) -> frozenset[str]:
    found = who_by_token(secret)
    return found.scopes if found else frozenset()


@pytest.mark.parametrize("cookie", ["", "hearth=forged", "hearth=e30.aaaa.bbbb"])
def test_a_forged_cookie_opens_no_socket(app: Flask, port: int, cookie: str) -> None:
    wire = Wire(port, cookie=cookie)
    assert (wire.connected, wire.refused is not None) == (False, True)
    wire.close()

"""Guessing gets slow, never impossible (T28)."""

from collections.abc import Iterator

import pytest
from flask import Flask
from limits.storage import MemoryStorage

from community.errors import TooMany
from community.members import patience

pytestmark = pytest.mark.environment(HEARTH_RATE_LIMITS="on")


@pytest.fixture(autouse=True)
def in_a_request(app: Flask) -> Iterator[None]:
    with app.test_request_context("/sign-in"):
        yield


def fail(times: int, kind: str = "account", whose: str = "kestrel") -> None:
    for _failure in range(times):
        patience.attempt(kind, whose)


def wait_said(kind: str = "account", whose: str = "kestrel") -> int:
    with pytest.raises(TooMany) as refusal:
        patience.attempt(kind, whose)
    return refusal.value.retry_after or 0


def pass_the_wait(app: Flask, kind: str = "account", whose: str = "kestrel") -> None:
    shut, _count = patience._names(kind, whose)
    app.extensions["patience"].clear(shut)


@pytest.mark.parametrize(("kind", "free"), [("account", 5), ("network", 20), ("code", 5)])
def test_so_many_failures_are_free_and_the_next_one_waits(kind: str, free: int) -> None:
    fail(free, kind)
    assert 1 <= wait_said(kind) <= patience.FIRST_WAIT + 1


def test_every_further_failure_doubles_the_wait_up_to_a_quarter_of_an_hour(app: Flask) -> None:
    fail(5)
    waits = [wait_said()]
    for _failure in range(7):
        pass_the_wait(app)
        fail(1)
        waits.append(wait_said())
    assert [round(wait / 30) for wait in waits] == [1, 2, 4, 8, 16, 30, 30, 30]


def test_asking_during_a_wait_does_not_lengthen_it() -> None:
    fail(5)
    first = wait_said()
    assert max(wait_said() for _try in range(20)) <= first


def test_getting_in_forgets_the_failures_of_an_account() -> None:
    fail(4)
    patience.succeeded("account", "kestrel")
    fail(5)
    assert wait_said()


def test_one_account_that_gets_in_does_not_clear_a_network_of_guessers() -> None:
    fail(20, "network", "somewhere")
    patience.take_back("network", "somewhere")
    patience.attempt("network", "somewhere")
    assert wait_said("network", "somewhere")


def test_one_account_waits_without_another() -> None:
    fail(5)
    assert wait_said()
    patience.attempt("account", "oldboots")


def test_names_typed_at_the_door_are_counted_by_a_keyed_hash() -> None:
    assert not any("kestrel" in name for name in patience._names("account", "kestrel"))


@pytest.mark.environment(HEARTH_RATE_LIMITS="off")
def test_where_limits_are_off_nobody_waits() -> None:
    fail(50)


@pytest.mark.environment(HEARTH_RATE_LIMITS="on")
def test_while_the_counter_is_away_people_still_get_in(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Away(MemoryStorage):
        def get(self, key: str) -> int:
            raise ValueError

        def clear(self, key: str) -> None:
            raise ValueError

    monkeypatch.setitem(app.extensions, "patience", Away())
    fail(50)
    patience.succeeded("account", "kestrel")
    patience.take_back("network", "somewhere")
    assert "patience_unreachable" in caplog.text
    assert "kestrel" not in caplog.text

"""Every moment and every role of opening a part of a channel, to the second: pure, without a database (L7.11)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from community.members.models import CONTACT, LEAD
from community.mentoring.opening.models import (
    ASKED,
    LAPSED,
    OPEN,
    OVER,
    REFUSED,
    Delay,
    Opening,
)
from community.mentoring.opening.policies import (
    Official,
    can_approve,
    can_ask,
    can_call_contact,
    can_close,
    can_put_off,
    can_read,
    can_see,
    can_tell_now,
    office_works,
)
from tests.laws import law

T = datetime(2026, 11, 30, 12, tzinfo=UTC)
TICK, HOUR, DAY = timedelta(microseconds=1), timedelta(hours=1), timedelta(days=1)
ASKER, SECOND, THIRD, THE_CONTACT = 1, 2, 3, 4
LEADS = [Official(number, LEAD) for number in (ASKER, SECOND, THIRD)]
OUTSIDE = Official(THE_CONTACT, CONTACT)


def asked(**also: object) -> Opening:
    """Asked at T."""
    return Opening(asked_by=ASKER, asked_at=T, **also)


def opened(tell_at: datetime = T, delays: int = 0, **also: object) -> Opening:
    """Approved at T."""
    rows = [Delay(number=number + 1) for number in range(delays)]
    return asked(
        approved_by=SECOND, approved_as=LEAD, approved_at=T, tell_at=tell_at, delays=rows, **also
    )


@law("L7.11")
def test_an_office_works_seven_days_to_the_moment_and_never_an_administrators() -> None:
    assert not office_works(T, False, T)
    assert not office_works(T, False, T + 7 * DAY - TICK)
    assert office_works(T, False, T + 7 * DAY)
    assert not office_works(T, True, T + 700 * DAY)


@law("L7.11")
def test_an_ask_waits_72_hours_and_is_read_for_24() -> None:
    assert asked().state(T + 72 * HOUR - TICK) == ASKED
    assert asked().state(T + 72 * HOUR) == LAPSED
    assert asked(closed_at=T).state(T) == REFUSED
    assert opened().state(T + 24 * HOUR - TICK) == OPEN
    assert opened().state(T + 24 * HOUR) == OVER
    assert opened(closed_at=T + HOUR).state(T + HOUR) == OVER


@law("L7.11")
def test_another_than_the_asker_approves_in_time_while_the_asker_may() -> None:
    first, second, third = LEADS
    for who in (second, third, OUTSIDE):
        assert can_approve(asked(), who, True, T)
        assert not can_approve(asked(), who, False, T)
        assert not can_approve(asked(), who, True, T + 72 * HOUR)
        assert not can_approve(opened(), who, True, T)
    assert not can_approve(asked(), first, True, T)


@law("L7.11")
def test_the_two_who_opened_it_read_for_24_hours_while_both_may() -> None:
    first, second, third = LEADS
    for who in (first, second):
        assert can_read(opened(), who, True, T + 24 * HOUR - TICK)
        assert not can_read(opened(), who, True, T + 24 * HOUR)
        assert not can_read(opened(), who, False, T)
        assert not can_read(asked(), who, True, T)
        assert not can_read(opened(closed_at=T), who, True, T)
    assert not can_read(opened(), third, True, T)
    assert not can_read(opened(), OUTSIDE, True, T)


@law("L7.11")
def test_who_is_near_neither_asks_nor_finds_and_the_contact_only_once_called() -> None:
    first, second, _third = LEADS
    assert can_ask(first, {8, 9})
    assert not can_ask(first, {ASKER})
    assert not can_ask(OUTSIDE, ())
    assert can_see(asked(), second, ())
    assert not can_see(asked(), second, {SECOND})
    assert not can_see(asked(), OUTSIDE, ())
    assert can_see(asked(contact_at=T), OUTSIDE, ())
    assert not can_see(asked(contact_at=T), OUTSIDE, {THE_CONTACT})
    assert can_call_contact(asked(), first, T)
    assert not can_call_contact(asked(), second, T)
    assert not can_call_contact(asked(contact_at=T), first, T)
    assert not can_call_contact(asked(), first, T + 72 * HOUR)


@law("L7.11")
def test_another_lead_puts_it_off_before_the_approval_and_once_more_late() -> None:
    first, second, third = LEADS
    assert can_put_off(asked(delays=[]), second, T)
    assert not can_put_off(asked(delays=[Delay(number=1)]), third, T)
    assert not can_put_off(asked(delays=[]), first, T)
    assert not can_put_off(asked(delays=[]), OUTSIDE, T)
    assert not can_put_off(asked(delays=[]), second, T + 72 * HOUR)
    due = T + 30 * DAY
    once = opened(due, 1)
    assert not can_put_off(once, third, due - 7 * DAY - TICK)
    for who in (second, third):
        assert can_put_off(once, who, due - 7 * DAY)
        assert can_put_off(once, who, due - TICK)
        assert not can_put_off(once, who, due)
    assert not can_put_off(once, first, due - DAY)
    assert not can_put_off(once, OUTSIDE, due - DAY)


@law("L7.11")
def test_never_a_third_time_nor_once_the_two_know() -> None:
    _first, second, _third = LEADS
    due = T + 60 * DAY
    assert not can_put_off(opened(due, 2), second, due - DAY)
    assert not can_put_off(opened(due, 0), second, due - DAY)
    assert not can_put_off(opened(due, 1, told_at=T), second, due - DAY)
    assert can_tell_now(opened(due, 1), second)
    assert not can_tell_now(opened(due, 1, told_at=T), second)
    assert not can_tell_now(asked(), second)
    assert not can_tell_now(opened(due, 1), OUTSIDE)


@law("L7.11")
@pytest.mark.parametrize("who", [*LEADS, OUTSIDE])
def test_an_ask_is_closed_by_who_finds_it_and_what_is_open_by_the_two(who: Official) -> None:
    assert can_close(asked(), who, T)
    assert not can_close(asked(), who, T + 72 * HOUR)
    assert can_close(opened(), who, T) == (who.member_id in (ASKER, SECOND))
    assert not can_close(opened(), replace(who), T + 24 * HOUR)

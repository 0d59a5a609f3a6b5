"""Asking and answering: what the asker can see never depends on what the mentor did or wants (L7.4, L7.5)."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from community import clock
from community.actors import OPERATOR
from community.errors import Conflict, Forbidden, Invalid, NotFound
from community.extensions import db
from community.groups import operations as groups
from community.groups.models import Membership
from community.jobs import run_due
from community.members import operations as members
from community.members.models import Authenticator
from community.mentoring import operations, queries
from community.mentoring.forms import AgreementForm, AskForm, PauseForm, PlacesForm
from community.mentoring.queries import reach
from community.mentoring.words import agreement
from community.moderation import operations as moderation
from community.moderation.forms import ActForm
from community.operations import operation
from community.rooms.queries import room_for
from tests.factories import Circle, Person, a_circle, a_message, admit
from tests.laws import law
from tests.meetings.planned import a_meeting
from tests.mentoring.stage import (
    AGREES,
    DAY,
    SURE,
    Two,
    a_mentor,
    after,
    ask,
    asked,
    make_mentor,
    met,
    of,
    set_cap,
    the_ask,
    together,
    told,
    two_who_met,
)
from tests.portability.stage import downloaded, everything
from tests.stage import Browser
from tests.wellbeing.test_showing import ONCE

NEWER = agreement.CURRENT + 1


def declined(two: Two, ask_id: int) -> None:
    """The mentor declines."""
    operations.deliver_ask(ask_id)
    operations.decline_ask(two.mentor.id, ask_id)


def paused(two: Two) -> None:
    """The mentor pauses."""
    operations.pause_asks(two.mentor.id, two.circle.slug, PauseForm(True))


def capped(two: Two) -> None:
    """The mentor's one place is taken."""
    set_cap(two.mentor_id, 1)
    met(two.circle, two.circle.other, two.mentor)
    together(Two(two.circle, two.circle.other, two.mentor, two.mentor_id))


def blocked(two: Two) -> None:
    """The mentor has blocked the mentee, in this group."""
    groups.block_person(two.mentor.id, two.mentee_mid)


def blocked_elsewhere(two: Two) -> None:
    """The mentor has blocked the mentee, in another group."""
    slug = a_circle("elsewhere").slug
    for person in (two.mentor, two.mentee):
        admit(person, slug)
    mid = db.session.query(Membership.id).filter_by(member_id=two.mentee.id).all()
    groups.block_person(two.mentor.id, next(one for (one,) in mid if one != two.mentee_mid))


def keeps_out(two: Two) -> None:
    """The mentor wants to be asked by others."""
    reach.PREFERENCES.append(lambda mentee, mentor: mentee.id == two.mentee_mid)


BEFORE: dict[str, Callable[[Two], None]] = {
    "paused": paused, "capped": capped, "blocked": blocked, "blocked elsewhere": blocked_elsewhere,
    "excluded": keeps_out,
}  # fmt: skip


def seen(browser: FlaskClient, two: Two, ask_id: int) -> list[str]:
    """Everything about one mentor that the asker sees, without names, numbers and what is of once."""
    handle = two.mentor.handle
    pages = [
        browser.get(address).text
        for address in (f"/mentors/{two.mentor_id}", f"/memberships/{two.mentor_mid}")
    ]
    items = re.findall(r"<li class=\"item\".*?</li>", browser.get("/mentoring").text, re.S)
    pages += [item for item in items if f">{handle}<" in item]
    names = {handle: "H", str(two.mentor_id): "M", str(two.mentor_mid): "P", str(ask_id): "A"}
    for name, short in names.items():
        pages = [page.replace(name, short) for page in pages]
    return [ONCE.sub("", page) for page in pages]


@pytest.fixture
def no_preferences() -> Iterator[None]:
    """What one test prefers, no other does."""
    before = list(reach.PREFERENCES)
    yield
    reach.PREFERENCES[:] = before


@pytest.fixture
def pair(circle: Circle) -> tuple[Two, Two]:
    """One mentee and two mentors: one who does not answer, and one of whom there is something to hide."""
    one = two_who_met(circle)
    mentor, mentor_id = a_mentor(circle)
    met(circle, one.mentee, mentor)
    return one, Two(circle, one.mentee, mentor, mentor_id)


@law("L7.4", "L7.5")
@pytest.mark.usefixtures("no_preferences")
@pytest.mark.parametrize("why", ["declined", *BEFORE])
def test_to_the_asker_every_ask_that_is_not_accepted_is_alike(
    pair: tuple[Two, Two], as_member: Browser, why: str
) -> None:
    silent, hidden = pair
    if why in BEFORE:
        BEFORE[why](hidden)
    asks = [asked(one) for one in pair]
    if why == "declined":
        declined(hidden, asks[1])
    for days in (0, 6, 1.1, 24, 7):
        after(days)
        mine = as_member(silent.mentee)
        first, second = (seen(mine, one, number) for one, number in zip(pair, asks, strict=True))
        assert len(first) > 2
        assert first == second
    assert told(silent.mentee)[-2:] == ["ask_unanswered"] * 2


@law("L7.4", "L7.5")
@pytest.mark.usefixtures("no_preferences")
@pytest.mark.parametrize("why", BEFORE)
def test_asking_takes_the_same_answer_and_the_same_work(
    pair: tuple[Two, Two], as_member: Browser, why: str
) -> None:
    BEFORE[why](pair[1])
    done, answers = [], []
    for one in pair:
        with statements() as asked_for:
            answer = as_member(one.mentee).post(f"/mentors/{one.mentor_id}/asks", data=AGREES)
        done.append(asked_for)
        answers.append(
            (
                answer.status_code,
                re.sub(r"\d{9,}", "N", f"{answer.headers['Location']}{answer.text}"),
            )
        )
    assert answers[0] == answers[1]
    assert done[0] == done[1]


@contextmanager
def statements() -> Iterator[list[str]]:
    """Every statement that is sent to the database meanwhile, in its order."""
    sent: list[str] = []

    def note(*args: object) -> None:
        sent.append(re.sub(r"savepoint_\d+", "savepoint", str(args[2])))

    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", note)


@law("L7.5")
@pytest.mark.usefixtures("no_preferences")
@pytest.mark.parametrize("why", BEFORE)
def test_what_does_not_arrive_is_told_to_nobody(two: Two, why: str) -> None:
    BEFORE[why](two)
    before = told(two.mentor)
    ask_id = ask(two)
    while run_due():
        pass
    assert the_ask(ask_id).withheld_at is not None
    assert told(two.mentor) == before
    assert ask_id not in {each.id for each in queries.asks_to(two.mentor.id)}
    with pytest.raises(NotFound):
        operations.accept_ask(two.mentor.id, ask_id, SURE)


@law("L7.5")
def test_an_ask_that_was_declined_keeps_its_place(pair: tuple[Two, Two]) -> None:
    declined(pair[0], ask(pair[0]))
    asked(pair[1])
    third, third_id = a_mentor(pair[0].circle)
    met(pair[0].circle, pair[0].mentee, third)
    with pytest.raises(Conflict, match="2 open asks"):
        ask(Two(pair[0].circle, pair[0].mentee, third, third_id))
    after(7.1)
    assert ask(Two(pair[0].circle, pair[0].mentee, third, third_id))


@law("L7.5")
def test_an_ask_reaches_its_mentor_with_its_words(two: Two, as_member: Browser) -> None:
    ask_id = asked(two, "It has been hard.")
    assert told(two.mentor)[-1] == "ask_received"
    page = as_member(two.mentor).get(f"/asks/{ask_id}").text
    assert "It has been hard." in page
    assert the_ask(ask_id).words not in ("", "It has been hard.")
    for person in (two.mentee, two.circle.other, two.circle.moderator):
        assert as_member(person).get(f"/asks/{ask_id}").status_code == 404
    assert "It has been hard." in everything(downloaded(as_member(two.mentee)))
    assert "It has been hard." not in everything(downloaded(as_member(two.mentor)))


@law("L7.5")
def test_whoever_mentors_no_more_is_offered_no_acceptance(two: Two, as_member: Browser) -> None:
    ask_id, mentor = asked(two), as_member(two.mentor)
    accept = f"/asks/{ask_id}/acceptance"
    assert accept in mentor.get(f"/asks/{ask_id}").text
    operations.stop_mentoring(two.mentor.id, two.circle.slug)
    page = mentor.get(f"/asks/{ask_id}").text
    assert accept not in page
    assert "You mentor nobody new here now" in page
    assert mentor.post(f"/asks/{ask_id}/refusal").status_code == 303
    assert the_ask(ask_id).told(clock.now()) == "open"


@law("L7.2", "L7.5")
def test_below_the_gate_nobody_asks_and_is_told_what_is_missing(
    two: Two, circle: Circle, as_member: Browser
) -> None:
    for person in (circle.other, circle.moderator, circle.newcomer):
        with pytest.raises(Forbidden, match="not met"):
            operations.ask_mentor(person.id, two.mentor_id, AskForm("", agreement.CURRENT))
    met(circle, circle.other, two.mentor, times=2)
    page = as_member(circle.other).get(f"/mentors/{two.mentor_id}").text
    assert "have met in 2 of the 3 events." in page
    answer = as_member(circle.other).post(f"/mentors/{two.mentor_id}/asks", data=AGREES)
    assert answer.status_code == 403
    with pytest.raises(NotFound):
        operations.ask_mentor(circle.outsider.id, two.mentor_id, AskForm("", agreement.CURRENT))
    with pytest.raises(NotFound):
        operations.ask_mentor(two.mentor.id, two.mentor_id, AskForm("", agreement.CURRENT))


@law("L7.5")
def test_one_ask_to_a_mentor_and_two_in_all_over_every_group(two: Two) -> None:
    first = asked(two)
    assert ask(two) == first
    elsewhere = a_circle("elsewhere")
    admit(two.mentee, elsewhere.slug)
    a_meeting(elsewhere)
    others = [a_mentor(elsewhere) for _number in range(2)]
    met(elsewhere, two.mentee, *(mentor for mentor, _row in others))
    form = AskForm("", agreement.CURRENT)
    operations.ask_mentor(two.mentee.id, others[0][1], form)
    with pytest.raises(Conflict, match="2 open asks"):
        operations.ask_mentor(two.mentee.id, others[1][1], form)
    operations.withdraw_ask(two.mentee.id, first)
    assert operations.ask_mentor(two.mentee.id, others[1][1], form)


@law("L7.5")
def test_thirty_days_follow_an_ask_that_was_not_accepted(two: Two) -> None:
    declined(two, ask(two))
    after(7.1)
    assert told(two.mentee)[-1] == "ask_unanswered"
    with pytest.raises(Conflict, match="ask again from"):
        ask(two)
    clock.move(29 * DAY)
    with pytest.raises(Conflict):
        ask(two)
    clock.move(DAY)
    assert ask(two)


@law("L7.5")
def test_thirty_days_follow_an_ask_that_was_taken_back(two: Two) -> None:
    ask_id = asked(two)
    operations.withdraw_ask(two.mentee.id, ask_id)
    operations.withdraw_ask(two.mentee.id, ask_id)
    with pytest.raises(Conflict):
        operations.accept_ask(two.mentor.id, ask_id, SURE)
    with pytest.raises(Conflict):
        ask(two)
    clock.move(30 * DAY)
    assert ask(two)
    with pytest.raises(NotFound):
        operations.withdraw_ask(two.circle.other.id, ask_id)


@law("L7.5", "L7.6")
def test_accepting_opens_a_channel_for_the_two_once(two: Two, circle: Circle) -> None:
    ask_id = asked(two)
    with pytest.raises(NotFound):
        operations.accept_ask(circle.moderator.id, ask_id, SURE)
    mentorship_id = operations.accept_ask(two.mentor.id, ask_id, SURE)
    assert operations.accept_ask(two.mentor.id, ask_id, SURE) == mentorship_id
    room_id = of(mentorship_id).room_id
    assert a_message(two.mentee, room_id, "Good evening.")
    assert room_for(two.mentor.id, room_id)
    assert told(two.mentee)[-1] == "ask_accepted"
    with pytest.raises(Conflict):
        operations.withdraw_ask(two.mentee.id, ask_id)
    with pytest.raises(Conflict, match="channel already"):
        ask(two)


@law("L7.5")
def test_an_ask_that_is_over_is_refused_kindly(two: Two) -> None:
    ask_id = asked(two)
    clock.move(7 * DAY)
    with pytest.raises(Conflict, match="no longer open"):
        operations.accept_ask(two.mentor.id, ask_id, SURE)
    with pytest.raises(Conflict, match="no longer open"):
        operations.decline_ask(two.mentor.id, ask_id)


@law("L7.5")
def test_after_a_decline_nothing_is_accepted(two: Two) -> None:
    ask_id = asked(two)
    declined(two, ask_id)
    operations.decline_ask(two.mentor.id, ask_id)
    with pytest.raises(Conflict):
        operations.accept_ask(two.mentor.id, ask_id, SURE)


@law("L7.5")
def test_nobody_accepts_somebody_who_is_shut_out(two: Two, circle: Circle) -> None:
    ask_id = asked(two)
    a_long_mute = ActForm("No.", clock.now() + 3 * DAY)
    moderation.mute_person(circle.moderator.id, two.mentee_mid, a_long_mute)
    with pytest.raises(Conflict):
        operations.accept_ask(two.mentor.id, ask_id, SURE)
    moderation.ban_person(circle.moderator.id, two.mentee_mid, ActForm("No.", None))
    with pytest.raises(Conflict):
        operations.accept_ask(two.mentor.id, ask_id, SURE)


@law("L7.5")
def test_nobody_accepts_somebody_whom_the_site_keeps_out(two: Two) -> None:
    ask_id = asked(two)
    members.suspend_from_site(OPERATOR, two.mentee.id, clock.now() + DAY)
    with pytest.raises(Conflict):
        operations.accept_ask(two.mentor.id, ask_id, SURE)


@law("L7.5", "L1.8")
def test_whom_a_mentor_blocks_asks_in_vain_from_then_on(two: Two) -> None:
    ask_id = asked(two)
    blocked(two)
    with pytest.raises(NotFound):
        operations.accept_ask(two.mentor.id, ask_id, SURE)
    assert queries.own_ask(two.mentee.id, ask_id).told == "open"


@law("L7.3", "L7.5")
def test_places_are_counted_over_all_groups(two: Two) -> None:
    set_cap(two.mentor_id, 1)
    elsewhere = a_circle("elsewhere")
    a_meeting(elsewhere)
    admit(two.mentor, elsewhere.slug)
    there = Two(
        elsewhere, elsewhere.newcomer, two.mentor, make_mentor(elsewhere, two.mentor, cap=1)
    )
    met(elsewhere, there.mentee, there.mentor)
    first, second = asked(two), asked(there)
    mentorship_id = operations.accept_ask(two.mentor.id, first, SURE)
    with pytest.raises(Conflict, match="places are taken"):
        operations.accept_ask(two.mentor.id, second, SURE)
    operations.leave(two.mentor.id, mentorship_id)
    assert operations.accept_ask(two.mentor.id, second, SURE)


@law("L1.5", "L7.3")
def test_a_mentor_accepts_with_an_authenticator_only(two: Two, as_member: Browser) -> None:
    ask_id = asked(two)
    without_authenticator(two.mentor)
    with pytest.raises(Forbidden, match="authenticator"):
        operations.accept_ask(two.mentor.id, ask_id, SURE)


@operation
def without_authenticator(person: Person) -> None:
    """They took theirs off."""
    db.session.query(Authenticator).filter_by(member_id=person.id).delete()


@law("L7.6")
def test_both_accept_the_same_agreement_before_the_first_message(
    two: Two, as_member: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Invalid):
        AskForm.parse({"words": "", "version": "0", "agree": "yes"})
    with pytest.raises(Invalid):
        AgreementForm.parse({"version": str(agreement.CURRENT)})
    ask_id = asked(two)
    _newer(monkeypatch)
    mentorship_id = operations.accept_ask(two.mentor.id, ask_id, AgreementForm(NEWER))
    room_id = of(mentorship_id).room_id
    for person in (two.mentee, two.mentor):
        with pytest.raises(Forbidden, match="new version"):
            a_message(person, room_id)
    assert "new version" in as_member(two.mentee).get(f"/mentorships/{mentorship_id}").text
    operations.accept_agreement(two.mentee.id, mentorship_id, AgreementForm(NEWER))
    assert a_message(two.mentee, room_id)


@law("L7.6")
def test_a_new_version_asks_both_again_and_silences_nobody(
    two: Two, as_member: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    mentorship_id = together(two)
    _newer(monkeypatch)
    after(0.1)
    after(0.1)
    assert told(two.mentor)[-1:] == told(two.mentee)[-1:] == ["agreement_changed"]
    assert told(two.mentee).count("agreement_changed") == 1
    assert a_message(two.mentee, of(mentorship_id).room_id)
    form = {"version": str(NEWER), "agree": "yes"}
    answer = as_member(two.mentee).post(f"/mentorships/{mentorship_id}/agreement", data=form)
    assert answer.status_code == 303
    assert of(mentorship_id).mentee_version == NEWER
    assert of(mentorship_id).mentor_version == NEWER - 1


def _newer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The agreement has another version from now on."""
    for module in ("forms", "showing", "operations.life", "operations.answering", "operations.tending",
                   "words.agreement"):  # fmt: skip
        monkeypatch.setattr(f"community.mentoring.{module}.CURRENT", NEWER)


@law("L7.5")
def test_a_mentor_says_whether_they_take_asks(two: Two, as_member: Browser) -> None:
    operations.set_places(two.mentor.id, two.circle.slug, PlacesForm(2, False))
    assert "takes no asks" in as_member(two.mentee).get(f"/mentors/{two.mentor_id}").text
    with pytest.raises(Conflict, match="takes no asks"):
        ask(two)


def test_nobody_is_shown_a_mentor_whom_they_blocked(two: Two, as_member: Browser) -> None:
    ask_id = asked(two)
    groups.block_person(two.mentee.id, two.mentor_mid)
    assert as_member(two.mentee).get(f"/mentors/{two.mentor_id}").status_code == 404
    assert queries.own_ask(two.mentee.id, ask_id).told == "withdrawn"

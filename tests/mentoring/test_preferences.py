"""Preferences restrict who may ask and who is suggested, and are disclosed to nobody (L7.4)."""

from datetime import timedelta

import pytest

from community.clock import now
from community.extensions import db
from community.groups import operations as groups
from community.mentoring import operations as mentoring
from community.mentoring.finding import operations, queries
from community.mentoring.finding.facts import Facts, Wishes, hours_overlap
from community.mentoring.finding.forms import PreferencesForm
from community.mentoring.finding.models import Preference
from community.mentoring.forms import PauseForm, PlacesForm
from community.moderation import operations as moderation
from community.moderation.forms import ActForm
from tests.factories import Circle, Person
from tests.laws import law
from tests.meetings.planned import a_meeting
from tests.mentoring.stage import (
    Two,
    a_mentor,
    after,
    asked,
    met,
    set_cap,
    switched_on,
    the_ask,
    together,
    told,
)
from tests.mentoring.test_asks import seen
from tests.stage import Browser


def prefers(person: Person, slug: str, **said: str) -> None:
    """Somebody said so in a group."""
    operations.keep_preferences(person.id, slug, PreferencesForm.parse(said))
    db.session.rollback()


def suggested(person: Person) -> list[str]:
    """Whom somebody is suggested, in order."""
    db.session.rollback()
    return [one.handle for one in queries.suggestions_for(person.id)]


@law("L7.4")
def test_an_ask_of_somebody_not_wished_for_does_not_arrive(two: Two) -> None:
    prefers(two.mentor, two.circle.slug, wish_gender_woman="yes")
    prefers(two.mentee, two.circle.slug, gender="man")
    assert the_ask(asked(two)).withheld_at is not None
    assert "ask_received" not in told(two.mentor)


@law("L7.4")
def test_an_ask_of_somebody_wished_for_arrives(two: Two) -> None:
    prefers(two.mentor, two.circle.slug, wish_gender_woman="yes", wish_language_es="yes")
    prefers(two.mentee, two.circle.slug, gender="woman", language_es="yes", language_en="yes")
    assert the_ask(asked(two)).reached_at is not None
    assert "ask_received" in told(two.mentor)


@law("L7.4")
def test_what_was_not_said_does_not_fit_a_wish() -> None:
    assert Wishes().fit(Facts())
    assert not Wishes(faith="secular").fit(Facts())
    assert not Wishes(genders=("woman",)).fit(Facts())
    assert Wishes(identities=("parent",)).fit(Facts(identities=("parent", "carer")))


@law("L7.4", "L7.5")
def test_to_the_asker_an_excluded_ask_looks_like_one_nobody_answered(
    two: Two, circle: Circle, as_member: Browser
) -> None:
    mentor, mentor_id = a_mentor(circle)
    met(circle, two.mentee, mentor)
    pair = two, Two(circle, two.mentee, mentor, mentor_id)
    prefers(two.mentee, circle.slug, gender="man")
    prefers(mentor, circle.slug, wish_gender_woman="yes")
    asks = [asked(one) for one in pair]
    assert the_ask(asks[1]).withheld_at is not None
    for days in (0, 6, 1.1, 24, 7):
        after(days)
        mine = as_member(two.mentee)
        first, second = (seen(mine, one, number) for one, number in zip(pair, asks, strict=True))
        assert first == second
    assert told(two.mentee)[-2:] == ["ask_unanswered"] * 2


@law("L7.4")
@pytest.mark.parametrize("why", ["paused", "capped", "blocked", "excluded"])
def test_a_suggestion_tells_nothing_of_what_the_mentor_did_or_wants(
    two: Two, as_member: Browser, why: str
) -> None:
    before = suggested(two.mentee), as_member(two.mentee).get("/mentoring/suggestions").data
    if why == "paused":
        mentoring.pause_asks(two.mentor.id, two.circle.slug, PauseForm(True))
    elif why == "blocked":
        groups.block_person(two.mentor.id, two.mentee_mid)
    elif why == "excluded":
        prefers(two.mentor, two.circle.slug, wish_gender_woman="yes")
    else:
        set_cap(two.mentor_id, 1)
        met(two.circle, two.circle.other, two.mentor)
        together(Two(two.circle, two.circle.other, two.mentor, two.mentor_id))
    assert suggested(two.mentee) == before[0] == [two.mentor.handle]
    page = as_member(two.mentee).get("/mentoring/suggestions").text
    assert two.mentor.handle in page


@law("L7.4")
def test_whoever_says_to_have_no_room_is_not_suggested(two: Two) -> None:
    mentoring.set_places(two.mentor.id, two.circle.slug, PlacesForm(2, available=False))
    assert suggested(two.mentee) == []


@law("L7.4", "L1.8")
def test_whom_one_blocked_or_asked_is_not_suggested(two: Two) -> None:
    asked(two)
    assert suggested(two.mentee) == []
    groups.block_person(two.mentee.id, two.mentor_mid)
    assert suggested(two.mentee) == []


@law("L4.7", "L7.4")
def test_whoever_is_kept_out_for_an_hour_is_suggested_nobody_there(two: Two) -> None:
    why = ActForm("Too loud tonight.", now() + timedelta(hours=1))
    moderation.remove_person(two.circle.moderator.id, two.mentee_mid, why)
    assert suggested(two.mentee) == []


@law("L7.2", "L7.4")
def test_whoever_has_not_met_is_not_suggested(circle: Circle) -> None:
    switched_on()
    a_meeting(circle)
    mentor, _row = a_mentor(circle)
    met(circle, circle.regular, mentor, times=2)
    assert suggested(circle.regular) == []


@law("L7.4")
def test_the_closest_stands_first_and_each_says_why(two: Two, as_member: Browser) -> None:
    closer, _row = a_mentor(two.circle)
    met(two.circle, two.mentee, closer, times=5)
    assert suggested(two.mentee) == [closer.handle, two.mentor.handle]
    page = as_member(two.mentee).get("/mentoring/suggestions").text
    assert "You met in 5 meetings and topics." in page
    assert "You met in 3 meetings and topics." in page


@law("L7.4")
def test_own_wishes_know_only_what_a_mentor_lets_be_concluded(two: Two) -> None:
    prefers(two.mentee, two.circle.slug, wish_gender_woman="yes")
    prefers(two.mentor, two.circle.slug, gender="woman")
    assert suggested(two.mentee) == []
    prefers(two.mentor, two.circle.slug, gender="woman", shown="yes")
    assert suggested(two.mentee) == [two.mentor.handle]
    prefers(two.mentee, two.circle.slug, wish_gender_man="yes")
    assert suggested(two.mentee) == []


@law("L7.4")
def test_reasons_name_a_language_only_where_it_is_shown(two: Two, as_member: Browser) -> None:
    prefers(two.mentee, two.circle.slug, language_es="yes", hour_evening="yes")
    prefers(two.mentor, two.circle.slug, language_es="yes", hour_evening="yes")
    assert "Spanish" not in as_member(two.mentee).get("/mentoring/suggestions").text
    prefers(two.mentor, two.circle.slug, language_es="yes", hour_evening="yes", shown="yes")
    page = as_member(two.mentee).get("/mentoring/suggestions").text
    assert "You share a language: Spanish." in page
    assert "You are usually here at the same hours." in page


@law("L7.4")
def test_hours_overlap_as_time_passes_not_as_clocks_say() -> None:
    evening = Facts(hours=("evening",))
    assert hours_overlap(evening, "UTC", evening, "Europe/Paris", now())
    assert not hours_overlap(evening, "America/Los_Angeles", evening, "Europe/Paris", now())
    assert not hours_overlap(evening, "UTC", Facts(), "UTC", now())


@law("L7.4")
def test_preferences_are_sealed_and_shown_to_their_owner_alone(
    two: Two, as_member: Browser
) -> None:
    prefers(two.mentee, two.circle.slug, gender="nonbinary", faith="secular")
    row = db.session.query(Preference).one()
    assert "nonbinary" not in row.facts
    address = f"/groups/{two.circle.slug}/mentoring/preferences"
    assert 'value="nonbinary" checked' in as_member(two.mentee).get(address).text
    for other in (two.mentor, two.circle.moderator):
        assert 'value="nonbinary" checked' not in as_member(other).get(address).text
    assert as_member(two.circle.outsider).get(address).status_code == 404


@law("L7.4")
def test_preferences_are_deleted_on_wish(two: Two, as_member: Browser) -> None:
    prefers(two.mentee, two.circle.slug, gender="man")
    address = f"/groups/{two.circle.slug}/mentoring/preferences/forgetting"
    assert as_member(two.mentee).post(address).status_code == 303
    db.session.rollback()
    assert db.session.query(Preference).count() == 0


def test_what_no_form_offers_is_refused_and_changes_nothing(two: Two, as_member: Browser) -> None:
    address = f"/groups/{two.circle.slug}/mentoring/preferences"
    answer = as_member(two.mentee).post(address, data={"gender": "dragon", "faith": "secular"})
    assert answer.status_code == 422
    assert "Choose one of these." in answer.text
    assert 'value="secular" checked' in answer.text
    assert db.session.query(Preference).count() == 0

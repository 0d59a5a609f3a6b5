"""A group says some of the house's sentences in its own words, and nowhere else (L6.1-L6.3)."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from community import clock
from community.errors import Conflict, Forbidden, Invalid, NotFound
from community.extensions import db
from community.groups import operations as groups
from community.journal import JournalEntry
from community.wellbeing.forms.daily_threads import DailyThreadForm
from community.wellbeing.forms.group_words import GroupWordsForm
from community.wellbeing.models import GroupWords
from community.wellbeing.operations.daily_threads import open_daily_topic, set_daily_thread
from community.wellbeing.operations.group_words import change_group_words, reset_group_words
from community.wellbeing.words.sentences import SENTENCES, Voice
from tests.factories import Circle, a_circle, admit
from tests.forums.stage import board_of
from tests.laws import law
from tests.portability.stage import downloaded, everything
from tests.stage import Browser
from tests.wellbeing.days import at, note, set_clock
from tests.wellbeing.stage import a_clock, a_slip, show

OWN = {
    "daily_title": "{date}, by the fire",
    "daily_opening": "Sit down. Say how it is, or say nothing.",
    "day_2": "A grey day.",
    "milestone_offer": "{milestone}! Shall we hear of it?",
    "milestone_proposal": "{milestone}, one by one.",
    "slip_recorded": "Written down. Breathe.",
    "slip_now": "What now? All is well.",
    "days_invitation": "Some of us count days. Look, if you like.",
}


def say(circle: Circle, based_on: int = 0, **words: str) -> None:
    """The moderator writes these."""
    form = GroupWordsForm.parse({**words, "based_on": str(based_on)})
    change_group_words(circle.moderator.id, circle.slug, form)


def text_of(browser: FlaskClient, address: str) -> str:
    """The page, without its marks of quotation being named."""
    return browser.get(address).text.replace("&#39;", "'")


@pytest.fixture
def spoken(circle: Circle) -> Circle:
    """A group that says everything in its own words."""
    say(circle, **OWN)
    return circle


@law("L6.3")
def test_the_thread_of_a_day_has_the_groups_own_title_and_opening(
    spoken: Circle, as_member: Browser
) -> None:
    set_clock(at("2026-11-30 08:00:00"))
    set_daily_thread(spoken.moderator.id, spoken.slug, DailyThreadForm(board_of(spoken)))
    page = as_member(spoken.regular).get(f"/groups/{spoken.slug}/forum").text
    assert "Monday, 30 November 2026, by the fire" in page
    day = note(spoken.regular, mood="2", whole="yes", line="Long shift.")
    telling = as_member(spoken.regular).get(f"/you/checkins/{day}/sharing?line=yes").text
    assert "A grey day.\n\nLong shift." in telling
    reset_group_words(spoken.moderator.id, spoken.slug, "daily_opening")
    clock.move(at("2026-12-01 08:00:00") - clock.now())
    topic = open_daily_topic(spoken.group_id)
    later = as_member(spoken.regular).get(f"/topics/{topic}").text
    assert "It opened by itself, for the day." in later
    assert "Sit down." not in later


@law("L6.3")
def test_a_thread_keeps_what_stood_at_its_head(spoken: Circle, as_member: Browser) -> None:
    set_daily_thread(spoken.moderator.id, spoken.slug, DailyThreadForm(board_of(spoken)))
    reset_group_words(spoken.moderator.id, spoken.slug, "daily_opening")
    forum = as_member(spoken.regular).get(f"/groups/{spoken.slug}/forum").text
    address = "/topics/" + forum.partition('href="/topics/')[2].partition("?")[0]
    assert "Sit down. Say how it is" in as_member(spoken.regular).get(address).text


@law("L6.1", "L6.2")
def test_ones_own_pages_speak_as_ones_only_group_does(spoken: Circle, as_member: Browser) -> None:
    clock_id, browser = a_clock(spoken.regular, 31), as_member(spoken.regular)
    for address in ("/", "/you/clocks", f"/you/clocks/{clock_id}"):
        assert "30 days! Shall we hear of it?" in text_of(browser, address)
    assert (
        ">\n30 days, one by one.</textarea>"
        in browser.get(f"/you/clocks/{clock_id}/chips/days-30").text
    )
    slipped = a_clock(spoken.regular, 20)
    a_slip(spoken.regular, slipped)
    after = browser.get(f"/you/clocks/{slipped}/afterwards").text
    for words in (OWN["slip_recorded"], OWN["slip_now"], "in the words of Harbour-Street"):
        assert words in after
    admit(spoken.regular, a_circle("elsewhere").slug)
    for address in ("/", f"/you/clocks/{clock_id}", f"/you/clocks/{slipped}/afterwards"):
        assert not any(words.strip("{}") in browser.get(address).text for words in OWN.values())
    assert "Would you like to share it?" in browser.get("/").text


@law("L6.1")
def test_the_groups_page_invites_in_its_own_words(spoken: Circle, as_member: Browser) -> None:
    show(as_member(spoken.regular), a_clock(spoken.regular), spoken.mid(spoken.regular))
    assert OWN["days_invitation"] in as_member(spoken.other).get(f"/groups/{spoken.slug}").text


@law("L6.3")
def test_who_has_two_threads_to_choose_from_begins_with_the_houses_words(
    spoken: Circle, as_member: Browser
) -> None:
    elsewhere = a_circle("elsewhere")
    admit(spoken.regular, elsewhere.slug)
    for circle in (spoken, elsewhere):
        set_daily_thread(circle.moderator.id, circle.slug, DailyThreadForm(board_of(circle)))
    day = note(spoken.regular, mood="2")
    assert "A low day." in as_member(spoken.regular).get(f"/you/checkins/{day}/sharing").text


def test_the_page_has_the_houses_words_beside_and_each_can_be_had_again(
    spoken: Circle, as_member: Browser
) -> None:
    browser, address = as_member(spoken.moderator), f"/groups/{spoken.slug}/words"
    page = browser.get(address).text
    assert "The house says: “A low day.”" in page
    assert 'value="A grey day."' in page
    assert f'action="{address}/day_2/removal"' in page
    assert f'action="{address}/day_3/removal"' not in page
    assert browser.post(f"{address}/day_2/removal").status_code == 303
    assert browser.post(f"{address}/day_2/removal").status_code == 303
    assert 'value="A grey day."' not in browser.get(address).text
    assert browser.post(f"{address}/crisis/removal").status_code == 404
    assert address in browser.get(f"/groups/{spoken.slug}/settings").text


def test_moderators_alone_write_them(circle: Circle, as_member: Browser) -> None:
    form = GroupWordsForm.parse({"day_2": "A grey day."})
    for person, refusal in ((circle.regular, Forbidden), (circle.outsider, NotFound)):
        with pytest.raises(refusal):
            change_group_words(person.id, circle.slug, form)
        with pytest.raises(refusal):
            reset_group_words(person.id, circle.slug, "day_2")
        status = 404 if person is circle.outsider else 403
        assert as_member(person).get(f"/groups/{circle.slug}/words").status_code == status
    assert db.session.query(GroupWords).count() == 0


@pytest.mark.parametrize(
    ("key", "said", "why"),
    [
        ("day_2", "A {mood} day.", "{mood} stands for nothing here. Leave curly brackets out."),
        ("milestone_offer", "{days}?", "{days} stands for nothing here. What can be put in is {milestone}."),
        ("milestone_offer", "{milestone", "A curly bracket is alone here."),
        ("milestone_offer", "{}", "{} stands for nothing here."),
        ("milestone_offer", "{milestone.__class__}", "{milestone.__class__} stands for nothing here."),
        ("daily_title", "By the fire", "Leave {date} in it"),
        ("day_2", "x" * 161, "160"),
        ("milestone_proposal", "x" * 61, "60"),
        ("crisis", "Pull yourself together.", "Something came along that this form does not know."),
    ],
)  # fmt: skip
def test_what_cannot_be_said_is_refused_and_kept(
    circle: Circle, as_member: Browser, key: str, said: str, why: str
) -> None:
    browser, address = as_member(circle.moderator), f"/groups/{circle.slug}/words"
    answer = browser.post(address, data={"day_5": "A bright day.", key: said, "based_on": "0"})
    assert (answer.status_code, why in answer.text) == (422, True)
    assert 'value="A bright day."' in answer.text
    assert db.session.query(GroupWords).count() == 0
    with pytest.raises(Invalid):
        GroupWordsForm.parse({key: said})


def test_no_sentence_of_the_house_is_about_crisis_and_each_fits_its_own_bounds(app: Flask) -> None:
    with app.test_request_context():
        GroupWordsForm.parse({key: str(one.default) for key, one in SENTENCES.items()})
        said = " ".join(str(one.default).casefold() for one in SENTENCES.values())
    for word in ("crisis", "emergency", "findahelpline", "danger", "relapse", "streak", "clean"):
        assert word not in said


def test_what_another_moderator_wrote_is_not_written_over_unseen(
    spoken: Circle, as_member: Browser
) -> None:
    browser, address = as_member(spoken.moderator), f"/groups/{spoken.slug}/words"
    stale = browser.post(address, data={"day_2": "A dull day.", "based_on": "0"})
    assert (stale.status_code, 'value="A dull day."' in stale.text) == (409, True)
    version = f'name="based_on" value="{len(OWN)}"'
    assert version in stale.text
    with pytest.raises(Conflict):
        say(spoken, day_2="A dull day.")
    say(spoken, **OWN)  # the same again: harmless, however old the page
    say(spoken, len(OWN), **{**OWN, "day_2": "A dull day."})
    assert 'value="A dull day."' in browser.get(address).text


def test_the_journal_has_who_and_which_and_no_words(spoken: Circle, as_member: Browser) -> None:
    last = db.session.query(JournalEntry).order_by(JournalEntry.seq.desc()).first()
    assert last is not None
    assert (last.kind, last.subject) == ("wellbeing:words:changed", f"group:{spoken.group_id}")
    assert last.facts == {"sentences": sorted(OWN)}
    reset_group_words(spoken.moderator.id, spoken.slug, "slip_now")
    reset_group_words(spoken.moderator.id, spoken.slug, "slip_now")
    kinds = [row.kind for row in db.session.query(JournalEntry)]
    assert kinds.count("wellbeing:words:changed") == 2
    assert "Breathe" not in everything(downloaded(as_member(spoken.moderator)))


def test_words_stay_words(circle: Circle, as_member: Browser) -> None:
    strange = '<script>alert(1)</script> %(handle)s "{milestone}"'
    say(circle, milestone_offer=strange, days_invitation="<img src=x>")
    clock_id = a_clock(circle.regular, 31)
    page = as_member(circle.regular).get(f"/you/clocks/{clock_id}").text
    assert "<script>alert" not in page
    assert "%(handle)s &#34;30 days&#34;" in page
    assert as_member(circle.moderator).get(f"/groups/{circle.slug}/words").status_code == 200


def test_what_is_put_in_is_not_read_again() -> None:
    assert (
        Voice("x", {"milestone_offer": "{milestone}"}).say("milestone_offer", milestone="{x}").text
        == "{x}"
    )


def test_who_left_is_spoken_to_by_the_house_again(spoken: Circle, as_member: Browser) -> None:
    clock_id = a_clock(spoken.regular, 31)
    groups.leave_group(spoken.regular.id, spoken.slug)
    assert "Would you like to share it?" in text_of(
        as_member(spoken.regular), f"/you/clocks/{clock_id}"
    )

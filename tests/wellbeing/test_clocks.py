"""Clocks, milestones and slips, through the doors that people use (L6.1, L6.2)."""

import logging
from contextlib import suppress
from datetime import timedelta
from random import Random

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from community import clock
from community.clock import now
from community.errors import Conflict, Invalid, NotFound
from community.extensions import db
from community.journal import JournalEntry
from community.meetings.models import Celebration
from community.moderation import operations as moderation
from community.moderation.forms import RuleForm
from community.notices.models import Notice
from community.resealing import forget_old, rotate
from community.rooms.models import Message
from community.wellbeing import operations, queries
from community.wellbeing.forms import ClockForm
from community.wellbeing.models import Clock, ClockChip, ClockConsent, ClockSight, ClockSlip
from tests.factories import Circle, Person, admit
from tests.forums.stage import a_topic
from tests.laws import law
from tests.meetings.stage import an_evening
from tests.portability.stage import deletes, with_passphrase, work
from tests.stage import Browser
from tests.wellbeing.stage import a_clock, a_slip, day, moves_to, see, show

FORM = {"kind": "abstinence", "name": "No alcohol", "goal": "", "began_on": "", "began_at": ""}


@pytest.fixture
def browser(circle: Circle, as_member: Browser) -> FlaskClient:
    """The regular's."""
    return as_member(circle.regular)


def make(browser: FlaskClient, **typed: str) -> tuple[int, str]:
    """Send the form of a new clock; the status, and where it leads or what it says."""
    answer = browser.post("/you/clocks", data={**FORM, "began_on": day(30), **typed})
    return answer.status_code, answer.headers.get("Location") or answer.text


def slip(browser: FlaskClient, clock_id: int, **typed: str) -> tuple[int, str]:
    """Send the form of a slip; the status, and the page it leads to or what it says."""
    form = {"day": day(0), "note": "", "key": "slip-key-0001", **typed}
    answer = browser.post(f"/you/clocks/{clock_id}/slips", data=form)
    if answer.status_code != 303:
        return answer.status_code, answer.text
    return 303, browser.get(answer.headers["Location"]).text


@law("L6.1")
def test_somebody_makes_as_many_clocks_as_they_like(browser: FlaskClient) -> None:
    for name in ("No alcohol", "No bets", "Quiet evenings"):
        assert make(browser, name=name)[0] == 303
    aim = {"kind": "reduction", "name": "Coffee", "goal": "At most two a week."}
    status, address = make(browser, **aim, began_at="00:01")
    page = browser.get(address).text
    assert status == 303
    assert "At most two a week." in page
    assert "30 days" in page
    found = browser.get("/you/clocks").text
    assert all(name in found for name in ("No alcohol", "No bets", "Quiet evenings", "Coffee"))


@law("L6.1")
@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"began_on": "tomorrow"}, "That day has not come yet."),
        ({"began_on": "1826-11-29"}, "longer ago than a clock can count"),
        ({"began_on": "0001-01-01"}, "longer ago than a clock can count"),
        ({"began_on": "9999-12-31"}, "That day has not come yet."),
        ({"began_on": "2025-02-29"}, "That day is not in the calendar."),
        ({"began_on": "yesterday"}, "Write the day as"),
        ({"began_on": ""}, "Say on which day it began."),
        ({"began_at": "25:00"}, "Write the time as"),
        ({"name": ""}, "Give it a name."),
        ({"name": "x" * 61}, "60"),
        ({"kind": "reduction"}, "Say what you aim for"),
        ({"kind": "contest"}, "Choose one of these."),
        ({"public": "yes"}, "Something came along"),
    ],
)
def test_what_cannot_be_is_refused_and_kept_in_the_form(
    browser: FlaskClient, typed: dict[str, str], says: str
) -> None:
    typed = {key: day(-1) if value == "tomorrow" else value for key, value in typed.items()}
    status, page = make(browser, **typed)
    assert (status, says in page) == (422, True)
    assert db.session.query(Clock).count() == 0
    assert make(browser)[0] == 303


@law("L6.1")
def test_a_time_later_today_has_not_come_yet(circle: Circle, browser: FlaskClient) -> None:
    clock.move(now().replace(hour=12, minute=0) + timedelta(days=1) - now())
    assert make(browser, began_on=day(0), began_at="12:01")[0] == 422
    assert make(browser, began_on=day(0), began_at="11:59")[0] == 303


@law("L6.1")
def test_a_clock_is_there_for_nobody_else(circle: Circle, as_member: Browser) -> None:
    clock_id = a_clock(circle.regular)
    other = as_member(circle.moderator)
    for page in ("", "/edit", "/slips/new", "/afterwards", "/visibility", "/chips/days-30"):
        assert other.get(f"/you/clocks/{clock_id}{page}").status_code == 404
    for act in ("edit", "ending", "resumption", "deletion", "chips/days-30/later"):
        form = {**FORM, "began_on": day(1)} if act == "edit" else {}
        assert other.post(f"/you/clocks/{clock_id}/{act}", data=form).status_code == 404
    assert slip(other, clock_id)[0] == 404
    with pytest.raises(NotFound):
        queries.clock_of(circle.moderator.id, clock_id)
    assert "30" in as_member(circle.regular).get(f"/you/clocks/{clock_id}").text


@law("L6.2")
def test_a_slip_erases_nothing(circle: Circle, browser: FlaskClient) -> None:
    clock_id = a_clock(circle.regular, 45)
    before = queries.clock_of(circle.regular.id, clock_id)
    assert {chip.code for chip in before.chips} == {"hours-24", "days-7", "days-30"}
    status, page = slip(browser, clock_id, day=day(1), note="A hard evening.")
    after = queries.clock_of(circle.regular.id, clock_id)
    assert status == 303
    assert (after.count.kept, after.count.total) == (45, 45)
    assert after.chips == before.chips
    assert "45 of 45 days. The next one starts today." in page
    for way in ("My plan", "Someone to talk to", "Nothing now"):
        assert way in page
    clock.move(timedelta(days=1))
    after = queries.clock_of(circle.regular.id, clock_id)
    assert (after.count.kept, after.count.total) == (45, 46)


@law("L6.2")
def test_no_page_of_a_slip_says_a_word_that_shames(circle: Circle, browser: FlaskClient) -> None:
    clock_id = a_clock(circle.regular, 45)
    pages = [browser.get(f"/you/clocks/{clock_id}/slips/new").text, slip(browser, clock_id)[1]]
    pages += [
        browser.get(address).text for address in ("/", "/you/clocks", f"/you/clocks/{clock_id}")
    ]
    for page in pages:
        main = page[page.index("<main") : page.index("</main>")].lower()
        for word in ("relapse", "streak", "lost", "failed", "back to zero", "clean", "say--care"):
            assert word not in main


@law("L6.2")
@pytest.mark.parametrize(
    ("ago", "says"), [(31, "before this clock began"), (-1, "has not come yet")]
)
def test_a_slip_that_cannot_have_been_is_refused_kindly(
    circle: Circle, browser: FlaskClient, ago: int, says: str
) -> None:
    clock_id = a_clock(circle.regular)
    status, page = slip(browser, clock_id, day=day(ago), note="Kept words.")
    assert (status, says in page, "Kept words." in page) == (422, True, True)
    assert db.session.query(ClockSlip).count() == 0
    assert slip(browser, clock_id, day=day(30))[0] == 303


@law("L6.2")
def test_two_slips_in_a_day_are_both_kept_and_one_day_counts(
    circle: Circle, browser: FlaskClient
) -> None:
    clock_id = a_clock(circle.regular)
    slip(browser, clock_id, note="At noon.", key="slip-key-0001")
    slip(browser, clock_id, note="At noon.", key="slip-key-0001")  # pressed twice
    slip(browser, clock_id, note="At night.", key="slip-key-0002")
    assert [each.note for each in queries.slips_of(circle.regular.id, clock_id)] == [
        "At night.",
        "At noon.",
    ]
    clock.move(timedelta(days=2))
    said = queries.clock_of(circle.regular.id, clock_id).count
    assert (said.kept, said.total) == (31, 32)


@law("L6.2")
def test_a_slip_just_after_midnight_is_of_the_day_where_its_owner_lives(
    circle: Circle, browser: FlaskClient
) -> None:
    clock.move(now().replace(hour=11, minute=30) + timedelta(days=1) - now())
    clock_id = a_clock(circle.regular)
    assert slip(browser, clock_id, day=day(-1))[0] == 422  # in UTC tomorrow has not come
    moves_to(circle.regular, "Pacific/Auckland")  # where it is half past midnight, tomorrow
    assert f'value="{day(-1)}"' in browser.get(f"/you/clocks/{clock_id}/slips/new").text
    assert slip(browser, clock_id, day=day(-1))[0] == 303


@law("L6.1", "L6.2")
def test_moving_to_another_zone_at_midnight_takes_no_day(circle: Circle) -> None:
    clock.move(now().replace(hour=0, minute=5) + timedelta(days=1) - now())
    clock_id = a_clock(circle.regular)
    told = []
    for zone in ("UTC", "Pacific/Midway", "Pacific/Kiritimati", "Pacific/Midway", "America/Havana"):
        moves_to(circle.regular, zone)
        said = queries.clock_of(circle.regular.id, clock_id)
        told.append((said.count.total, said.count.kept, len(said.chips)))
    assert told == sorted(told)
    assert told[0] == (30, 30, 3)


@law("L6.1", "L6.2")
def test_a_later_beginning_takes_no_day_and_no_chip(circle: Circle, browser: FlaskClient) -> None:
    clock_id = a_clock(circle.regular, 100)
    changed = {**FORM, "began_on": day(10)}
    assert browser.post(f"/you/clocks/{clock_id}/edit", data=changed).status_code == 303
    said = queries.clock_of(circle.regular.id, clock_id)
    assert (said.count.kept, said.count.total) == (100, 100)
    assert said.chips[-1].code == "days-90"
    assert "The count waits" in browser.get(f"/you/clocks/{clock_id}").text


@law("L6.1")
def test_an_ended_clock_stands_still_and_can_go_on(circle: Circle, browser: FlaskClient) -> None:
    clock_id = a_clock(circle.regular)
    browser.post(f"/you/clocks/{clock_id}/ending")
    clock.move(timedelta(days=5))
    assert queries.clock_of(circle.regular.id, clock_id).count.total == 30
    assert slip(browser, clock_id)[0] == 409
    assert browser.get(f"/you/clocks/{clock_id}/slips/new").status_code == 303
    form = {"kind": "abstinence", "name": "That year"}
    assert browser.post(f"/you/clocks/{clock_id}/edit", data=form).status_code == 303
    assert "That year" in browser.get("/you/clocks").text
    assert "That year" not in browser.get("/").text
    browser.post(f"/you/clocks/{clock_id}/resumption")
    assert queries.clock_of(circle.regular.id, clock_id).count.total == 35


@law("L6.1")
def test_a_deleted_clock_leaves_nothing(circle: Circle, browser: FlaskClient) -> None:
    clock_id = a_clock(circle.regular)
    a_slip(circle.regular, clock_id)
    assert browser.post(f"/you/clocks/{clock_id}/deletion").status_code == 303
    for table in (Clock, ClockSlip, ClockChip, ClockConsent):
        assert db.session.query(table).count() == 0


@law("L6.1")
def test_a_slip_written_down_by_mistake_can_be_taken_out(
    circle: Circle, browser: FlaskClient
) -> None:
    clock_id = a_clock(circle.regular)
    a_slip(circle.regular, clock_id, 3)
    (written,) = queries.slips_of(circle.regular.id, clock_id)
    address = f"/you/clocks/{clock_id}/slips/{written.id}/removal"
    assert browser.post(address).status_code == 303
    assert browser.post(address).status_code == 404
    assert queries.clock_of(circle.regular.id, clock_id).count.this_time == 30


@law("L6.2")
def test_names_goals_and_notes_are_sealed(circle: Circle, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    clock_id = a_clock(circle.regular, name="No gin", goal="Only water")
    a_slip(circle.regular, clock_id, note="At my sister’s.")
    row = db.session.get_one(Clock, clock_id)
    kept = [row.name, row.goal, row.slips[0].note, *caplog.messages]
    assert not any(word in text for text in kept for word in ("gin", "water", "sister"))
    assert queries.said_of(row) == ("No gin", "Only water")
    assert queries.slips_of(circle.regular.id, clock_id)[0].note == "At my sister’s."


@law("L6.1")
def test_a_milestone_is_offered_and_not_now_is_remembered(
    circle: Circle, browser: FlaskClient
) -> None:
    clock_id = a_clock(circle.regular, 31)
    chips = f"/you/clocks/{clock_id}/chips"
    for address in ("/", "/you/clocks", f"/you/clocks/{clock_id}"):
        assert "Would you like to share it?" in browser.get(address).text
    assert browser.post(f"{chips}/days-30/later").status_code == 303
    for address in ("/", "/you/clocks", f"/you/clocks/{clock_id}"):
        assert "Would you like to share it?" not in browser.get(address).text
    assert browser.get(f"{chips}/days-30").status_code == 200
    assert browser.get(f"{chips}/days-60").status_code == 404
    assert browser.post(f"{chips}/days-60/later").status_code == 404
    assert browser.get(f"{chips}/hours-9").status_code == 404
    assert db.session.query(Notice).count() == 0


@law("L6.1")
def test_what_was_reached_long_ago_is_left_in_peace(circle: Circle) -> None:
    for ago, offered in ((400, None), (370, "years-1"), (44, "days-30"), (45, None)):
        found = queries.clock_of(circle.regular.id, a_clock(circle.regular, ago)).offered
        assert (found.code if found else None) == offered


@law("L6.1")
def test_a_milestone_is_posted_where_and_as_its_owner_likes(
    circle: Circle, browser: FlaskClient
) -> None:
    clock_id, topic = a_clock(circle.regular, 31), a_topic(circle.other, circle)
    address = f"/you/clocks/{clock_id}/chips/days-30"
    page = browser.get(address).text
    assert f"room:{circle.room_id}" in page
    assert f"topic:{topic.id}" in page
    said = {"words": "Thirty days, with your help.", "key": "chip-key-0001"}
    for place in (f"room:{circle.room_id}", f"topic:{topic.id}"):
        form = {**said, "place": place, "key": f"chip-{place.replace(':', '-')}"}
        assert browser.post(f"{address}/sharing", data=form).status_code == 303
        assert browser.post(f"{address}/sharing", data=form).status_code == 303  # pressed twice
    bodies = db.session.scalars(sa.select(Message.body).where(Message.body == said["words"])).all()
    assert len(bodies) == 2
    assert queries.clock_of(circle.regular.id, clock_id).offered is None


@law("L6.1", "L8.6")
def test_a_rule_has_its_word_first_and_nothing_is_marked_as_shared(
    circle: Circle, browser: FlaskClient
) -> None:
    keeper = circle.moderator.id
    rule_id = moderation.add_rule(keeper, circle.slug, RuleForm("words", "casino", "warn"))
    moderation.switch_rule(keeper, rule_id, True)
    clock_id = a_clock(circle.regular, 31)
    address = f"/you/clocks/{clock_id}/chips/days-30/sharing"
    form = {
        "place": f"room:{circle.room_id}",
        "words": "No casino.",
        "key": "chip-key-0001",
        "known": "",
    }
    warned = browser.post(address, data=form)
    assert (warned.status_code, "Share it all the same" in warned.text) == (403, True)
    assert queries.clock_of(circle.regular.id, clock_id).offered is not None
    assert browser.post(address, data={**form, "known": str(rule_id)}).status_code == 303
    assert queries.clock_of(circle.regular.id, clock_id).offered is None


@law("L6.1", "L5.9")
def test_a_milestone_is_celebrated_in_a_meeting_of_today(
    circle: Circle, browser: FlaskClient
) -> None:
    clock_id, evening = a_clock(circle.regular, 31), an_evening(circle, circle.moderator)
    address = f"/you/clocks/{clock_id}/chips/days-30"
    assert f"sitting:{evening.sitting_id}" in browser.get(address).text
    form = {"place": f"sitting:{evening.sitting_id}", "words": "30 days", "key": "chip-key-0001"}
    assert browser.post(f"{address}/sharing", data=form).status_code == 303
    (chosen,) = db.session.query(Celebration).all()
    assert (chosen.membership_id, chosen.words) == (circle.mid(circle.regular), "30 days")
    assert browser.post(f"{address}/sharing", data={**form, "words": "x" * 81}).status_code == 422


@law("L6.1")
def test_a_milestone_goes_nowhere_its_owner_may_not_go(circle: Circle, as_member: Browser) -> None:
    clock_id, evening = a_clock(circle.outsider, 31), an_evening(circle, circle.moderator)
    browser = as_member(circle.outsider)
    address = f"/you/clocks/{clock_id}/chips/days-30"
    for place in (f"room:{circle.room_id}", f"sitting:{evening.sitting_id}", "room:1"):
        form = {"place": place, "words": "30 days", "key": "chip-key-0001"}
        assert browser.post(f"{address}/sharing", data=form).status_code == 404
    for place in ("member:1", "room:x", "", f"room:{2**53}"):
        form = {"place": place, "words": "30 days", "key": "chip-key-0001"}
        assert browser.post(f"{address}/sharing", data=form).status_code == 422
    assert "Would you like to share it?" in browser.get("/").text


@law("L6.2")
def test_the_journal_knows_of_no_slip(circle: Circle) -> None:
    clock_id = a_clock(circle.regular)
    before = db.session.query(JournalEntry).count()
    a_slip(circle.regular, clock_id)
    operations.end_clock(circle.regular.id, clock_id)
    assert db.session.query(JournalEntry).count() == before


@law("L6.1")
def test_a_form_cannot_go_round_the_operation(circle: Circle) -> None:
    with pytest.raises(Invalid):
        a_clock(circle.regular, -1)


@law("L6.1", "L6.2")
@pytest.mark.parametrize("seed", range(3))
def test_whatever_somebody_does_no_day_falls_and_no_chip_vanishes(
    circle: Circle, seed: int
) -> None:
    dice, who = Random(seed), circle.regular
    clock_id = a_clock(who, 200)
    kept = total = 0
    chips: set[str] = set()
    for _step in range(40):
        act = dice.choice(("slip", "slip", "zone", "edit", "take out", "end", "wait"))
        act_on(who, clock_id, act, dice)
        said = queries.clock_of(who.id, clock_id)
        assert said.count.total >= total
        assert kept <= said.count.kept <= said.count.total
        assert chips <= {chip.code for chip in said.chips}
        kept, total, chips = said.count.kept, said.count.total, {chip.code for chip in said.chips}
    assert {"hours-24", "days-90", "months-6"} <= chips


def act_on(who: Person, clock_id: int, act: str, dice: Random) -> None:
    """Something that its owner can do to a clock; where it cannot be just now, nothing."""
    with suppress(Conflict, Invalid):
        if act == "slip":
            a_slip(who, clock_id, dice.randrange(60))
        elif act == "zone":
            moves_to(who, dice.choice(("UTC", "Pacific/Kiritimati", "Pacific/Midway")))
        elif act == "edit":
            form = {
                **FORM,
                "began_on": day(dice.randrange(300)),
                "began_at": dice.choice(("", "13:00")),
            }
            operations.change_clock(who.id, clock_id, ClockForm.parse(form))
        elif act == "take out":
            for slip_row in queries.slips_of(who.id, clock_id)[:1]:
                operations.remove_slip(who.id, clock_id, slip_row.id)
        elif act == "end":
            ended = queries.clock_of(who.id, clock_id).ended
            (operations.resume_clock if ended else operations.end_clock)(who.id, clock_id)
        else:
            clock.move(timedelta(hours=dice.randrange(200)))


@law("L6.1", "L1.9")
def test_with_the_account_everything_goes(circle: Circle, as_member: Browser) -> None:
    kestrel = admit(with_passphrase("kestrel"), circle.slug)
    clock_id = a_clock(kestrel, 90)
    a_slip(kestrel, clock_id, 3, "At my sister’s.")
    browser = as_member(kestrel)
    show(browser, clock_id, circle.mid(kestrel))
    see(browser, circle.slug)
    assert deletes(browser, "keep").status_code == 303
    work()
    for table in (Clock, ClockSlip, ClockChip, ClockConsent, ClockSight):
        assert db.session.query(table).count() == 0


@law("L6.2")
def test_what_is_sealed_opens_with_a_new_key(circle: Circle) -> None:
    clock_id = a_clock(circle.regular, name="No gin", goal="Only water")
    a_slip(circle.regular, clock_id, note="At my sister’s.")
    assert rotate() == 3
    forget_old()
    db.session.rollback()
    assert queries.clock_of(circle.regular.id, clock_id).name == "No gin"
    assert queries.slips_of(circle.regular.id, clock_id)[0].note == "At my sister’s."

"""More than one can carry: those on duty are asked, crisis lines stand first, and no word goes along (L7.8)."""

import pytest

from community.errors import Forbidden, NotFound
from community.extensions import db
from community.groups import operations as groups
from community.journal import JournalEntry
from community.mentoring import operations as mentoring
from community.mentoring.channel.operations import hand_over
from community.notices.models import Notice
from community.wellbeing.helping.models import HelpCall
from tests.factories import Circle, a_message
from tests.laws import law
from tests.mentoring.stage import Two, of, together
from tests.stage import Browser, Live
from tests.wellbeing.helping import a_watcher, asked, told

WORDS = "I dreamt of zephyrine lanterns."


@pytest.fixture
def mentorship(two: Two) -> int:
    """What is between them."""
    return together(two)


def the_call() -> HelpCall:
    """The one that there is."""
    db.session.rollback()
    return db.session.query(HelpCall).one()


def journalled() -> list[JournalEntry]:
    """What the journal has of handing over."""
    db.session.rollback()
    return db.session.query(JournalEntry).filter_by(kind="mentoring:handed_over").all()


@law("L7.8", "L6.7")
def test_a_mentor_hands_over_and_the_mentee_reads_how_to_find_somebody(
    two: Two, mentorship: int, as_member: Browser, live: Live
) -> None:
    watcher = a_watcher(two.circle)
    room_id = of(mentorship).room_id
    a_message(two.mentee, room_id, WORDS)
    wire = live(two.mentee, f"room:{room_id}")
    answer = as_member(two.mentor).post(f"/mentorships/{mentorship}/handing-over")
    call = the_call()
    assert answer.headers["Location"] == f"/rooms/{call.room_id}"
    assert call.membership_id == two.mentor_mid
    assert told(watcher, "help_asked") == 1
    wire.hears(lambda one: any(entry["kind"] == "handed_over" for entry in one.entries()))
    (entry,) = [entry for entry in wire.entries() if entry["kind"] == "handed_over"]
    assert entry["data"] == {"membership": {"id": two.mentor_mid, "handle": two.mentor.handle}}
    page = as_member(two.mentee).get(f"/rooms/{room_id}").text
    assert f"{two.mentor.handle} cannot carry this alone just now" in page
    assert f'href="/someone-now?group={two.circle.slug}"' in page
    assert told(two.mentee, "channel_handed_over") == 1


@law("L7.8", "L4.9")
def test_no_word_of_the_channel_goes_along_and_those_on_duty_read_nothing_of_it(
    two: Two, mentorship: int, as_member: Browser
) -> None:
    watcher = a_watcher(two.circle)
    room_id = of(mentorship).room_id
    a_message(two.mentee, room_id, WORDS)
    hand_over(two.mentor.id, mentorship)
    on_duty = as_member(watcher)
    there = on_duty.get(f"/rooms/{the_call().room_id}").text
    for secret in ("zephyrine", two.mentee.handle):
        assert secret not in there
    assert on_duty.get(f"/rooms/{room_id}").status_code == 404
    notices = db.session.query(Notice).filter_by(member_id=watcher.id)
    assert all("zephyrine" not in str(notice.subject) for notice in notices)


@law("L7.8")
def test_a_mentee_asks_for_somebody_and_the_mentor_learns_nothing(
    two: Two, mentorship: int, as_member: Browser
) -> None:
    room_id = of(mentorship).room_id
    before = as_member(two.mentor).get(f"/rooms/{room_id}").text.count('class="event"')
    page = as_member(two.mentee).get(f"/rooms/{room_id}").text
    assert f"{two.mentor.handle} is not told." in page
    as_member(two.mentee).post(f"/mentorships/{mentorship}/handing-over")
    assert the_call().membership_id == two.mentee_mid
    assert told(two.mentor, "channel_handed_over") == 0
    assert as_member(two.mentor).get(f"/rooms/{room_id}").text.count('class="event"') == before


@law("L7.8")
def test_pressing_again_leads_back_and_tells_nothing_twice(two: Two, mentorship: int) -> None:
    rooms = {hand_over(two.mentor.id, mentorship) for _press in range(3)}
    assert rooms == {the_call().room_id}
    assert told(two.mentee, "channel_handed_over") == 1
    (entry,) = journalled()
    assert (entry.subject, entry.facts) == (
        f"mentorship:{mentorship}",
        {"room": the_call().room_id},
    )


@law("L7.8", "L6.7")
def test_crisis_lines_come_first_and_it_needs_no_script(
    two: Two, mentorship: int, as_member: Browser
) -> None:
    page = as_member(two.mentor).get(f"/mentorships/{mentorship}/handing-over").text
    assert 0 < page.index('href="/crisis"') < page.index("Hand over to those on duty")
    assert "Nothing of this channel goes there." in page


@law("L7.8")
def test_nobody_else_hands_over_and_where_nobody_can_be_asked_it_says_so(
    two: Two, mentorship: int, circle: Circle, as_member: Browser
) -> None:
    page = f"/mentorships/{mentorship}/handing-over"
    for person in (circle.moderator, circle.newcomer, circle.outsider):
        assert as_member(person).get(page).status_code == 404
        assert as_member(person).post(page).status_code == 404
        with pytest.raises(NotFound):
            hand_over(person.id, mentorship)
    groups.archive_group(circle.moderator.id, circle.slug)
    refused = as_member(two.mentor).post(page)
    assert refused.status_code == 403
    assert "These lines answer at any hour." in refused.text
    with pytest.raises(Forbidden):
        hand_over(two.mentee.id, mentorship)
    assert journalled() == []


@law("L7.8", "L7.7")
def test_after_an_end_help_is_still_there_and_the_other_is_told_nothing(
    two: Two, mentorship: int
) -> None:
    mentoring.leave(two.mentee.id, mentorship)
    room_id = hand_over(two.mentor.id, mentorship)
    assert the_call().room_id == room_id
    assert asked(the_call()) == []
    assert told(two.mentee, "channel_handed_over") == 0

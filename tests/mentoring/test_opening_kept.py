"""What is kept of an opening and what is not: no word of the channel or of a reason, and nothing of who is gone."""

from community import clock
from community.actors import OPERATOR
from community.extensions import db
from community.journal import verify
from community.mentoring.opening import queries
from community.mentoring.opening.models import Opening
from community.portability.operations import erase_member
from tests.laws import law
from tests.members.answering import told
from tests.mentoring.opening_stage import (
    Glass,
    approves,
    asks,
    code_of,
    opened,
    puts_off,
    reads,
    the,
    time_passes,
)
from tests.mentoring.stage import DAY
from tests.portability.stage import downloaded, rows
from tests.rooms.private import kept
from tests.stage import Browser

RARE = ("The river was high", "telephone", "would find her")


@law("L7.11", "L4.9")
def test_no_word_of_the_span_or_of_a_reason_is_anywhere_in_the_database_or_a_log(
    glass: Glass, as_member: Browser
) -> None:
    lead = as_member(glass.asker)
    opening_id = asks(glass)
    puts_off(glass.second, opening_id)
    approves(glass, opening_id)
    shown = lead.post(f"/openings/{opening_id}/reading", data={"code": code_of(glass.asker)})
    assert "The river was high on day 3." in shown.text
    lead.post(f"/openings/{opening_id}/reading", data={"code": "000000"})
    there = kept()
    assert glass.two.mentee.handle.encode() in there, "what is searched is where words are kept"
    for words in RARE:
        assert words.encode() not in there
    assert verify() is None


@law("L7.11", "L1.9")
def test_who_is_gone_is_told_nothing_and_who_stays_still_is(glass: Glass) -> None:
    opening_id = asks(glass)
    puts_off(glass.second, opening_id)
    approves(glass, opening_id)
    erase_member(OPERATOR, glass.two.mentee.handle, True)
    clock.move(31 * DAY)
    time_passes()
    assert "channel_opened" in told(glass.two.mentor)
    assert "channel_opened" not in told(glass.two.mentee)
    assert the(opening_id).told_at is not None


@law("L7.11", "L1.9")
def test_a_lead_who_deletes_their_account_leaves_the_record_without_a_name(
    glass: Glass, as_member: Browser
) -> None:
    opening_id = opened(glass)
    reads(glass.asker, opening_id)
    erase_member(OPERATOR, glass.asker.handle, True)
    page = as_member(glass.second).get(f"/openings/{opening_id}").text
    assert glass.asker.handle not in page
    assert "Only the two who opened it read it" in page
    [mine] = rows(downloaded(as_member(glass.two.mentor)), "channel_openings")
    assert mine["opened_by"] == "two safeguarding leads"
    assert len(mine["read_at"]) == 1
    assert db.session.query(Opening).count() == 1
    assert queries.both_may(the(opening_id)) is False

"""Opening a part of a channel by its pages: what they show, what they keep, and what no page shows (L7.11)."""

import re

import pytest

from community import clock
from community.extensions import db
from community.groups import operations as groups
from community.journal import JournalEntry
from community.mentoring import operations as mentoring
from community.mentoring.opening.models import Opening
from community.mentoring.opening.queries import openings
from tests.factories import Circle, Person, a_person
from tests.laws import law
from tests.members.answering import a_contact, told
from tests.mentoring.opening_stage import (
    HOUR,
    Glass,
    approves,
    asks,
    code_of,
    opened,
    puts_off,
    reads,
    the,
)
from tests.mentoring.stage import DAY
from tests.moderation.desk import case_of, report
from tests.portability.stage import downloaded, everything
from tests.stage import Browser

REASON = "She told me on the telephone."


def none_of_the_words(page: str) -> bool:
    """Nothing that was written in the channel stands on it."""
    return "The river was high" not in page


def main_of(page: str) -> str:
    """What a page says, without its frame."""
    return page.partition("<main")[2].partition("</body>")[0].partition("<script")[0]


def span(glass: Glass, first: int, last: int, **also: str) -> dict[str, str]:
    """The form of an ask."""
    return {
        "first": str(glass.seqs[first]), "last": str(glass.seqs[last]), "category": "harm", "reason": REASON,
        "code": code_of(glass.asker), **also,
    }  # fmt: skip


@law("L7.11")
def test_a_lead_finds_the_channel_chooses_by_times_and_a_second_reads_with_them(
    glass: Glass, as_member: Browser
) -> None:
    lead, second = as_member(glass.asker), as_member(glass.second)
    assert "Open a part of a channel" in lead.get("/you").text
    names = {"one": glass.two.mentee.handle, "other": glass.two.mentor.handle}
    found = lead.post("/openings", data=names).headers["Location"]
    page = lead.get(found).text
    assert none_of_the_words(page)
    assert f"{glass.two.mentee.handle} wrote 5" in page
    assert f">{glass.seqs[3]}</th>" in page
    address = lead.post(found.removesuffix("/new"), data=span(glass, 2, 4)).headers["Location"]
    assert "opening_asked" in told(glass.second)
    page = second.get(address).text
    assert REASON in page
    assert none_of_the_words(page)
    assert (
        second.post(f"{address}/approval", data={"code": code_of(glass.second)}).status_code == 303
    )
    for person, client in ((glass.asker, lead), (glass.second, second)):
        assert none_of_the_words(client.get(address).text)
        shown = client.post(f"{address}/reading", data={"code": code_of(person)}).text
        assert re.findall(r"The river was high on day (\d)", shown) == ["2", "3", "4"]
        assert none_of_the_words(client.get(address).text)
    assert "Open for 24 hours" in lead.get("/openings").text


@law("L7.11")
def test_what_was_typed_is_kept_when_something_is_wrong(glass: Glass, as_member: Browser) -> None:
    lead = as_member(glass.asker)
    address = f"/mentorships/{glass.mentorship_id}/openings"
    answer = lead.post(address, data=span(glass, 2, 4, code="000000"))
    assert answer.status_code == 422
    assert REASON in answer.text
    assert "not the six digits" in answer.text
    empty = lead.post(address, data={"first": "x", "last": "", "reason": "", "code": ""})
    assert empty.status_code == 422
    assert empty.text.count('class="wrong"') == 5
    assert lead.post(address, data=span(glass, 4, 2)).status_code == 422
    assert db.session.query(Opening).count() == 0
    opening_id = asks(glass)
    second = as_member(glass.second)
    late = second.post(
        f"/openings/{opening_id}/delays", data={"why": "He would find her.", "code": "1"}
    )
    assert late.status_code == 422
    assert "He would find her." in late.text


@law("L7.11")
def test_the_two_see_which_part_was_opened_why_and_when_it_was_read(
    glass: Glass, as_member: Browser
) -> None:
    mentee = as_member(glass.two.mentee)
    address = f"/mentorships/{glass.mentorship_id}/openings"
    assert address in mentee.get(f"/mentorships/{glass.mentorship_id}").text
    opening_id = asks(glass)
    puts_off(glass.second, opening_id)
    before = main_of(mentee.get(address).text)
    approves(glass, opening_id)
    reads(glass.asker, opening_id)
    assert main_of(mentee.get(address).text) == before
    mentoring.leave(glass.two.mentee.id, glass.mentorship_id)
    as_member(glass.second).post(f"/openings/{opening_id}/telling")
    clock.move(8 * DAY)
    page = mentee.get(address).text
    for there in (
        "4 lines",
        "Somebody may be harmed or pressed",
        "two safeguarding leads",
        "Read:",
    ):
        assert there in page
    assert REASON not in page
    assert none_of_the_words(page)
    main = page.partition('id="opened"')[2].partition("<aside")[0]
    assert glass.asker.handle not in main


@law("L7.11")
def test_no_other_door_of_office_shows_a_word(glass: Glass, as_member: Browser) -> None:
    opening_id = opened(glass)
    reads(glass.asker, opening_id)
    contact, keeper = a_contact(), a_person(administrator=True)
    people = (
        glass.asker,
        glass.second,
        glass.two.circle.moderator,
        contact,
        keeper,
        glass.two.circle.other,
    )
    room = f"/rooms/{glass.room_id}"
    line = f"{room}/messages/{glass.seqs[3]}"
    for person in people:
        client = as_member(person)
        for address in (room, line, f"{line}/history", f"{room}/search?q=river", f"{room}/beside"):
            assert client.get(address).status_code == 404, (person.handle, address)
        seen = client.get(f"/reports/new?kind=message&ref=room:{glass.room_id}/{glass.seqs[3]}")
        assert seen.status_code == 404
        for page in (
            "/",
            "/you",
            "/notices",
            "/desk",
            "/openings",
            "/transparency",
            "/site/retention",
        ):
            assert none_of_the_words(client.get(page).text)
        assert none_of_the_words(everything(downloaded(client)))


@law("L7.11", "L8.1")
def test_a_report_opens_its_span_an_opening_its_own_and_both_leave_their_traces(
    glass: Glass, as_member: Browser
) -> None:
    case = case_of(
        report(
            glass.two.mentee,
            f"room:{glass.room_id}/{glass.seqs[7]}",
            first=glass.seqs[7],
            last=glass.seqs[8],
        )
    )
    lead = as_member(glass.asker)
    shown = lead.post(f"/cases/{case.id}/viewing").text
    assert re.findall(r"The river was high on day (\d)", shown) == ["7", "8"]
    opening_id = asks(glass, 2, 3)
    assert as_member(glass.two.mentee).get(f"/openings/{opening_id}").status_code == 404
    approves(glass, opening_id)
    read = lead.post(f"/openings/{opening_id}/reading", data={"code": code_of(glass.asker)}).text
    assert re.findall(r"The river was high on day (\d)", read) == ["2", "3"]
    kinds = journalled()
    assert kinds.count("mentoring:opening:read") == 1
    assert kinds.count("moderation:evidence:viewed") + kinds.count("moderation:case:viewed") == 1


@law("L7.11", "L8.3")
def test_who_stands_in_an_open_case_with_one_of_the_two_takes_no_part_and_is_not_told_why(
    glass: Glass, as_member: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(openings, "LATELY", 1)
    person = glass.asker
    before = as_member(person).get("/openings").text
    about_the_lead(glass, person)
    opening_id = asks(glass)
    second = as_member(glass.second)
    page = second.get(f"/openings/{opening_id}").text
    assert "whoever asked must not" in page
    answer = second.post(f"/openings/{opening_id}/approval", data={"code": code_of(glass.second)})
    assert answer.status_code == 409
    asker = as_member(person)
    assert "Waits for a second" in asker.get(f"/openings/{opening_id}").text
    clock.move(72 * HOUR)
    assert "Lapsed" in asker.get(f"/openings/{opening_id}").text
    theirs = asks(glass, person=glass.second)
    assert asker.get(f"/openings/{theirs}").status_code == 404
    listed = asker.get("/openings").text
    assert str(theirs) not in listed
    assert str(opening_id) in listed
    assert the(theirs).approved_at is None
    assert "Asked and opened" in before


def about_the_lead(glass: Glass, lead: Person) -> None:
    """One of the two reports the lead, who is in the group too."""
    from_group(glass.two.circle, lead)
    report(glass.two.mentee, f"membership:{glass.two.circle.mid(lead)}", kind="person")


def from_group(circle: Circle, person: Person) -> None:
    """They are in the group from now on."""
    groups.add_person(circle.slug, person.handle, "member")


def journalled() -> list[str]:
    """What is on record."""
    db.session.rollback()
    return [one.kind for one in db.session.query(JournalEntry).order_by(JournalEntry.seq)]

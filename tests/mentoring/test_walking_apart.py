"""What two share is theirs alone: on the strip, in a report, in a download, and when one deletes their account."""

import pytest

from community.actors import OPERATOR
from community.errors import NotFound
from community.extensions import db
from community.groups import operations as groups
from community.mentoring.walking import operations
from community.mentoring.walking.forms import ItemWordsForm
from community.mentoring.walking.models import Item
from community.mentoring.walking.words import KINDS
from community.moderation import operations as moderation
from community.moderation.forms import ActForm
from community.moderation.models import Evidence
from community.notices.models import Notice
from community.portability.operations import erase_member
from tests.laws import law
from tests.mentoring.stage import Two
from tests.mentoring.walk_stage import agreed_rhythm, seen, walking, wrote
from tests.moderation.desk import case_of, report
from tests.portability.stage import downloaded, everything, rows, work
from tests.stage import Browser
from tests.wellbeing.stage import a_clock, a_slip


def marks(two: Two, way: int) -> tuple[list[str], list[str]]:
    """What each of the two sees on the strip."""
    return (
        [mark.said for mark in seen(two.mentee, way).strip],
        [mark.said for mark in seen(two.mentor, way).strip],
    )


@law("L6.1", "L7.8")
def test_a_clock_is_on_the_strip_only_while_it_is_granted(
    two: Two, way: int, as_member: Browser
) -> None:
    clock = a_clock(two.mentee, 95, "No wine")
    grants, mentee = f"/mentorships/{way}/grants", as_member(two.mentee)
    assert not any("No wine" in said for each in marks(two, way) for said in each)
    mentee.post(grants, data={"what": f"clock:{clock}"})
    assert all("No wine: 90 days" in each for each in marks(two, way))
    mentee.post(f"{grants}/withdrawal", data={"what": f"clock:{clock}"})
    assert not any("No wine" in said for each in marks(two, way) for said in each)


@law("L6.2", "L7.8")
def test_no_slip_can_be_told_from_the_strip(two: Two, way: int, as_member: Browser) -> None:
    clock = a_clock(two.mentee, 95, "No wine")
    as_member(two.mentee).post(f"/mentorships/{way}/grants", data={"what": f"clock:{clock}"})
    before = seen(two.mentor, way).strip
    for ago in (3, 40, 0):
        a_slip(two.mentee, clock, ago)
    assert seen(two.mentor, way).strip == before


@law("L8.1")
def test_what_one_wrote_is_reported_by_the_other_and_goes_to_the_leads(
    two: Two, way: int, as_member: Browser
) -> None:
    item = wrote(two.mentee, way)
    operations.change_item(two.mentor.id, way, item, ItemWordsForm("Bring me money.", 1))
    page = as_member(two.mentee).get(f"/reports/new?kind=item&ref=item:{item}").text
    assert f"Report what {two.mentor.handle} wrote" in page
    case = case_of(report(two.mentee, f"item:{item}", "item"))
    assert case.desk == "leads"
    operations.remove_item(two.mentee.id, way, item)
    assert db.session.query(Evidence).filter_by(case_id=case.id).count() == 1
    kept = wrote(two.mentee, way)
    for other in (two.circle.other, two.circle.moderator, two.circle.outsider):
        answer = as_member(other).get(f"/reports/new?kind=item&ref=item:{kept}")
        assert answer.status_code == 404


@law("L1.8", "L7.8")
def test_after_a_block_the_way_looks_as_after_leaving(two: Two, way: int) -> None:
    wrote(two.mentee, way)
    groups.block_person(two.mentee.id, two.mentor_mid)
    assert [one.words for one in seen(two.mentor, way).items] == ["Call a friend."]
    assert not seen(two.mentor, way).can_write


@law("L7.7", "L7.8")
def test_who_is_banned_finds_nothing_of_it(two: Two, way: int) -> None:
    wrote(two.mentee, way)
    moderation.ban_person(two.circle.moderator.id, two.mentor_mid, ActForm("No.", None))
    with pytest.raises(NotFound):
        seen(two.mentor, way)
    view = seen(two.mentee, way)
    assert len(view.items) == 1
    assert not view.can_write
    assert not view.can_propose


@law("L1.9")
def test_each_takes_along_what_they_wrote_and_nothing_of_the_other(
    two: Two, way: int, as_member: Browser
) -> None:
    wrote(two.mentee, way, "Sleep by the river.")
    wrote(two.mentor, way, "Call an owl.")
    walking(two, way)
    mine = downloaded(as_member(two.mentee))
    assert "Sleep by the river." in {row["words"] for row in rows(mine, "mentorship_items")}
    assert "Call an owl." not in everything(mine)
    theirs = downloaded(as_member(two.mentor))
    assert [row["words"] for row in rows(theirs, "mentorship_items")] == ["Call an owl."]
    assert "Sleep by the river." not in everything(theirs)
    assert len(rows(theirs, "mentorship_programmes")) == 1


@law("L1.9")
def test_who_deletes_their_account_leaves_no_goal_behind(two: Two, way: int) -> None:
    wrote(two.mentee, way, "Sleep.", "goal")
    wrote(two.mentor, way)
    agreed_rhythm(two, way)
    erase_member(OPERATOR, two.mentee.handle, keep_words=True)
    work()
    db.session.rollback()
    assert [item.author_id for item in db.session.query(Item)] == [two.mentor_mid]


@law("L9.1")
def test_a_notice_tells_no_words_and_no_name(two: Two, way: int, as_member: Browser) -> None:
    wrote(two.mentee, way, "Sleep by the river.")
    walking(two, way)
    db.session.rollback()
    for notice in db.session.query(Notice).filter(Notice.kind.like("walk_%")):
        said, address = KINDS[notice.kind](notice.subject)
        assert two.mentee.handle not in said
        assert "river" not in said
        assert address.endswith(("/walk", str(notice.subject["room"])))


@law("L7.8")
def test_the_channel_shows_the_next_check_in_and_the_way_there(
    two: Two, way: int, as_member: Browser
) -> None:
    agreed_rhythm(two, way)
    room = seen(two.mentee, way).room_id
    page = as_member(two.mentee).get(f"/rooms/{room}").text
    assert "Next check-in:" in page
    assert f"/mentorships/{way}/walk" in page
    assert "Your way so far" not in as_member(two.mentee).get(f"/rooms/{two.circle.room_id}").text

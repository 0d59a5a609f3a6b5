"""Delete my account: with the words or without, at once and for good (L1.9)."""

from datetime import timedelta

import gevent
import pyotp
import pytest
import sqlalchemy as sa
from flask import Flask

from community import clock, journal
from community.cli import perform
from community.errors import HearthError, NotFound
from community.extensions import db
from community.forums import operations as forums
from community.forums.forms import TopicRules
from community.groups import operations as groups
from community.groups import queries as people
from community.groups.forms import GroupForm, JoinForm
from community.groups.models import Group, Membership
from community.meetings import operations as meetings
from community.meetings.models import Duty, Hand, Participation, Share
from community.members import queries
from community.members.handles import skeleton
from community.members.models import Member, Session
from community.moderation import operations as moderation
from community.moderation.forms import ActForm
from community.moderation.models import Act
from community.notices.models import Notice
from community.operations import operation, tell
from community.portability import operations
from community.realtime.streams import Entry
from community.registry import registry
from community.rooms import operations as rooms
from community.rooms.forms import EditForm, MessageForm, ReactionForm
from community.rooms.models import Message, Reaction, ReadPosition
from tests.factories import Circle, Person, a_circle, a_message, a_person, admit
from tests.forums.stage import a_topic
from tests.laws import law
from tests.meetings.stage import in_sharing
from tests.members.door import WORDS, is_in, joining
from tests.portability.stage import deletes, on_disk, with_passphrase, work
from tests.stage import Browser, Live
from tests.wire import until

OPEN_DOOR = GroupForm.parse(
    {
        "name": "Night kitchen",
        "slug": "night-kitchen",
        "visibility": "open",
        "joining": "open",
        "zone": "UTC",
    }
)


@pytest.fixture
def kestrel(circle: Circle) -> Person:
    """A regular who knows their passphrase."""
    return admit(with_passphrase("kestrel"), circle.slug)


@law("L1.9")
def test_words_left_behind_are_a_former_members(
    as_member: Browser, circle: Circle, kestrel: Person
) -> None:
    seq = a_message(kestrel, circle.room_id, "I slept badly.")
    rooms.edit_message(kestrel.id, circle.stream, seq, EditForm.parse({"body": "I slept well."}))
    browser = as_member(kestrel)
    answer = deletes(browser, "keep")
    assert answer.location == "/you/deleted"
    assert "Your account is deleted" in browser.get("/you/deleted").text
    work()
    page = as_member(circle.other).get(f"/rooms/{circle.room_id}").text
    assert "I slept well." in page
    assert "former member" in page
    assert "kestrel" not in page
    assert b"I slept badly." not in on_disk()


@law("L1.9", "L4.3")
def test_words_taken_along_are_nowhere_not_even_in_the_file(
    as_member: Browser, circle: Circle, kestrel: Person, live: Live
) -> None:
    topic = a_topic(kestrel, circle, "Zephyrine nights", "Zephyrine, said so.")
    for number in range(120):
        a_message(kestrel, circle.room_id, f"Zephyrine {number}. " + "x" * (number * 5))
        a_message(circle.other, circle.room_id, f"Hello {number}.")
    assert on_disk().count(b"Zephyrine") > 100
    wire = live(circle.other, circle.stream)
    assert deletes(as_member(kestrel), "remove").status_code == 303
    work()
    until(lambda: sum(e["kind"] == "message_removed" for e in wire.entries()) == 120)
    assert b"Zephyrine" not in on_disk()
    assert b"kestrel" not in on_disk()
    page = as_member(circle.other).get(f"/rooms/{circle.room_id}").text
    assert "Hello 119." in page
    assert "Zephyrine" not in page + as_member(circle.other).get(topic.address).text


@law("L1.9")
def test_nothing_else_of_a_person_stays(
    as_member: Browser, circle: Circle, kestrel: Person
) -> None:
    as_member(kestrel).post(f"/memberships/{circle.mid(circle.other)}/block")
    answered = a_message(circle.other, circle.room_id)
    form = MessageForm.parse({"body": "Yes.", "key": "k-answer-1", "reply_to": answered})
    rooms.post_message(kestrel.id, circle.stream, form)
    a_message(circle.other, circle.room_id)
    deletes(as_member(kestrel), "keep")
    work()
    for kept in registry.personal.values():
        left = db.session.query(kept.table).filter(kept.about(kestrel.id)).count()
        assert not left or kept.stays or kept.erase, kept.table
    member = db.session.get_one(Member, kestrel.id)
    assert (member.handle, member.passphrase, member.email) == ("former member", "", None)
    assert not db.session.query(Session).filter_by(member_id=kestrel.id).count()
    told = db.session.query(Notice).filter_by(member_id=circle.other.id, kind="message_answered")
    assert told.one().subject["who"] == "former member"
    assert b"kestrel" not in on_disk()
    assert journal.verify() is None


@law("L1.9", "L1.6")
def test_every_door_closes_at_once(
    app: Flask, as_member: Browser, circle: Circle, kestrel: Person, live: Live
) -> None:
    phone, desk, wire = as_member(kestrel), as_member(kestrel), live(kestrel, circle.stream)
    deletes(desk, "keep")
    until(lambda: wire.closed, 2)
    assert not is_in(phone)
    assert not is_in(desk)
    door = app.test_client().post("/sign-in", data={"handle": "kestrel", "passphrase": WORDS})
    assert door.status_code == 422


@law("L1.9", "L1.3")
def test_nobody_can_come_back_under_that_name(
    app: Flask, as_member: Browser, circle: Circle, kestrel: Person
) -> None:
    deletes(as_member(kestrel), "keep")
    refused = app.test_client().post("/join", data=joining(handle="Kestrel"))
    assert "looks the same as a name already here" in refused.text
    assert queries.is_taken(skeleton("kestrel"))
    assert not queries.is_taken(skeleton("kestrels"))


@law("L1.9")
def test_a_wrong_passphrase_changes_nothing(
    as_member: Browser, circle: Circle, kestrel: Person
) -> None:
    browser = as_member(kestrel)
    for said in ({"passphrase": "not mine at all"}, {"passphrase": ""}, {"words": "both"}):
        answer = browser.post(
            "/you/deletion", data={"words": "remove", "passphrase": WORDS, **said}
        )
        assert answer.status_code == 422
    assert is_in(browser)
    assert not queries.is_erased(kestrel.id)


@law("L1.9", "L1.5")
def test_who_has_an_authenticator_shows_it(as_member: Browser, circle: Circle) -> None:
    keeper = admit(
        with_passphrase("heron", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"), circle.slug, "moderator"
    )
    browser = as_member(keeper)
    assert deletes(browser, "keep").status_code == 422
    assert deletes(browser, "keep", code="000000").status_code == 422
    assert is_in(browser)
    assert deletes(browser, "keep", code=pyotp.TOTP(str(keeper.totp_key)).now()).status_code == 303
    assert not is_in(browser)


@law("L1.9", "L2.4")
def test_the_last_moderator_may_go_and_the_group_is_unattended(
    as_member: Browser, circle: Circle
) -> None:
    operations.erase_member(-2, circle.moderator.handle, True)
    group = db.session.get_one(Group, circle.group_id)
    assert group.unattended_since is not None
    assert db.session.get_one(Membership, circle.mid(circle.moderator)).left_at is not None


@law("L1.9")
def test_a_statement_stays_and_names_nobody(circle: Circle) -> None:
    why = ActForm("Please let others finish.", None)
    moderation.ban_person(circle.moderator.id, circle.mid(circle.regular), why)
    for person in (circle.moderator, circle.regular):
        operations.erase_member(-2, person.handle, True)
    act = db.session.query(Act).one()
    assert 'former member wrote: "Please let others finish."' in act.statement
    assert circle.moderator.handle not in act.statement + act.author_handle
    assert act.reason == why.reason


@law("L1.9")
def test_of_two_deletions_at_once_one_is_done(circle: Circle, kestrel: Person, app: Flask) -> None:
    proof, outcomes = queries.member_for(kestrel.id).passphrase, []
    db.session.rollback()

    def delete() -> None:
        with app.app_context():
            try:
                outcomes.append(operations.delete_account(kestrel.id, proof, "", True))
            except HearthError as refusal:
                outcomes.append(type(refusal).__name__)

    gevent.joinall([gevent.spawn(delete) for _twice in range(2)])
    assert sorted(map(str, outcomes)) == ["None", "NotFound"]


@law("L1.9")
def test_only_oneself_or_the_machine_deletes_somebody(
    app: Flask, as_member: Browser, circle: Circle, kestrel: Person
) -> None:
    assert app.test_client().post("/you/deletion", data={"words": "keep"}).status_code == 401
    for person in (circle.moderator, circle.other, a_person(administrator=True)):
        with pytest.raises(HearthError):
            operations.erase_member(person.id, kestrel.handle, False)
        assert deletes(as_member(person), "remove").status_code == 422
    assert not queries.is_erased(kestrel.id)


@law("L1.9")
def test_on_the_machine_an_account_is_deleted_by_one_command(
    app: Flask, circle: Circle, kestrel: Person
) -> None:
    a_message(kestrel, circle.room_id, "Zephyrine.")
    assert perform(app, ["erase-member", "kestrel", "--remove-words"], lambda: "")[0] == 0
    work()
    assert [m.body for m in db.session.query(Message)] == [""]
    assert perform(app, ["erase-member", "kestrel", "--remove-words"], lambda: "")[0] != 0


@law("L1.9", "L4.3")
def test_reactions_are_taken_back_with_the_words_and_stay_with_them(
    as_member: Browser, circle: Circle, kestrel: Person
) -> None:
    stays = admit(with_passphrase("plover"), circle.slug)
    seq = a_message(circle.other, circle.room_id)
    for person in (kestrel, stays):
        rooms.set_reaction(person.id, circle.stream, seq, ReactionForm("with_you", True))
    deletes(as_member(kestrel), "remove")
    deletes(as_member(stays), "keep")
    work()
    [left] = db.session.query(Reaction).all()
    assert left.membership_id == circle.mid(stays)
    last = db.session.query(Entry).filter_by(kind="reaction_set").order_by(Entry.seq.desc()).first()
    assert last is not None
    assert last.data == {"reaction": "with_you", "on": False}


@law("L1.9")
def test_a_title_goes_from_what_the_log_tells_of_the_topic_too(
    as_member: Browser, circle: Circle, kestrel: Person
) -> None:
    topic = a_topic(kestrel, circle, "Zephyrine nights")
    rules = TopicRules("Zephyrine nights", topic.board_id, True, False, "", 0, "")
    forums.change_topic(circle.moderator.id, topic.id, rules)
    deletes(as_member(kestrel), "remove")
    work()
    told = db.session.query(Entry).filter_by(stream_id=topic.id, kind="room_changed").all()
    assert {entry.data["name"] for entry in told} == {"A topic whose title was taken away"}
    assert b"Zephyrine" not in on_disk()


@law("L1.9", "L2.5")
def test_a_name_used_in_one_group_only_goes_there_and_stays_taken_there(
    as_member: Browser, circle: Circle
) -> None:
    kestrel, other = with_passphrase("kestrel"), a_circle("night-kitchen", visibility="open")
    namesake = admit(a_person("wintering"), other.slug)
    groups.change_group(other.moderator.id, other.slug, OPEN_DOOR)
    groups.join_group(kestrel.id, other.slug, JoinForm("zephyrine"))
    deletes(as_member(kestrel), "keep")
    work()
    assert b"zephyrine" not in on_disk()
    assert people.is_taken(other.group_id, skeleton("zephyrine"))
    assert not people.is_taken(circle.group_id, skeleton("zephyrine"))
    assert db.session.get_one(Membership, other.mid(namesake)).handle == "wintering"


@law("L1.9")
def test_in_what_others_were_told_only_that_persons_name_goes(
    as_member: Browser, circle: Circle, kestrel: Person
) -> None:
    elsewhere = a_circle("night-kitchen")
    for group_id in (circle.group_id, elsewhere.group_id):
        told_of(
            circle.other, {"stream": circle.stream, "seq": 1, "who": "kestrel", "group": group_id}
        )
    deletes(as_member(kestrel), "keep")
    told = db.session.query(Notice).filter_by(member_id=circle.other.id, kind="message_answered")
    names = {notice.subject["group"]: notice.subject["who"] for notice in told}
    assert names == {circle.group_id: "former member", elsewhere.group_id: "kestrel"}


@operation
def told_of(person: Person, subject: dict[str, object]) -> None:
    """Somebody is told that they were answered."""
    tell(person.id, "message_answered", subject)


@law("L1.9")
@pytest.mark.sqlite
def test_whoever_still_reads_an_old_state_only_delays_the_clearing_of_the_file(
    app: Flask, circle: Circle, kestrel: Person
) -> None:
    a_message(kestrel, circle.room_id, "Zephyrine.")
    with db.engine.connect() as reader:
        assert reader.scalar(sa.select(sa.func.count()).select_from(Message)) == 1
        operations.erase_member(-2, "kestrel", False)
        work()
        assert b"Zephyrine" in on_disk()
    clock.move(timedelta(minutes=1))
    work()
    assert b"Zephyrine" not in on_disk()


@law("L1.9")
def test_what_was_under_way_when_the_account_went_goes_too(
    app: Flask, circle: Circle, kestrel: Person
) -> None:
    operations.erase_member(-2, "kestrel", True)
    noted_late(kestrel, circle)
    assert db.session.query(ReadPosition).filter_by(member_id=kestrel.id).count() == 1
    work()
    assert db.session.query(ReadPosition).filter_by(member_id=kestrel.id).count() == 0
    with pytest.raises(NotFound):
        operations.forget_rows(circle.other.id)


@operation
def noted_late(person: Person, circle: Circle) -> None:
    """Something that a process still had in hand."""
    db.session.add(ReadPosition(member_id=person.id, stream_id=circle.room_id, seq=1))


@law("L1.9", "L5.11")
def test_whoever_leaves_in_a_meeting_leaves_floor_queue_and_attendance(
    app: Flask, as_member: Browser, circle: Circle, kestrel: Person
) -> None:
    evening = in_sharing(circle, circle.moderator)
    meetings.raise_hand(kestrel.id, evening.room_id)
    meetings.call_next(circle.moderator.id, evening.room_id)
    meetings.raise_hand(circle.other.id, evening.room_id)
    assert evening.sitting().holder_id == circle.mid(kestrel)
    deletes(as_member(kestrel), "keep")
    work()
    assert evening.sitting().holder_id is None
    for table in (Hand, Share, Participation, Duty):
        mine = db.session.query(table).filter_by(membership_id=circle.mid(kestrel))
        assert mine.count() == 0
    assert db.session.query(Hand).count() == 1

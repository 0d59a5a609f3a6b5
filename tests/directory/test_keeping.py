"""Entries are checked, get stale and say so, are changed and taken off; keepers are reminded once (L11.1)."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from community import clock
from community.actors import OPERATOR
from community.directory import operations
from community.directory.forms import EntryForm
from community.directory.models import LISTED, RETIRED
from community.errors import Conflict, Forbidden, NotFound
from community.extensions import db
from community.groups import operations as groups
from community.jobs import run_due
from community.members import operations as members
from community.notices.queries import inbox_of
from community.portability.operations import erase_member
from tests.directory.stage import a_suggestion, an_entry, entry, typed
from tests.factories import HASH, Circle, Person, a_circle, a_person, admit
from tests.laws import law
from tests.members.answering import a_lead, told
from tests.stage import Browser

OLD = "more than 90 days ago"


@pytest.fixture
def keeper(app: Flask) -> Person:
    return a_person(administrator=True)


@pytest.fixture
def stranger(app: Flask, keeper: Person) -> FlaskClient:
    return app.test_client()


def do_it() -> None:
    """Everything that is due is done."""
    while run_due():
        pass


@law("L11.1")
def test_an_entry_is_stale_after_ninety_days_and_says_so(
    keeper: Person, stranger: FlaskClient
) -> None:
    entry_id = an_entry(keeper)
    clock.move(timedelta(days=90, minutes=-1))
    assert OLD not in stranger.get(f"/directory/{entry_id}").text
    clock.move(timedelta(minutes=2))
    assert OLD in stranger.get(f"/directory/{entry_id}").text
    assert OLD in stranger.get("/directory").text


@law("L11.1")
def test_whoever_called_today_makes_it_fresh(
    keeper: Person, stranger: FlaskClient, as_member: Browser
) -> None:
    entry_id, second = an_entry(keeper), a_lead()
    clock.move(timedelta(days=100))
    as_member(second).post(f"/directory/{entry_id}/check")
    assert OLD not in stranger.get(f"/directory/{entry_id}").text
    assert entry(entry_id).verified_by == second.id
    assert entry(entry_id).owner_id == keeper.id


def test_a_change_is_no_check(keeper: Person, stranger: FlaskClient) -> None:
    entry_id = an_entry(keeper)
    clock.move(timedelta(days=100))
    operations.change_entry(keeper.id, entry_id, EntryForm.parse(typed(name="Harbour House")))
    page = stranger.get(f"/directory/{entry_id}").text
    assert "Harbour House" in page
    assert OLD in page


@law("L11.1")
def test_keepers_are_told_once_of_all_that_got_stale(keeper: Person) -> None:
    second = a_lead()
    for number in range(40):
        an_entry(keeper, name=f"Clinic {number}")
    clock.move(timedelta(days=91))
    do_it()
    do_it()
    mine = [one.sentence for one in inbox_of(keeper.id, "UTC") if OLD in one.sentence]
    assert len(mine) == 1
    assert "40 entries" in mine[0]
    assert "You look after 40 of them." in mine[0]
    assert told(second).count("entries_stale") == 1
    clock.move(timedelta(days=30))
    do_it()
    assert told(keeper).count("entries_stale") == 1


def test_what_gets_stale_within_the_week_is_told_when_it_is_over(keeper: Person) -> None:
    an_entry(keeper)
    clock.move(timedelta(days=2))
    an_entry(keeper, name="Later")
    clock.move(timedelta(days=88, hours=1))
    do_it()
    assert told(keeper).count("entries_stale") == 1
    clock.move(timedelta(days=3))
    do_it()
    assert told(keeper).count("entries_stale") == 1
    clock.move(timedelta(days=5))
    do_it()
    assert told(keeper).count("entries_stale") == 2


def test_after_a_long_pause_there_is_one_notice_and_no_burst(
    keeper: Person, circle: Circle
) -> None:
    an_entry(keeper)
    an_entry(circle.moderator, circle)
    clock.move(timedelta(days=400))
    do_it()
    assert told(keeper).count("entries_stale") == 1
    assert told(circle.moderator).count("entries_stale") == 1
    assert told(circle.regular).count("entries_stale") == 0


def test_an_entry_checked_anew_is_told_of_again_when_it_gets_stale_again(keeper: Person) -> None:
    entry_id = an_entry(keeper)
    clock.move(timedelta(days=91))
    do_it()
    assert entry(entry_id).stale_told_at is not None
    operations.check_entry(keeper.id, entry_id)
    assert entry(entry_id).stale_told_at is None
    clock.move(timedelta(days=91))
    do_it()
    db.session.rollback()
    assert clock.now() - entry(entry_id).stale_told_at < timedelta(hours=1)
    assert "entries_stale" in told(keeper)


@law("L11.1")
def test_what_is_taken_off_is_gone_for_readers_and_can_be_put_back(
    keeper: Person, stranger: FlaskClient
) -> None:
    entry_id = an_entry(keeper)
    operations.retire_entry(keeper.id, entry_id)
    operations.retire_entry(keeper.id, entry_id)
    assert entry(entry_id).state == RETIRED
    assert stranger.get(f"/directory/{entry_id}").status_code == 404
    assert "Harbour Clinic" not in stranger.get("/directory").text
    for act in (operations.check_entry, operations.take_over):
        with pytest.raises(Conflict):
            act(keeper.id, entry_id)
    operations.put_back(keeper.id, entry_id)
    assert entry(entry_id).state == LISTED
    assert stranger.get(f"/directory/{entry_id}").status_code == 200


@pytest.mark.parametrize("act", ["check_entry", "take_over", "retire_entry", "put_back"])
def test_readers_keep_nothing(keeper: Person, circle: Circle, act: str) -> None:
    sites, ours = an_entry(keeper), an_entry(circle.moderator, circle)
    verb = getattr(operations, act)
    for person, entry_id in ((circle.moderator, sites), (circle.regular, ours)):
        with pytest.raises(Forbidden):
            verb(person.id, entry_id)
    for person, entry_id in ((keeper, ours), (circle.outsider, ours)):
        with pytest.raises(NotFound):
            verb(person.id, entry_id)


def test_without_an_authenticator_nobody_keeps_or_is_called(keeper: Person, circle: Circle) -> None:
    newcomer = members.Newcomer("keyless-runner", HASH, None)
    running = Person(members.add_member(OPERATOR, newcomer, True).member_id, "keyless-runner")
    moderator = admit(a_person(), circle.slug, "moderator")
    sites, ours = a_suggestion(circle.other), a_suggestion(circle.other, circle)
    for person, entry_id in ((running, sites), (moderator, ours)):
        assert "suggestion_waits" not in told(person)
        with pytest.raises(NotFound):
            operations.accept_entry(person.id, entry_id)
    with pytest.raises(NotFound):
        operations.open_list(running.id, False)


def test_nothing_of_an_ended_group_is_read_and_an_archived_one_takes_nothing_new(
    app: Flask, as_member: Browser
) -> None:
    circle = a_circle("open-door", visibility="open")
    entry_id = an_entry(circle.moderator, circle)
    groups.archive_group(circle.moderator.id, circle.slug)
    with pytest.raises(NotFound):
        a_suggestion(circle.regular, circle, name="Another")
    groups.restore_group(circle.moderator.id, circle.slug)
    groups.close_group(circle.moderator.id, circle.slug)
    address = f"/directory/{entry_id}"
    assert as_member(circle.outsider).get(address).status_code == 200
    clock.move(timedelta(days=60))
    for person in (circle.outsider, circle.regular, circle.moderator):
        assert as_member(person).get(address).status_code == 404
        assert as_member(person).get("/groups/open-door/directory").status_code == 404


def test_only_keepers_are_shown_the_way_to_what_waits(
    keeper: Person, circle: Circle, as_member: Browser
) -> None:
    ours = f"/groups/{circle.slug}/directory"
    for person, address, kept in (
        (keeper, "/directory", True), (circle.moderator, "/directory", False), (circle.moderator, ours, True),
        (circle.regular, ours, False),
    ):  # fmt: skip
        assert (f"{address}/keeping" in as_member(person).get(address).text) == kept


def test_another_keeper_takes_an_entry_over(keeper: Person, as_member: Browser) -> None:
    entry_id, second = an_entry(keeper), a_lead()
    as_member(second).post(f"/directory/{entry_id}/owner")
    assert entry(entry_id).owner_id == second.id


@law("L11.1")
def test_strangers_read_the_sites_list_unless_the_site_says_otherwise(
    keeper: Person, stranger: FlaskClient, as_member: Browser
) -> None:
    entry_id = an_entry(keeper)
    assert stranger.get("/directory").status_code == 200
    assert stranger.get(f"/directory/{entry_id}").status_code == 200
    as_member(keeper).post("/directory/openness", data={"open": ""})
    assert "/sign-in" in stranger.get("/directory").location
    assert stranger.get(f"/directory/{entry_id}").status_code == 404
    assert as_member(a_person()).get(f"/directory/{entry_id}").status_code == 200
    as_member(keeper).post("/directory/openness", data={"open": "yes"})
    assert stranger.get("/directory").status_code == 200


def test_a_lead_does_not_open_or_close_the_list(keeper: Person) -> None:
    with pytest.raises(NotFound):
        operations.open_list(a_lead().id, False)


def test_readers_learn_no_name_of_the_site(keeper: Person, as_member: Browser) -> None:
    member = a_person()
    entry_id = a_suggestion(member)
    operations.accept_entry(keeper.id, entry_id)
    page = as_member(a_person()).get(f"/directory/{entry_id}").text.partition("<main")[2]
    assert keeper.handle not in page
    assert member.handle not in page
    assert "the people who answer for this site" in page
    assert keeper.handle in as_member(a_lead()).get(f"/directory/{entry_id}").text


@law("L1.9")
def test_whoever_is_erased_leaves_help_without_a_name(keeper: Person) -> None:
    member, second = a_person(), a_lead()
    waiting, listed = a_suggestion(member), a_suggestion(member, name="Another")
    operations.accept_entry(second.id, listed)
    for person in (member, second):
        erase_member(OPERATOR, person.handle, keep_words=False)
        do_it()
    assert entry(waiting) is None
    assert entry(listed).suggested_by is None
    assert entry(listed).owner_id is None


@law("L8.1")
def test_an_entry_can_be_reported(circle: Circle, as_member: Browser) -> None:
    entry_id = an_entry(circle.moderator, circle)
    page = as_member(circle.regular).get(f"/reports/new?kind=entry&ref=entry:{entry_id}")
    assert page.status_code == 200
    assert "Harbour Clinic" in page.text
    sent = {
        "kind": "entry",
        "ref": f"entry:{entry_id}",
        "key": "a-key-of-mine",
        "reason": "selling",
        "faith": "yes",
    }
    assert as_member(circle.regular).post("/reports", data=sent).status_code == 303
    outside = as_member(circle.outsider).get(f"/reports/new?kind=entry&ref=entry:{entry_id}")
    assert outside.status_code == 404


@pytest.mark.parametrize(
    "ref", ["entry:", "entry:x", "entry:1", "room:1", "entry:" + "9" * 17, "entry:²"]
)
def test_a_report_of_what_is_not_there_finds_nothing(
    circle: Circle, as_member: Browser, ref: str
) -> None:
    page = as_member(circle.regular).get("/reports/new", query_string={"kind": "entry", "ref": ref})
    assert page.status_code == 404

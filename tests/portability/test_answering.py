"""What came in exists for nobody, on any door, before an administrator has said yes to it; or it goes."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from community import clock
from community.errors import NotFound
from community.extensions import db
from community.groups.models import Membership
from community.members.models import Member
from community.notices.models import Notice
from community.portability.importing import operations
from community.portability.importing.models import Import, Origin
from community.realtime.streams import Stream
from community.rooms import operations as rooms
from community.rooms.forms import MessageForm, RemovalForm
from tests.factories import Circle, Person, a_person
from tests.forums.stage import a_topic
from tests.laws import law
from tests.portability.brought import (
    FIRST,
    ROWS,
    SECOND,
    TOPIC,
    a_forum,
    a_workspace,
    brought_in,
    counts,
    everything,
    said,
    the_board,
    the_import,
    the_room,
    the_topic,
)
from tests.stage import Browser
from tests.wire import Wire

Live = Callable[..., Wire]
NAMES = ("Evenings", "The first week", "evenings", "It is", "Good evening")


@pytest.fixture
def keeper(app: Flask) -> Person:
    """Who runs the site; not in the group."""
    return a_person("keeper", administrator=True)


@pytest.fixture
def both(app: Flask, circle: Circle, keeper: Person, tmp_path: Path) -> Circle:
    """A forum and a workspace came in, in which somebody wrote an hour ago, since people were here."""
    clock.move(timedelta(hours=2))
    brought_in(app, a_forum(tmp_path, *lately()), circle.slug)
    brought_in(app, a_workspace(tmp_path), circle.slug)
    return circle


def lately() -> list[dict[str, Any]]:
    """The forum's rows, written an hour ago."""
    at = {"at": f"{clock.now() - timedelta(hours=1):%Y-%m-%dT%H:%M:%SZ}"}
    return [*ROWS[:-2], FIRST | at, SECOND | at]


def confirm_all(keeper: Person) -> None:
    """Say yes to all that waits."""
    for found in db.session.query(Import.id).filter(Import.awaiting_since.is_not(None)).all():
        operations.confirm_import(keeper.id, found.id)


def pages_of(circle: Circle) -> list[str]:
    """Every page on which something of it could show."""
    return [
        "/", "/groups", f"/groups/{circle.slug}", f"/groups/{circle.slug}/forum",
        f"/groups/{circle.slug}/people", f"/rooms/{circle.room_id}", "/notices",
    ]  # fmt: skip


def own_pages() -> list[str]:
    """The pages of what came in."""
    topic, room = the_topic().id, the_room().id
    return [
        f"/boards/{the_board().id}", f"/boards/{the_board().id}/new", f"/topics/{topic}",
        f"/topics/{topic}/posts/1", f"/topics/{topic}/state", f"/topics/{topic}/settings",
        f"/rooms/{room}", f"/rooms/{room}/messages", f"/rooms/{room}/messages/1", f"/rooms/{room}/settings",
    ]  # fmt: skip


def test_before_a_yes_nobody_sees_anything_of_it_on_any_page(
    both: Circle, keeper: Person, as_member: Browser
) -> None:
    for person in (both.regular, both.moderator, keeper):
        client = as_member(person)
        for page in pages_of(both):
            shown = client.get(page).text
            assert not [name for name in NAMES if name in shown], (page, person.handle)
        assert {client.get(page).status_code for page in own_pages()} == {404}


@law("L4.2")
def test_before_a_yes_no_socket_hears_it(both: Circle, live: Live) -> None:
    for person in (both.regular, both.moderator):
        wire = live(person)
        for stream in (the_topic().scope, the_room().scope):
            for event, data in (
                ("join", {}), ("catch_up", {"since": 0}), ("mark_read", {"seq": 1}),
                ("post_message", {"body": "Hello", "key": "some-key-12"}),
                ("react", {"message": 1, "reaction": "with_you", "on": True}),
            ):  # fmt: skip
                answer = wire.call(event, stream=stream, **data)
                assert (answer["ok"], answer["error"]["code"]) == (False, "not_found")


def test_nothing_is_moved_to_where_nobody_looks(both: Circle, as_member: Browser) -> None:
    topic = a_topic(both.regular, both)
    client = as_member(both.moderator)
    words = {"name": "Tea or coffee", "board": str(the_board().id)}
    assert client.post(f"/topics/{topic.id}/settings", data=words).status_code == 422
    assert "The first week" not in client.get(f"/topics/{topic.id}/settings").text


def test_after_a_yes_the_group_reads_it(
    both: Circle, keeper: Person, as_member: Browser, live: Live
) -> None:
    confirm_all(keeper)
    client = as_member(both.regular)
    assert "Evenings" in client.get(f"/groups/{both.slug}/forum").text
    assert "The first week" in client.get("/").text  # written an hour ago, so news
    page = client.get(f"/topics/{the_topic().id}").text
    assert "It is <em>hard</em>." in page
    assert "Former writer 1" in page
    assert "It was <strong>hard</strong>" in client.get(f"/rooms/{the_room().id}").text
    for stream in (the_topic().scope, the_room().scope):
        joined = live(both.regular).call("join", stream=stream)
        assert [entry["kind"] for entry in joined["entries"]] == ["message_posted"] * 2
        posted = live(both.regular).call(
            "post_message", stream=stream, body="Yes.", key="a-key-123"
        )
        assert posted["ok"] == stream.startswith("topic:")
    outside = as_member(both.outsider)
    assert {outside.get(page).status_code for page in own_pages()} == {404}


@law("L4.5")
def test_an_old_room_is_no_news_to_those_who_are_here(
    both: Circle, keeper: Person, as_member: Browser
) -> None:
    confirm_all(keeper)
    rooms = as_member(both.regular).get(f"/groups/{both.slug}").text.partition('id="rooms"')[2]
    assert "evenings" in rooms
    assert "2 new" not in rooms


@law("L1.5")
def test_an_administrator_reads_the_notice_and_answers_for_it(
    both: Circle, keeper: Person, as_member: Browser
) -> None:
    client, one = as_member(keeper), the_of("forum")
    assert "2 communities wait for your answer" in client.get("/you").text
    assert "/site/imports" not in as_member(both.moderator).get("/you").text
    listed = client.get("/site/imports").text
    assert "old.jsonl" in listed
    notice = client.get(f"/site/imports/{one}").text
    for told in ("2 posts", "2 writers", "one topic", "Evenings", "Nobody has asked them"):
        assert told in notice
    assert "It is" not in notice
    slack = client.get(f"/site/imports/{the_of('slack')}").text
    assert "kept until an administrator sets a time" in slack
    assert client.post(f"/site/imports/{one}/confirmation", data={}).status_code == 422
    assert db.session.get_one(Import, one).awaiting_since is not None
    yes = client.post(f"/site/imports/{one}/confirmation", data={"read": "yes"})
    assert yes.status_code == 303
    assert as_member(both.regular).get(f"/topics/{the_topic().id}").status_code == 200
    again = client.post(f"/site/imports/{one}/confirmation", data={"read": "yes"})
    assert again.status_code == 409


def the_of(kind: str) -> int:
    """The import of that kind."""
    return int(db.session.query(Import.id).filter_by(kind=kind).scalar())


def test_nobody_else_can_answer(both: Circle, as_member: Browser) -> None:
    one = the_of("forum")
    for person in (both.moderator, both.regular, both.outsider):
        client = as_member(person)
        for page in ("/site/imports", f"/site/imports/{one}"):
            assert client.get(page).status_code == 404
        for act in ("confirmation", "removal"):
            assert (
                client.post(f"/site/imports/{one}/{act}", data={"read": "yes"}).status_code == 404
            )
    with pytest.raises(NotFound):
        operations.confirm_import(both.moderator.id, one)


def test_a_no_takes_everything_away(
    app: Flask, circle: Circle, keeper: Person, as_member: Browser, tmp_path: Path
) -> None:
    before = everything()
    for path in (a_forum(tmp_path, *ROWS), a_workspace(tmp_path)):
        brought_in(app, path, circle.slug)
        assert as_member(keeper).post(f"/site/imports/{the_import().id}/removal").status_code == 303
        after = everything()
        kept = {name for name in before if before[name] != after[name]}
        assert kept <= {"journal", "journal_head", "journal_entries", "sessions"}
        assert brought_in(app, path, circle.slug)[0] == counts(2, added=2)
        operations.discard_import(keeper.id, the_import().id)
    assert not db.session.query(Member).filter(Member.stands_in_since.is_not(None)).count()


def test_what_comes_after_a_yes_waits_for_another(
    app: Flask, both: Circle, keeper: Person, as_member: Browser, tmp_path: Path
) -> None:
    confirm_all(keeper)
    late = {**FIRST, "id": "p8", "text": "Too late."}
    topic = {**TOPIC, "id": "t2", "title": "The second week", "author": "u9"}
    other = {**FIRST, "id": "p9", "topic": "t2", "author": "u9", "text": "New there."}
    path = a_forum(tmp_path, *lately(), late, topic, other)
    lines = brought_in(app, path, both.slug)
    assert lines[0] == counts(4, added=1, known=2, out=1)
    client = as_member(both.regular)
    assert "The second week" not in client.get(f"/groups/{both.slug}/forum").text
    assert "The second week" not in client.get(f"/boards/{the_board().id}").text
    assert client.get(f"/topics/{first_week()}").status_code == 200
    streams = db.session.query(Stream).count()
    operations.discard_import(keeper.id, the_of("forum"))
    assert db.session.query(Stream).count() == streams - 1
    assert client.get(f"/topics/{first_week()}").status_code == 200
    brought_in(app, path, both.slug)
    operations.confirm_import(keeper.id, the_of("forum"))
    assert "The second week" in client.get(f"/boards/{the_board().id}").text


def first_week() -> int:
    """The id of the topic that was there first."""
    return int(db.session.query(Origin.local_id).filter_by(external_id="t1").scalar())


def test_nobody_is_told_anything(both: Circle, keeper: Person, as_member: Browser) -> None:
    confirm_all(keeper)
    answered = MessageForm("For me too.", "some-key-123", reply_to=1)
    rooms.post_message(both.regular.id, the_topic().scope, answered)
    rooms.remove_message(both.moderator.id, the_topic().scope, 2, RemovalForm("It names somebody."))
    assert db.session.query(Notice).count() == 0
    assert "Former writer" not in as_member(both.regular).get("/notices").text
    people = as_member(both.regular).get(f"/groups/{both.slug}/people").text
    assert "Former writer" not in people
    stand_in = db.session.query(Membership).filter(Membership.handle == "Former writer 1").one()
    person = as_member(both.regular).get(f"/memberships/{stand_in.id}")
    assert "No longer in this group." in person.text


def test_a_new_channel_after_a_yes_waits_too(
    app: Flask, both: Circle, keeper: Person, as_member: Browser, tmp_path: Path
) -> None:
    confirm_all(keeper)
    channels = [{"id": "C1", "name": "evenings"}, {"id": "C2", "name": "mornings"}]
    more = {"channels.json": channels, "mornings/2019-02-12.json": [said("1550000000.1")]}
    assert brought_in(app, a_workspace(tmp_path, **more), both.slug)[0] == counts(
        3, added=1, known=2
    )
    client = as_member(both.regular)
    assert "mornings" not in client.get(f"/groups/{both.slug}").text
    confirm_all(keeper)
    assert "mornings" in client.get(f"/groups/{both.slug}").text

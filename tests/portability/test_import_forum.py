"""A forum from elsewhere comes in: whole, unseen, under pseudonyms, and once."""

import contextvars
from collections.abc import Sequence
from pathlib import Path

import gevent
import pytest
from flask import Flask

from community.cli import perform
from community.errors import Conflict
from community.extensions import db
from community.forums.models import Post
from community.groups.models import Group, Membership
from community.groups.queries import people_of
from community.members import queries as members
from community.members.models import Member
from community.portability.importing import operations
from community.portability.importing.models import Claim
from community.portability.importing.operations import Landing
from community.realtime import entries_since
from tests.factories import Circle, a_person
from tests.portability.brought import (
    BOARD,
    FIRST,
    PEOPLE,
    ROWS,
    SECOND,
    TOPIC,
    a_forum,
    brought_in,
    counts,
    everything,
    many,
    run,
    the_board,
    the_import,
    the_topic,
    words_in,
)


def test_a_file_becomes_boards_topics_and_posts_in_order(
    app: Flask, circle: Circle, tmp_path: Path
) -> None:
    lines = brought_in(app, a_forum(tmp_path, *ROWS), circle.slug)
    assert lines[:3] == [
        counts(2, added=2), "Boards added: 1; topics: 1", "Writers added, each under a pseudonym: 2",
    ]  # fmt: skip
    topic = the_topic()
    assert (topic.name, topic.board.name, topic.posts) == ("The first week", "Evenings", 2)
    assert f"{topic.created_at:%Y-%m-%d %H:%M} {topic.last_at:%H:%M}" == "2019-03-01 19:30 20:00"
    (one, first, _none), (two, second, answers) = words_in(topic.id)
    assert (first, second, answers) == ("It is *hard*.", f"It was for me too, {one}.", 1)
    assert {one, two} == {"Former writer 1", "Former writer 2"}
    assert [(entry.seq, entry.kind) for entry in entries_since(topic.id, 0)] == [
        (1, "message_posted"), (2, "message_posted"),
    ]  # fmt: skip
    assert [post.number for post in db.session.query(Post).filter_by(stream_id=topic.id)] == [1, 2]


def test_the_order_of_the_file_does_not_matter(app: Flask, circle: Circle, tmp_path: Path) -> None:
    assert brought_in(app, a_forum(tmp_path, *reversed(ROWS)), circle.slug)[0] == counts(2, added=2)
    assert next(words for _who, words, _answers in words_in(the_topic().id)) == "It is *hard*."


def test_of_names_and_addresses_nothing_is_kept(app: Flask, circle: Circle, tmp_path: Path) -> None:
    brought_in(app, a_forum(tmp_path, *ROWS), circle.slug)
    whole = str(everything())
    for told in ("Rosalind", "rosalind@old.example", "tobias", "Silent Sam", "sam@old.example"):
        assert told not in whole
    hashes = [claim.address_hash for claim in db.session.query(Claim)]
    assert sorted(len(kept) if kept else 0 for kept in hashes) == [0, 64]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Ask @Silent Sam.", "Ask someone."),
        ("@silent sam, and @Silent Sam too", "someone, and someone too"),
        ("As @Sam Q. said", "As someone. said"),
        ("@René, @Rene\u0301", "someone, someone"),
        ('**@"Silent Sam"** and @[Silent Sam]', '**"someone"** and [someone]'),
        ("@Sam Quill @Silent Samuel a@Silent Sam", "@Sam Quill @Silent Samuel a@Silent Sam"),
        ("_@Silent Sam_.@Sam Q @Sam Q_x", "_someone_.someone @Sam Q_x"),
        ("@@ @ @Silent", "@@ @ @Silent"),
    ],
)
def test_nobody_is_called_by_name_in_words_titles_or_boards(
    app: Flask, circle: Circle, tmp_path: Path, said: str, kept: str
) -> None:
    people = [*PEOPLE, *({"type": "user", "id": name, "name": name} for name in ("Sam Q", "René"))]
    board = {**BOARD, "name": said, "about": said}
    rows = [*people, board, {**TOPIC, "title": f"For @Rosalind: {said}"}, {**FIRST, "text": said}]
    brought_in(app, a_forum(tmp_path, *rows), circle.slug)
    topic = the_topic()
    ((writer, words, _answers),) = words_in(topic.id)
    assert [words, topic.board.name, topic.board.about] == [kept] * 3
    assert topic.name == f"For {writer}: {kept}"


def test_stand_ins_are_nobody_who_could_come_in_or_be_counted(
    app: Flask, circle: Circle, tmp_path: Path
) -> None:
    before = (members.people(), len(people_of(circle.group_id)))
    brought_in(app, a_forum(tmp_path, *ROWS), circle.slug)
    assert (members.people(), len(people_of(circle.group_id))) == before
    stand_in = db.session.query(Member).filter(Member.stands_in_since.is_not(None)).first()
    assert stand_in is not None
    assert members.account_for(stand_in.handle) is None
    assert db.session.query(Membership).filter_by(member_id=stand_in.id).one().left_at is not None


def test_a_dry_run_says_the_same_and_writes_nothing(
    app: Flask, circle: Circle, tmp_path: Path
) -> None:
    path, before = a_forum(tmp_path, *ROWS, "nonsense"), everything()
    dry = brought_in(app, path, circle.slug, "--dry-run", "--claims", tmp_path / "codes")
    assert dry[-1] == "This was a dry run: nothing was changed."
    assert everything() == before
    assert not (tmp_path / "codes").exists()
    assert brought_in(app, path, circle.slug)[:-1] == dry[:-1]


def test_a_second_run_changes_nothing(app: Flask, circle: Circle, tmp_path: Path) -> None:
    path = a_forum(tmp_path, *ROWS)
    brought_in(app, path, circle.slug)
    before = everything()
    lines = brought_in(app, path, circle.slug)
    assert (lines[0], lines[-1]) == (counts(2, known=2), "Nothing new: nothing was changed.")
    assert everything() == before


def test_what_is_new_in_the_file_is_added(app: Flask, circle: Circle, tmp_path: Path) -> None:
    brought_in(app, a_forum(tmp_path, *PEOPLE, BOARD, TOPIC, FIRST), circle.slug)
    third = {**SECOND, "id": "p3", "author": "u1", "reply_to": "p2", "at": "2019-03-02"}
    lines = brought_in(app, a_forum(tmp_path, *ROWS, third), circle.slug)
    assert lines[0] == counts(3, added=2, known=1)
    assert [answers for _who, _words, answers in words_in(the_topic().id)] == [None, 1, 2]
    assert len({who for who, _words, _answers in words_in(the_topic().id)}) == 2


def test_two_sources_are_two_communities(app: Flask, circle: Circle, tmp_path: Path) -> None:
    brought_in(app, a_forum(tmp_path, *ROWS), circle.slug)
    lines = brought_in(app, a_forum(tmp_path, *ROWS), circle.slug, "--source", "Another place")
    assert lines[0] == counts(2, added=2)
    handles = [each.handle for each in db.session.query(Membership)]
    assert {f"Former writer {number}" for number in range(1, 5)} <= set(handles)


def test_a_run_that_was_cut_off_is_taken_up_again(
    app: Flask, circle: Circle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = a_forum(tmp_path, *ROWS)
    with monkeypatch.context() as then:
        then.setattr("community.portability.importing.operations.add_lines", lambda *_: 1 / 0)
        try:
            run(app, "import-forum", path, "--group", circle.slug)
        except ZeroDivisionError:
            db.session.rollback()
    assert (the_board().name, the_topic().posts) == ("Evenings", 0)
    with pytest.raises(Conflict, match="was cut off"):
        operations.confirm_import(a_person("keeper", administrator=True).id, the_import().id)
    assert brought_in(app, path, circle.slug)[:2] == [
        counts(2, added=2), "Boards added: 0; topics: 0",
    ]  # fmt: skip
    assert (the_import().awaiting_since is not None, the_import().landing_since) == (True, None)


def test_what_is_taken_away_while_it_comes_in_stays_away(
    app: Flask, circle: Circle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, keeper = a_forum(tmp_path, *ROWS), a_person("keeper", administrator=True)
    before, add = db.session.query(Membership).count(), operations.add_lines

    def too_late(import_id: int, landings: Sequence[Landing]) -> None:
        operations.discard_import(keeper.id, import_id)
        add(import_id, landings)

    monkeypatch.setattr("community.portability.importing.operations.add_lines", too_late)
    code, lines = run(app, "import-forum", path, "--group", circle.slug)
    assert (code, "taken away meanwhile" in lines[0]) == (1, True)
    assert db.session.query(Membership).count() == before


def test_one_import_at_a_time_comes_into_a_group(
    app: Flask, circle: Circle, tmp_path: Path
) -> None:
    path = a_forum(tmp_path, *many(400))
    both = [
        gevent.spawn(contextvars.copy_context().run, perform_in, app, path, circle.slug)
        for _run in range(2)
    ]
    (one, first), (other, second) = (each.get() for each in both)
    assert sorted([one, other]) == [0, 1]
    assert "already" in first + second
    assert brought_in(app, path, circle.slug)[-1] == "Nothing new: nothing was changed."


def perform_in(app: Flask, path: Path, slug: str) -> tuple[int, str]:
    """Run the command in a greenlet of its own."""
    return perform(app, ["import-forum", str(path), "--group", slug], lambda: "")


def test_without_a_group_it_gets_a_hidden_one_and_comes_there_again(
    app: Flask, tmp_path: Path
) -> None:
    keeper, path = (
        a_person("keeper", administrator=True),
        a_forum(tmp_path, *ROWS, name="Old place.jsonl"),
    )
    assert run(app, "import-forum", path, "--dry-run")[1][0] == counts(2, added=2)
    assert db.session.query(Group).count() == 0
    code, lines = run(app, "import-forum", path)
    group = db.session.query(Group).one()
    assert (code, lines[:2]) == (
        0, [f"A hidden group was begun for it: /groups/{group.slug}", counts(2, added=2)],
    )  # fmt: skip
    assert (group.name, group.visibility) == ("Old place", "hidden")
    assert [person.member_id for person in people_of(group.id)] == [keeper.id]
    before = everything()
    assert run(app, "import-forum", path)[1][-1] == "Nothing new: nothing was changed."
    assert everything() == before


def test_there_has_to_be_such_a_group_and_such_a_file(
    app: Flask, circle: Circle, tmp_path: Path
) -> None:
    path = a_forum(tmp_path, *ROWS)
    assert run(app, "import-forum", path, "--group", "nowhere")[0] == 1
    assert run(app, "import-forum", tmp_path / "absent", "--group", circle.slug)[0] == 1

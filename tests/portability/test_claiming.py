"""Whoever wrote elsewhere gets their words by proving it, once; nobody else does."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from community.clock import now
from community.errors import TooMany
from community.extensions import db
from community.forums.models import Topic
from community.groups import operations as groups
from community.members.models import Member
from community.notices.models import Mailbox
from community.operations import operation
from community.personal import Personal
from community.portability.importing import operations
from community.portability.importing.models import Claim
from community.realtime.streams import Entry
from community.registry import registry
from tests.factories import Circle, Person, a_circle, a_person
from tests.laws import law
from tests.portability.brought import (
    ROWS,
    a_forum,
    brought_in,
    counts,
    everything,
    run,
    the_import,
    the_topic,
    words_in,
)
from tests.stage import Browser


@pytest.fixture
def keeper(app: Flask) -> Person:
    """Who runs the site."""
    return a_person("keeper", administrator=True)


@pytest.fixture
def codes(app: Flask, circle: Circle, keeper: Person, tmp_path: Path) -> dict[str, str]:
    """A forum came in, and was confirmed; the codes by the writers' old ids."""
    brought_in(app, a_forum(tmp_path, *ROWS), circle.slug, "--claims", tmp_path / "codes")
    operations.confirm_import(keeper.id, the_import().id)
    return codes_in(tmp_path / "codes")


def codes_in(path: Path) -> dict[str, str]:
    """What is in a file of codes."""
    return dict(line.split("\t") for line in path.read_text().splitlines())


def authors() -> list[str]:
    """Who wrote the topic's posts."""
    return [who for who, _words, _answers in words_in(the_topic().id)]


def claim(as_member: Browser, person: Person, circle: Circle, code: str) -> int:
    """Type a code; the status of the answer."""
    address = f"/groups/{circle.slug}/claim"
    return as_member(person).post(address, data={"code": code}).status_code


def test_a_code_makes_words_ones_own(
    circle: Circle, codes: dict[str, str], as_member: Browser
) -> None:
    client = as_member(circle.regular)
    assert "Claim what you wrote" in client.get(f"/groups/{circle.slug}").text
    sloppy = codes["u1"].upper().replace("-", " ")
    assert claim(as_member, circle.regular, circle, sloppy) == 303
    assert authors() == [circle.regular.handle, authors()[1]]
    assert the_topic().starter_id == circle.mid(circle.regular)
    page = client.get(f"/topics/{the_topic().id}").text
    assert circle.regular.handle in page
    entry = db.session.get_one(Entry, (the_topic().id, 1))
    assert entry.actor_id == circle.mid(circle.regular)
    assert client.post(f"/topics/{the_topic().id}/posts/1/removal").status_code == 303


def test_a_wrong_a_used_and_anothers_code_look_the_same(
    app: Flask, circle: Circle, codes: dict[str, str], as_member: Browser
) -> None:
    assert claim(as_member, circle.regular, circle, codes["u1"]) == 303
    elsewhere = a_circle("other-street")
    address = f"/groups/{circle.slug}/claim"
    answers = [
        as_member(circle.other).post(address, data={"code": code})
        for code in (codes["u1"], "mole-tarn-fern-379", "x")
    ]
    answers.append(
        as_member(elsewhere.regular).post(
            f"/groups/{elsewhere.slug}/claim", data={"code": codes["2"]}
        )
    )
    assert [answer.status_code for answer in answers] == [422] * 4
    assert all("This code opens nothing here." in answer.text for answer in answers)
    assert authors() == [circle.regular.handle, authors()[1]]


def test_whoever_is_not_in_the_group_claims_nothing(
    circle: Circle, codes: dict[str, str], as_member: Browser
) -> None:
    assert claim(as_member, circle.outsider, circle, codes["u1"]) == 404
    assert as_member(circle.outsider).get(f"/groups/{circle.slug}/claim").status_code == 404
    assert authors()[0].startswith("Former writer")


@law("L1.5", "L2.1")
def test_whoever_only_reads_an_open_group_claims_nothing(
    app: Flask, keeper: Person, as_member: Browser, tmp_path: Path
) -> None:
    square = a_circle("market-square", visibility="open")
    brought_in(app, a_forum(tmp_path, *ROWS), square.slug, "--claims", tmp_path / "codes")
    operations.confirm_import(keeper.id, the_import().id)
    code = codes_in(tmp_path / "codes")["2"]
    address = f"/groups/{square.slug}/claim"
    assert as_member(square.outsider).post(address, data={"code": code}).status_code == 404
    assert as_member(square.regular).post(address, data={"code": code}).status_code == 303


def test_before_a_yes_nothing_can_be_claimed(
    app: Flask, circle: Circle, keeper: Person, as_member: Browser, tmp_path: Path
) -> None:
    brought_in(app, a_forum(tmp_path, *ROWS), circle.slug, "--claims", tmp_path / "codes")
    assert claim(as_member, circle.regular, circle, codes_in(tmp_path / "codes")["u1"]) == 422
    assert "Claim" not in as_member(circle.regular).get(f"/groups/{circle.slug}").text


@pytest.mark.usefixtures("limits_stand")
@pytest.mark.environment(HEARTH_RATE_LIMITS="on")
def test_nobody_can_try_codes_for_long(
    circle: Circle, codes: dict[str, str], as_member: Browser
) -> None:
    tried = [claim(as_member, circle.regular, circle, f"mole-tarn-fern-{n}") for n in range(6)]
    assert tried == [422] * 5 + [TooMany.status]
    assert claim(as_member, circle.regular, circle, codes["u1"]) == TooMany.status


@law("L1.8")
def test_a_block_of_the_pseudonym_holds_for_the_person(
    circle: Circle, codes: dict[str, str], as_member: Browser
) -> None:
    for stand_in in db.session.scalars(sa.select(Claim.membership_id)).all():
        groups.block_person(circle.other.id, stand_in)
    assert claim(as_member, circle.regular, circle, codes["u1"]) == 303
    page = as_member(circle.other).get(f"/topics/{the_topic().id}").text
    assert "It is <em>hard</em>." not in page
    assert (
        "It is <em>hard</em>." in as_member(circle.moderator).get(f"/topics/{the_topic().id}").text
    )


@operation
def confirmed(person: Person, address: str, at: bool = True) -> None:
    """They have given an address, and opened the link in the mail."""
    db.session.get_one(Member, person.id).email = address
    box = Mailbox(
        member_id=person.id, token=f"{person.id:032d}", confirmed_at=now() if at else None
    )
    db.session.add(box)


def test_the_old_address_is_proof_too_if_it_was_confirmed_here(
    circle: Circle, codes: dict[str, str], as_member: Browser
) -> None:
    address = f"/groups/{circle.slug}/claim"
    confirmed(circle.regular, "Rosalind@OLD.example", at=False)
    confirmed(circle.other, "other@old.example")
    for person in (circle.regular, circle.other, circle.newcomer):
        answer = as_member(person).post(address, data={"by_address": "yes"})
        assert answer.status_code == 422
    confirmed(circle.moderator, "Rosalind@OLD.example")
    assert as_member(circle.moderator).post(address, data={"by_address": "yes"}).status_code == 303
    assert authors()[0] == circle.moderator.handle


def test_the_codes_lie_in_a_file_that_only_its_owner_reads(
    app: Flask, circle: Circle, tmp_path: Path
) -> None:
    path = a_forum(tmp_path, *ROWS)
    lines = brought_in(app, path, circle.slug, "--claims", tmp_path / "codes")
    assert lines[-1] == f"2 codes are in {tmp_path}/codes. Hand each to its writer only."
    assert (tmp_path / "codes").stat().st_mode & 0o777 == 0o600
    found = codes_in(tmp_path / "codes")
    assert set(found) == {"u1", "2"}
    whole = str(everything())
    assert not [code for code in found.values() if code in whole]
    assert "Rosalind" not in (tmp_path / "codes").read_text()


def test_codes_can_be_asked_for_later_and_never_overwrite_a_file(
    app: Flask, circle: Circle, keeper: Person, tmp_path: Path
) -> None:
    path = a_forum(tmp_path, *ROWS)
    brought_in(app, path, circle.slug)
    (tmp_path / "there").write_text("mine")
    code, said = run(
        app, "import-forum", path, "--group", circle.slug, "--claims", tmp_path / "there"
    )
    assert (code, (tmp_path / "there").read_text()) == (1, "mine")
    assert "stays as it is" in said[0]
    brought_in(app, path, circle.slug, "--claims", tmp_path / "codes")
    assert len(codes_in(tmp_path / "codes")) == 2
    again = brought_in(app, path, circle.slug, "--claims", tmp_path / "more")
    assert again[-1] == "Every writer has a code already: no file of codes was written."
    assert not (tmp_path / "more").exists()


def test_who_claimed_stays_the_writer_of_what_comes_later(
    app: Flask,
    circle: Circle,
    keeper: Person,
    codes: dict[str, str],
    as_member: Browser,
    tmp_path: Path,
) -> None:
    claim(as_member, circle.regular, circle, codes["u1"])
    topic = {**ROWS[4], "id": "t2", "title": "Later"}
    post = {**ROWS[5], "id": "p9", "topic": "t2"}
    lines = brought_in(app, a_forum(tmp_path, *ROWS, topic, post), circle.slug)
    assert lines[0] == counts(3, added=1, known=2)
    operations.confirm_import(keeper.id, the_import().id)
    later = db.session.query(Topic).filter_by(name="Later").one()
    assert [who for who, _words, _answers in words_in(later.id)] == [circle.regular.handle]


@law("L1.9")
def test_who_goes_for_good_leaves_no_trace_of_having_claimed(
    circle: Circle, codes: dict[str, str], as_member: Browser
) -> None:
    assert claim(as_member, circle.regular, circle, codes["u1"]) == 303
    mine = circle.mid(circle.regular)
    kept = next(each for each in registry.personal.values() if each.name == "claims")
    assert kept.shown is not None
    ((row,),) = kept.shown(circle.regular.id)
    assert row["claimed_at"] is not None
    forget(kept, circle.regular)
    assert db.session.query(Claim).filter_by(claimed_by=mine).count() == 0
    assert claim(as_member, circle.other, circle, codes["u1"]) == 422


@operation
def forget(kept: Personal, person: Person) -> None:
    """What is due when they delete their account."""
    kept.forget(person.id)

"""Two at the same moment: one rhythm, one programme, nothing written over (L7.8, L7.9)."""

from dataclasses import replace
from functools import partial

from flask import Flask

from community.errors import Conflict
from community.extensions import db
from community.mentoring import operations as mentoring
from community.mentoring.programmes import operations as programmes
from community.mentoring.programmes.forms import AdoptForm, ProgrammeForm
from community.mentoring.programmes.models import Programme, ProgrammeVersion
from community.mentoring.rhythms import Rhythm
from community.mentoring.walking import operations
from community.mentoring.walking.forms import ItemForm, ItemWordsForm, RhythmForm, VersionForm
from community.mentoring.walking.models import MOST, CheckinRhythm, Item, ProgrammeWalk
from tests.factories import Circle, a_person, admit
from tests.laws import law
from tests.mentoring.stage import switched_on, two_who_met, under_way
from tests.mentoring.walk_stage import DAILY, PLAIN, a_programme, newest, wrote
from tests.races import at_once, on_both, refusals


@law("L7.8")
@on_both
def test_two_who_propose_and_accept_at_once_have_one_rhythm(
    app: Flask, circle: Circle, database: str
) -> None:
    two = two_who_met(circle)
    way = under_way(two)
    other = RhythmForm(Rhythm(days=(2,)))
    found = operations.propose_rhythm(two.mentor.id, way, RhythmForm(DAILY))
    accept = partial(operations.accept_rhythm, two.mentee.id, way, found)
    at_once(
        app, accept, accept,
        partial(operations.propose_rhythm, two.mentee.id, way, other),
        partial(operations.propose_rhythm, two.mentor.id, way, other),
    )  # fmt: skip
    rows = db.session.query(CheckinRhythm).filter(CheckinRhythm.ended_at.is_(None)).all()
    assert sum(row.agreed_at is not None for row in rows) <= 1
    assert sum(row.agreed_at is None for row in rows) <= 1
    assert rows


@law("L7.8")
@on_both
def test_one_of_two_who_change_the_same_is_told(app: Flask, circle: Circle, database: str) -> None:
    two = two_who_met(circle)
    way = under_way(two)
    item = wrote(two.mentee, way)
    results = at_once(
        app,
        partial(operations.change_item, two.mentee.id, way, item, ItemWordsForm("Tea.", 1)),
        partial(operations.change_item, two.mentor.id, way, item, ItemWordsForm("Milk.", 1)),
    )
    assert refusals(results, Conflict) == 1
    assert db.session.get_one(Item, item).edition == 2


@law("L7.8")
@on_both
def test_the_hundredth_is_written_by_one_of_two(app: Flask, circle: Circle, database: str) -> None:
    two = two_who_met(circle)
    way = under_way(two)
    for number in range(MOST - 1):
        wrote(two.mentee, way, f"Task {number}")
    write = [
        partial(operations.write_item, person.id, way, ItemForm("task", "The last."))
        for person in (two.mentee, two.mentor)
    ]
    assert refusals(at_once(app, *write), Conflict) == 1
    assert db.session.query(Item).count() == MOST


@law("L7.9")
@on_both
def test_a_programme_accepted_while_one_leaves_is_taken_up_before_or_not_at_all(
    app: Flask, circle: Circle, database: str
) -> None:
    two = two_who_met(circle)
    way = under_way(two)
    version = newest(a_programme(circle))
    found = operations.propose_programme(two.mentor.id, way, VersionForm(version))
    accept = partial(operations.accept_programme, two.mentee.id, way, found)
    at_once(app, accept, accept, partial(mentoring.leave, two.mentor.id, way))
    walk = db.session.get_one(ProgrammeWalk, found)
    steps = db.session.query(Item).filter_by(kind="step").count()
    assert steps == (len(PLAIN.steps) if walk.agreed_at is not None else 0)


@law("L7.9")
@on_both
def test_two_moderators_at_once_make_one_copy_and_one_version(
    app: Flask, circle: Circle, database: str
) -> None:
    switched_on()
    keepers = [circle.moderator, admit(a_person(staff=True), circle.slug, "moderator")]
    adopt = [
        partial(programmes.adopt_programme, one.id, circle.slug, AdoptForm("four-point"))
        for one in keepers
    ]
    assert len(set(at_once(app, *adopt, *adopt))) == 1
    made = db.session.query(Programme).one().id
    db.session.rollback()
    publish = [
        partial(programmes.publish_programme, one.id, made, ProgrammeForm(content, 1))
        for one, content in zip(keepers, (PLAIN, replace(PLAIN, title="Other")), strict=True)
    ]
    assert refusals(at_once(app, *publish), Conflict) == 1
    assert db.session.query(ProgrammeVersion).count() == 1

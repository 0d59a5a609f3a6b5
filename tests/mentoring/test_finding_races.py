"""Two at the same moment: one room, one proposal, one wish to learn, one word a month (L7.3, L7.5, L7.12)."""

from functools import partial

import pytest
from flask import Flask

from community.errors import Conflict
from community.extensions import db
from community.mentoring.finding import operations
from community.mentoring.finding.forms import PreferencesForm, ProposalForm, SwitchForm, WordsForm
from community.mentoring.finding.models import MentorsOfGroup, Preference, Proposal, Word
from community.mentoring.path import operations as path
from community.mentoring.path.forms import GuideForm, LineForm
from community.mentoring.path.models import Shadowing
from community.rooms.models import MENTORS, Room
from tests.factories import Circle, a_person, admit
from tests.laws import law
from tests.members.answering import a_lead
from tests.mentoring.stage import two_who_met, under_way
from tests.mentoring.test_path import applies
from tests.races import at_once, on_both, refusals


@law("L7.3")
@on_both
def test_a_group_gets_one_room_and_a_month_one_word(
    app: Flask, circle: Circle, database: str
) -> None:
    open_it = partial(operations.have_room, circle.moderator.id, circle.group_id)
    rooms = at_once(app, open_it, open_it, open_it)
    assert len(set(rooms)) == 1
    assert db.session.query(Room).filter_by(kind=MENTORS).count() == 1
    assert db.session.query(MentorsOfGroup).count() == 1
    two_who_met(circle)
    leads = [a_lead(), a_lead()]
    write = [partial(operations.write_word, lead.id, WordsForm("Tea.")) for lead in leads]
    assert refusals(at_once(app, *write), Conflict) == 1
    assert db.session.query(Word).count() == 1


@law("L7.4", "L7.5")
@on_both
def test_a_proposal_pressed_twice_is_one(app: Flask, circle: Circle, database: str) -> None:
    two = two_who_met(circle)
    operations.allow_proposals(circle.moderator.id, circle.slug, SwitchForm(True))
    form = ProposalForm(two.mentee.handle, two.mentor.handle)
    press = partial(operations.propose, circle.moderator.id, circle.slug, form)
    assert at_once(app, press, press, press) == [None] * 3
    assert db.session.query(Proposal).count() == 1
    said = PreferencesForm.parse({"gender": "woman"})
    keep = partial(operations.keep_preferences, two.mentee.id, circle.slug, said)
    assert at_once(app, keep, keep, keep) == [None] * 3
    assert db.session.query(Preference).count() == 1


@law("L7.12")
@on_both
@pytest.mark.parametrize("late", [False, True])
def test_one_learns_beside_one_mentor_at_a_time(
    app: Flask, circle: Circle, database: str, late: bool
) -> None:
    two = two_who_met(circle, admit(a_person("heron", staff=True), circle.slug))
    under_way(two)
    applies(two)
    ask = partial(path.ask_to_shadow, two.mentee.id, circle.slug, GuideForm(two.mentor_mid))
    assert refusals(at_once(app, ask, ask, ask), Conflict) == 2
    shadowing_id = db.session.query(Shadowing.id).scalar()
    db.session.rollback()
    accept = partial(path.accept_shadow, two.mentor.id, shadowing_id)
    end = partial(path.end_shadow, two.mentee.id, shadowing_id)
    at_once(app, *((end, accept) if late else (accept, end)))
    found = db.session.get_one(Shadowing, shadowing_id)
    assert found.ended_at is not None
    assert not found.is_on
    db.session.rollback()
    show = partial(path.show_line, two.mentee.id, circle.slug, LineForm(True))
    assert at_once(app, show, show) == [None] * 2

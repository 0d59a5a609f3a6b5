"""The dates of a way of two, as a strip: what happened between them, and of clocks what is granted (L6.1, L7.8)."""

from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _

from community.clock import now
from community.extensions import db
from community.mentoring.models import ACTIVE, TRIAL, Ask, Mentorship
from community.mentoring.queries import shared_events
from community.mentoring.walking.models import STEP, ProgrammeWalk
from community.mentoring.walking.queries import ItemView, standing
from community.wellbeing.days import day_in
from community.wellbeing.milestones import BY_CODE, HOURS, beginning_of, chips_since
from community.wellbeing.models import Clock
from community.wellbeing.queries.grants import clocks_granted_to
from community.wellbeing.words.clocks import milestone


@dataclass(frozen=True)
class Mark:
    """What is marked, and on which day."""

    said: str
    on: date


def strip_of(member_id: int, mentorship: Mentorship, items: list[ItemView]) -> list[Mark]:
    """For one of the two: the earliest first. Both see the same marks, by their own days."""
    zone = mentorship.people[member_id].member.zone
    dated = [*_together(mentorship), *_programme(mentorship), *_steps(items)]
    marks = [Mark(said, day_in(zone, at)) for said, at in dated]
    return sorted([*marks, *_clocks(mentorship)], key=lambda mark: mark.on)


def _together(mentorship: Mentorship) -> list[tuple[str, datetime]]:
    met = shared_events(mentorship.mentee_id, mentorship.mentor_id)
    asked = db.session.get(Ask, mentorship.ask_id)
    found = [(_("You met"), met[0].at)] if met else []
    if asked is not None:
        found.append((_("Asked"), asked.asked_at))
    said = {TRIAL: _("Getting to know each other"), ACTIVE: _("Both wanted to go on")}
    return found + [(said[step.kind], step.at) for step in mentorship.steps if step.kind in said]


def _programme(mentorship: Mentorship) -> list[tuple[str, datetime]]:
    walk, _waits = standing(ProgrammeWalk, mentorship.id)
    return [(_("Took up a programme"), walk.began_at)] if walk is not None and walk.began_at else []


def _steps(items: list[ItemView]) -> list[tuple[str, datetime]]:
    return [
        (_("Step %(number)d", number=one.number), one.done_at)
        for one in items
        if one.kind == STEP and one.done_at is not None
    ]


def _clocks(mentorship: Mentorship) -> list[Mark]:
    """Of each clock that the mentor may see, the last milestone: worked out as its days are shown to others, so that
    no slip can be told from it."""
    zone, marks = mentorship.mentee.group.zone, []
    for granted in clocks_granted_to(mentorship.mentor.member_id, mentorship.mentee_id):
        clock = db.session.get(Clock, granted.id)
        assert clock is not None
        chips = chips_since(beginning_of(clock.course.began_on, None), zone, now())
        reached = [chip for chip in chips if BY_CODE[chip.code].unit != HOURS]
        if reached:
            said = _("%(clock)s: %(what)s", clock=granted.name, what=milestone(reached[-1].code))
            marks.append(Mark(said, reached[-1].reached_on))
    return marks

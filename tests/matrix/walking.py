"""The rows of programmes and of what two on their way share: the regular is mentored by `named`."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from community.clock import now
from community.extensions import db
from community.mentoring import operations as mentoring
from community.mentoring.walking import operations
from community.mentoring.walking.forms import RhythmForm, VersionForm
from community.mentoring.walking.models import WEEK, ProgrammeWalk
from community.operations import operation
from tests.factories import Circle, Person
from tests.matrix.mentoring import prepare_mentoring
from tests.matrix.roles import INSIDE, NAMED, REGULAR, STAFF, Row
from tests.mentoring.walk_stage import DAILY, a_programme, newest, wrote

WALKING = frozenset(
    {
        "programme",
        "on the way",
        "something suggested",
        "rhythm waits",
        "walk waits",
        "walk over soon",
    }
)
MENTEE = frozenset({REGULAR})
THE_TWO = MENTEE | {NAMED}
ALL, ONE = "/groups/{slug}/programmes", "/programmes/{programme}"
WAY = "/mentorships/{mentorship}"
ITEM, RHYTHM, WALK = (
    f"{WAY}/items/{{item}}",
    f"{WAY}/rhythms/{{rhythm}}",
    f"{WAY}/programmes/{{walk}}",
)
WHOLE = {"title": "Ours", "steps": "One", "based_on": "2"}

_shared = partial(Row, "L7.8", first="on the way", whose=REGULAR)
_taken_up = partial(Row, "L7.9", first="on the way", whose=REGULAR)
"""Doors to what the regular and their mentor share, and to the programme by which they walk."""

PAGES = {
    "mentoring.list_programmes": Row("L7.9", INSIDE, ALL, first="programme"),
    "mentoring.show_programme": Row("L7.9", INSIDE, ONE, first="programme"),
    "mentoring.show_draft": Row("L7.9", STAFF, f"{ONE}/draft", first="programme"),
    "mentoring.show_walk": _shared(THE_TWO, f"{WAY}/walk"),
    "mentoring.show_item": _shared(THE_TWO, ITEM),
}
ACTS = {
    "mentoring.create_programme": Row("L7.9", STAFF, ALL, {"template": "own"}, "programme"),
    "mentoring.change_draft": Row("L7.9", STAFF, f"{ONE}/draft", WHOLE, "programme"),
    "mentoring.create_version": Row("L7.9", STAFF, f"{ONE}/versions", WHOLE, "programme"),
    "mentoring.change_offer": Row("L7.9", STAFF, f"{ONE}/offer", first="programme"),
    "mentoring.create_item": _shared(THE_TWO, f"{WAY}/items", {"kind": "task", "words": "Tea."}),
    "mentoring.change_item": _shared(THE_TWO, ITEM, {"words": "Tea.", "based_on": "1"}),
    "mentoring.take_item": _shared(MENTEE, f"{ITEM}/taking", first="something suggested"),
    "mentoring.finish_item": _shared(MENTEE, f"{ITEM}/done", {"on": "yes"}),
    "mentoring.remove_item": _shared(MENTEE, f"{ITEM}/removal"),
    "mentoring.create_rhythm": _shared(THE_TWO, f"{WAY}/rhythms", {"every": "2"}),
    "mentoring.accept_rhythm": _shared(MENTEE, f"{RHYTHM}/acceptance", first="rhythm waits"),
    "mentoring.withdraw_rhythm": _shared(THE_TWO, f"{RHYTHM}/withdrawal", first="rhythm waits"),
    "mentoring.create_walk": _taken_up(THE_TWO, f"{WAY}/programmes", {"version": "{version}"}),
    "mentoring.accept_programme": _taken_up(MENTEE, f"{WALK}/acceptance", first="walk waits"),
    "mentoring.withdraw_programme": _taken_up(THE_TWO, f"{WALK}/withdrawal", first="walk waits"),
    "mentoring.lengthen_programme": _taken_up(THE_TWO, f"{WALK}/extension", first="walk over soon"),
}


def prepare_walking(
    circle: Circle, people: Mapping[str, Person], names: dict[str, Any], first: str
) -> None:
    """The group offers a programme; the regular and `named` are under way, and that far."""
    regular, named = people[REGULAR], people[NAMED]
    prepare_mentoring(circle, people, names, "mentorship")
    mentorship_id = names["mentorship"]
    for person in (regular, named):
        mentoring.go_on(person.id, mentorship_id)
    names["programme"] = a_programme(circle)
    names["version"] = str(newest(names["programme"]))
    names["item"] = wrote(named if first == "something suggested" else regular, mentorship_id)
    if first == "rhythm waits":
        names["rhythm"] = operations.propose_rhythm(named.id, mentorship_id, RhythmForm(DAILY))
    elif first.startswith("walk"):
        form = VersionForm(int(names["version"]))
        names["walk"] = operations.propose_programme(named.id, mentorship_id, form)
        if first == "walk over soon":
            operations.accept_programme(regular.id, mentorship_id, names["walk"])
            _long_ago(names["walk"])
    db.session.rollback()


@operation
def _long_ago(walk_id: int) -> None:
    db.session.get_one(ProgrammeWalk, walk_id).began_at = now() - 7 * WEEK

"""The rows of oversight: `named` mentors the regular, both were asked how it goes, and something was noticed."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from community.clock import now
from community.extensions import db
from community.mentoring.models import Mentorship
from community.mentoring.oversight import operations, queries
from community.mentoring.oversight.forms import PulseForm
from community.mentoring.oversight.models import UNCOMFORTABLE, Signal
from community.mentoring.oversight.rules import ONE_SIDED
from community.moderation import operations as moderation
from community.moderation.models import Case
from community.operations import operation
from tests.factories import Circle, Person
from tests.matrix.mentoring import prepare_mentoring
from tests.matrix.roles import LEAD, NAMED, REGULAR, Row

OVERSEEING = frozenset({"pulse", "signal", "overseen"})
ASKED, LOOKS = frozenset({REGULAR}), frozenset({LEAD})
WEEK = timedelta(days=7, minutes=1)

PAGES = {
    "mentoring.show_pulse": Row("L7.10", ASKED, "/mentoring/pulses/{pulse}", first="pulse", whose=REGULAR),
    "mentoring.show_signals": Row("L7.10", LOOKS, "/site/mentoring", first="signal"),
}  # fmt: skip
ACTS = {
    "mentoring.create_pulse_answer": Row(
        "L7.10", ASKED, "/mentoring/pulses/{pulse}", {"how": "good", "look": "no"}, "pulse", REGULAR
    ),
    "mentoring.create_look": Row(
        "L7.10", LOOKS, "/site/mentoring/signals/{signal}", {"words": "They work at night."}, "signal"
    ),
    "mentoring.end_mentorship_of_case": Row(
        "L7.10", LOOKS, "/cases/{overseen}/mentorship-ending", first="overseen"
    ),
}  # fmt: skip


def prepare_overseeing(
    circle: Circle, people: Mapping[str, Person], names: dict[str, Any], first: str
) -> None:
    """The two are a week on their way; from there that far."""
    prepare_mentoring(circle, people, names, "under way")
    began_a_week_ago(names["mentorship"])
    operations.ask_pulses(names["mentorship"])
    db.session.rollback()
    names["pulse"] = queries.pulses_of(people[REGULAR].id)[0].id
    names["their pulse"] = queries.pulses_of(people[NAMED].id)[0].id
    if first == "signal":
        names["signal"] = notice(names["mentorship"])
    elif first == "overseen":
        form = PulseForm(UNCOMFORTABLE, False)
        operations.answer_pulse(people[REGULAR].id, names["pulse"], form)
        db.session.rollback()
        names["overseen"] = db.session.query(Case.id).filter_by(kind="pulse").scalar()
        moderation.claim_case(people[LEAD].id, names["overseen"])
    db.session.rollback()


@operation
def began_a_week_ago(mentorship_id: int) -> None:
    """They have known each other for that long."""
    db.session.get_one(Mentorship, mentorship_id).began_at = now() - WEEK


@operation
def notice(mentorship_id: int) -> int:
    """A rule met something there."""
    mentorship = db.session.get_one(Mentorship, mentorship_id)
    signal = Signal(
        rule=ONE_SIDED, subject=f"mentorship:{mentorship_id}", mentorship_id=mentorship_id,
        mentor_id=mentorship.mentor_id, raised_at=now(),
    )  # fmt: skip
    db.session.add(signal)
    db.session.flush()
    return signal.id

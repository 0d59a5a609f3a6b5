"""The rows of mentoring: `named`, who has an authenticator, mentors; the regular has met them often enough to ask."""

from collections.abc import Mapping
from typing import Any

from community.clock import now
from community.extensions import db
from community.members import policy_pages
from community.mentoring import operations
from community.mentoring.forms import ApplicationForm, VoucherForm
from community.mentoring.models import Mentor
from community.mentoring.words.agreement import CURRENT
from community.mentoring.words.quiz import right_answers
from community.operations import operation
from tests.factories import Circle, Person, a_person, admit
from tests.matrix.roles import CHAIR, INSIDE, NAMED, NEWCOMER, REGULAR, SIGNED_IN, STAFF, Row
from tests.members.answering import gaps_of, write_page
from tests.mentoring.stage import AGREES, YEAR, Two, asked, last_vouch, make_mentor, met, together

HERE, ONE = "/groups/{slug}/mentoring", "/mentorships/{mentorship}"
MENTORS, ASKS = frozenset({NAMED}), frozenset({REGULAR})
THE_TWO = MENTORS | ASKS
MENTORING = frozenset(
    {
        "mentoring",
        "renewing",
        "applied",
        "vouching",
        "wishing",
        "mentor ask",
        "mentorship",
        "under way",
        "on pause",
    }
)

PAGES = {
    "mentoring.show_home": Row("L7.1", SIGNED_IN, "/mentoring", first="mentoring"),
    "mentoring.show_agreement": Row("L7.6", SIGNED_IN, "/mentoring/agreement", first="mentoring"),
    "mentoring.show_mentor": Row("L7.5", INSIDE - MENTORS, "/mentors/{mentor}", first="mentoring"),
    "mentoring.show_ask": Row("L7.5", MENTORS, "/asks/{ask}", first="mentor ask", whose=NAMED),
    "mentoring.show_mentorship": Row("L7.7", THE_TWO, ONE, first="mentorship", whose=REGULAR),
    "mentoring.show_grants": Row(
        "L7.8", THE_TWO, f"{ONE}/grants", first="mentorship", whose=REGULAR
    ),
    "mentoring.show_own": Row("L7.3", INSIDE - {NEWCOMER}, HERE, first="mentoring"),
    "mentoring.show_vouch": Row(
        "L7.3", frozenset({CHAIR}), "/vouches/{vouch}", first="vouching", whose=CHAIR
    ),
    "mentoring.list_mentors": Row("L7.3", STAFF, "/groups/{slug}/mentors", first="mentoring"),
}
ACTS = {
    "mentoring.create_ask": Row("L7.2", ASKS, "/mentors/{mentor}/asks", AGREES, "mentoring"),
    "mentoring.create_withdrawal": Row(
        "L7.5", ASKS, "/asks/{ask}/withdrawal", first="mentor ask", whose=REGULAR
    ),
    "mentoring.create_acceptance": Row(
        "L7.5", MENTORS, "/asks/{ask}/acceptance", AGREES, "mentor ask", NAMED
    ),
    "mentoring.create_refusal": Row(
        "L7.5", MENTORS, "/asks/{ask}/refusal", first="mentor ask", whose=NAMED
    ),
    "mentoring.create_agreement": Row("L7.6", THE_TWO, f"{ONE}/agreement", AGREES, "mentorship"),
    "mentoring.create_continuation": Row(
        "L7.7", THE_TWO, f"{ONE}/continuation", first="mentorship"
    ),
    "mentoring.create_pause": Row("L7.7", THE_TWO, f"{ONE}/pause", first="under way"),
    "mentoring.create_resumption": Row("L7.7", THE_TWO, f"{ONE}/resumption", first="on pause"),
    "mentoring.create_closing": Row("L7.7", THE_TWO, f"{ONE}/closing", first="under way"),
    "mentoring.create_departure": Row("L7.7", THE_TWO, f"{ONE}/departure", first="under way"),
    "mentoring.create_grant": Row(
        "L7.8", ASKS, f"{ONE}/grants", {"what": "plan"}, "mentorship", REGULAR
    ),
    "mentoring.withdraw_grant": Row(
        "L7.8", ASKS, f"{ONE}/grants/withdrawal", {"what": "plan"}, "mentorship", REGULAR
    ),
    "mentoring.create_application": Row("L7.3", INSIDE - {NEWCOMER}, HERE, YEAR, "mentoring"),
    "mentoring.create_quiz": Row("L7.3", ASKS, f"{HERE}/quiz", right_answers(), "applied"),
    "mentoring.create_vouch_request": Row(
        "L7.3", ASKS, f"{HERE}/vouches", {"handle": "{voucher}"}, "applied"
    ),
    "mentoring.change_places": Row("L7.3", MENTORS, f"{HERE}/places", {"cap": "2"}, "mentoring"),
    "mentoring.change_pause": Row("L7.3", MENTORS, f"{HERE}/pause", {"on": "yes"}, "mentoring"),
    "mentoring.create_renewal": Row("L7.3", MENTORS, f"{HERE}/renewal", YEAR, "renewing"),
    "mentoring.create_ending": Row("L7.3", MENTORS, f"{HERE}/ending", first="mentoring"),
    "mentoring.create_vouch": Row(
        "L7.3", frozenset({CHAIR}), "/vouches/{vouch}/giving", first="vouching"
    ),
    "mentoring.decline_vouch": Row(
        "L7.3", frozenset({CHAIR}), "/vouches/{vouch}/declining", first="vouching"
    ),
    "mentoring.create_approval": Row("L7.3", STAFF, "/mentors/{wishing}/approval", first="wishing"),
    "mentoring.create_refusal_of_mentor": Row(
        "L7.3", STAFF, "/mentors/{wishing}/refusal", first="wishing"
    ),
}


def prepare_mentoring(
    circle: Circle, people: Mapping[str, Person], names: dict[str, Any], first: str
) -> None:
    """A site that has mentoring, and the regular and `named` that far."""
    write_page(policy_pages.CONTACT, gaps_of(policy_pages.CONTACT))
    regular, named = people[REGULAR], people[NAMED]
    if first in ("applied", "vouching"):
        _apply(circle, regular, people[CHAIR], names)
    elif first == "wishing":
        person = admit(a_person(staff=True), circle.slug)
        names["wishing"] = make_mentor(circle, person, approved=False)
    else:
        names["mentor"] = make_mentor(circle, named)
        met(circle, regular, named)
        _walk(Two(circle, regular, named, names["mentor"]), names, first)


def _apply(circle: Circle, regular: Person, chair: Person, names: dict[str, Any]) -> None:
    mentor_id = operations.apply_to_mentor(regular.id, circle.slug, ApplicationForm("", CURRENT))
    operations.ask_to_vouch(regular.id, circle.slug, VoucherForm(chair.handle))
    names |= {"vouch": last_vouch(mentor_id), "voucher": circle.other.handle}


def _walk(two: Two, names: dict[str, Any], first: str) -> None:
    if first == "renewing":
        nearly_over(two.mentor_id)
    elif first == "mentor ask":
        names["ask"] = asked(two)
    elif first != "mentoring":
        names["mentorship"] = together(two)
        if first != "mentorship":
            for person in (two.mentee, two.mentor):
                operations.go_on(person.id, names["mentorship"])
        if first == "on pause":
            operations.pause(two.mentee.id, names["mentorship"])


@operation
def nearly_over(mentor_id: int) -> None:
    """The mentor's year is over today."""
    db.session.get_one(Mentor, mentor_id).renewed_until = now()

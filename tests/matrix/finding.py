"""The rows of finding a mentor and of the path, and what must have happened before they make sense.

The moderator is a mentor here, whom the regular has met often enough.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from community.clock import now
from community.extensions import db
from community.members import policy_pages
from community.mentoring import operations as mentoring
from community.mentoring.finding import operations, queries
from community.mentoring.finding.forms import ProposalForm, SwitchForm, WordsForm
from community.mentoring.forms import ApplicationForm, QuizForm, VoucherForm
from community.mentoring.path import operations as path
from community.mentoring.path.forms import ChecklistForm, GuideForm
from community.mentoring.path.models import CHECKLIST, MONTH, Shadowing
from community.mentoring.words.agreement import CURRENT
from community.mentoring.words.quiz import right_answers
from community.operations import operation
from tests.factories import Circle, Person
from tests.matrix.roles import (
    INSIDE,
    LEAD,
    MODERATOR,
    NAMED,
    REGULAR,
    REPORTING,
    SIGNED_IN,
    STAFF,
    Row,
)
from tests.meetings.planned import a_meeting
from tests.members.answering import gaps_of, write_page
from tests.mentoring.stage import Two, last_vouch, met, spoken_for, under_way

FINDING = frozenset(
    {"mentoring on", "their mentor", "story", "proposing", "proposal", "on the path", "shadow asked", "shadow on",
     "shadow ready"}
)  # fmt: skip
MENTOR, MENTEE = frozenset({MODERATOR}), frozenset({REGULAR})
HERE = "/groups/{slug}/mentoring"
ONE = "/mentoring/shadowing/{shadowing}"

PAGES = {
    "mentoring.show_preferences": Row("L7.4", INSIDE, f"{HERE}/preferences", first="mentoring on"),
    "mentoring.show_own_story": Row("L7.3", MENTOR, f"{HERE}/story", first="their mentor"),
    "mentoring.list_suggestions": Row("L7.4", SIGNED_IN, "/mentoring/suggestions", first="mentoring on"),
    "mentoring.show_story": Row("L7.3", MENTEE, "/mentors/{their_mentor}/story", first="story", whose=MODERATOR),
    "mentoring.list_proposals": Row("L7.5", STAFF, "/groups/{slug}/mentors/proposals", first="mentoring on"),
    "mentoring.show_words": Row("L7.3", MENTOR | {LEAD}, "/mentoring/word", first="their mentor"),
    "mentoring.show_path": Row("L7.12", INSIDE, f"{HERE}/path", first="mentoring on"),
    "mentoring.show_shadowing": Row("L7.12", MENTOR | MENTEE, ONE, first="shadow on", whose=REGULAR),
}  # fmt: skip
ACTS = {
    "mentoring.change_preferences": Row(
        "L7.4", INSIDE, f"{HERE}/preferences", {"gender": "woman"}, "mentoring on"
    ),
    "mentoring.forget_preferences": Row("L7.4", INSIDE, f"{HERE}/preferences/forgetting", first="mentoring on"),
    "mentoring.create_story": Row("L7.3", MENTOR, f"{HERE}/story", {"words": "A hard winter."}, "their mentor"),
    "mentoring.preview_story": Row("L7.3", MENTOR, f"{HERE}/story/preview", {"words": "Winter."}, "their mentor"),
    "mentoring.withdraw_story": Row("L7.3", INSIDE, f"{HERE}/story/withdrawal", first="mentoring on"),
    "mentoring.change_proposing": Row(
        "L7.5", STAFF, "/groups/{slug}/mentors/proposals/allowance", {"on": "yes"}, "mentoring on"
    ),
    "mentoring.create_proposal": Row(
        "L7.5", frozenset({NAMED, REPORTING}), "/groups/{slug}/mentors/proposals",
        {"mentee": "{mentee_name}", "mentor": "{mentor_name}"}, "proposing",
    ),
    "mentoring.dismiss_proposal": Row(
        "L7.5", MENTEE, "/mentoring/proposals/{proposal}/dismissal", first="proposal", whose=REGULAR
    ),
    "mentoring.create_word": Row("L7.3", frozenset({LEAD}), "/mentoring/word", {"words": "Tea."}, "mentoring on"),
    "mentoring.create_shadowing": Row("L7.12", MENTEE, f"{HERE}/path/guide", {"guide": "{guide}"}, "on the path"),
    "mentoring.change_line": Row("L7.12", INSIDE, f"{HERE}/path/line", {"on": "yes"}, "mentoring on"),
    "mentoring.accept_shadowing": Row("L7.12", MENTOR, f"{ONE}/acceptance", first="shadow asked", whose=MODERATOR),
    "mentoring.decline_shadowing": Row("L7.12", MENTOR, f"{ONE}/refusal", first="shadow asked", whose=MODERATOR),
    "mentoring.change_checklist": Row(
        "L7.12", MENTEE, f"{ONE}/checklist", {"limits": "yes"}, "shadow on", whose=REGULAR
    ),
    "mentoring.create_word_for": Row("L7.12", MENTOR, f"{ONE}/word", first="shadow ready", whose=MODERATOR),
    "mentoring.end_shadowing": Row("L7.12", MENTOR | MENTEE, f"{ONE}/ending", first="shadow on", whose=REGULAR),
}  # fmt: skip


def prepare_finding(
    circle: Circle, people: Mapping[str, Person], names: dict[str, Any], first: str
) -> None:
    """Mentoring is on; and from there that far."""
    write_page(policy_pages.CONTACT, gaps_of(policy_pages.CONTACT))
    if first == "mentoring on":
        return
    a_meeting(circle)
    keeper, regular = people[MODERATOR], people[REGULAR]
    names["their_mentor"] = mentor_id = _mentor(circle, keeper, people[NAMED])
    names |= {
        "mentee_name": regular.handle,
        "mentor_name": keeper.handle,
        "guide": str(circle.mid(keeper)),
    }
    met(circle, regular, keeper)
    if first == "story":
        operations.tell_story(keeper.id, circle.slug, WordsForm("A hard winter."))
    elif first.startswith("propos"):
        operations.allow_proposals(keeper.id, circle.slug, SwitchForm(True))
        if first == "proposal":
            form = ProposalForm(regular.handle, keeper.handle)
            operations.propose(people[NAMED].id, circle.slug, form)
            db.session.rollback()
            names["proposal"] = queries.proposals_to(regular.id)[0].id
    elif first != "their mentor":
        under_way(Two(circle, regular, keeper, mentor_id))
        mentoring.apply_to_mentor(regular.id, circle.slug, ApplicationForm("", CURRENT))
        if first != "on the path":
            names["shadowing"] = _shadow(circle, regular, keeper, first)
    db.session.rollback()


def _mentor(circle: Circle, person: Person, keeper: Person) -> int:
    mentor_id = mentoring.apply_to_mentor(person.id, circle.slug, ApplicationForm("", CURRENT))
    mentoring.pass_quiz(person.id, circle.slug, QuizForm(right_answers()))
    for voucher in (circle.regular, circle.other):
        if spoken_for(mentor_id) < 2:
            mentoring.ask_to_vouch(person.id, circle.slug, VoucherForm(voucher.handle))
            mentoring.give_vouch(voucher.id, last_vouch(mentor_id))
    mentoring.approve_mentor(keeper.id, mentor_id)
    return mentor_id


def _shadow(circle: Circle, learner: Person, guide: Person, first: str) -> int:
    found = path.ask_to_shadow(learner.id, circle.slug, GuideForm(circle.mid(guide)))
    if first != "shadow asked":
        path.accept_shadow(guide.id, found)
    if first == "shadow ready":
        path.go_through(learner.id, found, ChecklistForm(CHECKLIST))
        _long_ago(found)
    return found


@operation
def _long_ago(shadowing_id: int) -> None:
    db.session.get_one(Shadowing, shadowing_id).accepted_at = now() - MONTH - timedelta(hours=1)

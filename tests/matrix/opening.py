"""The rows of opening a part of a channel: `named` mentors the regular; leads and the contact were named long ago."""

from collections.abc import Mapping
from typing import Any

from community.mentoring.opening import operations
from community.mentoring.opening.forms import SpanForm
from community.mentoring.opening.models import HARM
from tests.factories import Circle, Person, a_message
from tests.matrix.mentoring import THE_TWO, prepare_mentoring
from tests.matrix.roles import CONTACT, LEAD, NAMED, REGULAR, Row
from tests.members.answering import a_lead
from tests.mentoring.opening_stage import code_of, long_in_office, puts_off, shows
from tests.mentoring.stage import of

OPENING = frozenset(
    {"opening to ask", "opening of theirs", "opening asked", "opening open", "opening put off"}
)
A_LEAD, CALLED = frozenset({LEAD}), frozenset({LEAD, CONTACT})
ONE, THEIRS = "/openings/{opening}", "/mentorships/{mentorship}/openings"
CODE = {"code": "{lead_code}"}
SPAN = {"first": "{line}", "last": "{line}", "category": HARM, "reason": "She told me."}

PAGES = {
    "mentoring.list_openings": Row("L7.11", CALLED, "/openings", first="opening asked"),
    "mentoring.show_span": Row("L7.11", A_LEAD, f"{THEIRS}/new", first="opening to ask"),
    "mentoring.show_opening": Row("L7.11", CALLED, ONE, first="opening asked"),
    "mentoring.show_opened": Row("L7.11", THE_TWO, THEIRS, first="opening open", whose=REGULAR),
}
ACTS = {
    "mentoring.find_channel": Row(
        "L7.11", A_LEAD, "/openings", {"one": "{mentee_name}", "other": "{mentor_name}"}, "opening to ask"
    ),
    "mentoring.create_opening": Row("L7.11", A_LEAD, THEIRS, {**SPAN, **CODE}, "opening to ask"),
    "mentoring.approve_opening": Row("L7.11", A_LEAD, f"{ONE}/approval", CODE, "opening asked"),
    "mentoring.approve_opening#contact": Row(
        "L7.11", frozenset({CONTACT}), f"{ONE}/approval", {"code": "{contact_code}"}, "opening asked"
    ),
    "mentoring.read_span": Row("L7.11", A_LEAD, f"{ONE}/reading", CODE, "opening open"),
    "mentoring.close_opening": Row("L7.11", CALLED, f"{ONE}/closing", first="opening asked"),
    "mentoring.call_contact": Row("L7.11", A_LEAD, f"{ONE}/contact", first="opening of theirs"),
    "mentoring.create_delay": Row(
        "L7.11", A_LEAD, f"{ONE}/delays", {"why": "He would find her.", **CODE}, "opening asked"
    ),
    "mentoring.tell_the_two": Row("L7.11", A_LEAD, f"{ONE}/telling", first="opening put off"),
}  # fmt: skip


def prepare_opening(
    circle: Circle, people: Mapping[str, Person], names: dict[str, Any], first: str
) -> None:
    """Two wrote to each other; another lead, or this one, asked to open a line, and from there that far."""
    prepare_mentoring(circle, people, names, "mentorship")
    lead, contact, other = people[LEAD], people[CONTACT], a_lead()
    long_in_office()
    room_id = of(names["mentorship"]).room_id
    names["line"] = str(a_message(people[REGULAR], room_id, "The river was high."))
    names |= {"mentee_name": people[REGULAR].handle, "mentor_name": people[NAMED].handle}
    if first != "opening to ask":
        asker = lead if first == "opening of theirs" else other
        names["opening"] = _ask(asker, names, contact=asker is other)
    if first == "opening put off":
        puts_off(lead, names["opening"])
    if first in ("opening open", "opening put off"):
        operations.approve_opening(lead.id, names["opening"], shows(lead))
    names |= {"lead_code": code_of(lead), "contact_code": code_of(contact)}


def _ask(asker: Person, names: Mapping[str, Any], contact: bool) -> int:
    line = int(names["line"])
    form = SpanForm(line, line, HARM, "She told me.", contact, code_of(asker))
    return operations.ask_opening(asker.id, names["mentorship"], form)

"""What must have happened before a door of the site's own people makes sense."""

from collections.abc import Mapping
from typing import Any

from community.members.models import CONTACT as THE_CONTACT
from community.members.models import LEAD as A_LEAD
from community.members.queries import office_held
from community.moderation import operations
from community.moderation.forms import DoneForm, OpeningForm
from community.moderation.procedures import PROCEDURES
from tests.factories import Person, a_person
from tests.matrix.roles import CONTACT, LEAD
from tests.members.answering import a_lead, gaps_of, write_page

GRAVE = frozenset(
    {"terms", "second", "offices", "procedure", "step", "own step", "whole procedure"}
)


def prepare_grave(people: Mapping[str, Person], names: dict[str, Any], first: str) -> None:
    """The terms, somebody to name, who holds which office, or a procedure that far."""
    if first == "terms":
        write_page("terms", gaps_of("terms"))
    elif first == "second":
        names["second"] = a_person(staff=True).handle
    elif first == "offices":
        names["lead_office"] = office_held(people[LEAD].id, A_LEAD).id
        names["contact_office"] = office_held(people[CONTACT].id, THE_CONTACT).id
    else:
        names["contact"] = people[CONTACT].handle
        names["procedure"] = _procedure(people[LEAD], first)


def _procedure(lead: Person, first: str) -> int:
    other = a_lead()
    procedure_id = operations.open_procedure(other.id, "threat", OpeningForm())
    if first == "own step":
        operations.do_step(lead.id, procedure_id, "call", DoneForm())
    elif first == "step":
        operations.do_step(other.id, procedure_id, "call", DoneForm())
    elif first == "whole procedure":
        for step in PROCEDURES["threat"].steps:
            operations.do_step(other.id, procedure_id, step.key, DoneForm())
            operations.confirm_step(lead.id, procedure_id, step.key)
    return procedure_id

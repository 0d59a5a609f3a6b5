"""What tests of the site's own people and pages share."""

from collections.abc import Mapping

from community.actors import OPERATOR
from community.extensions import db
from community.journal import JournalEntry
from community.members import operations, policy_pages, queries
from community.members.forms import PolicyForm
from community.members.policy_pages import DAY, LEVEL, PAGES
from community.notices.models import Notice
from tests.factories import Person, a_person, a_site

REVIEWED = "2026-11-01"


def a_lead(handle: str = "") -> Person:
    """A safeguarding lead."""
    person = a_person(handle, staff=True)
    operations.name_lead(OPERATOR, person.handle)
    return person


def a_contact(handle: str = "") -> Person:
    """The external contact."""
    person = a_person(handle, staff=True)
    operations.name_contact(OPERATOR, person.handle)
    return person


def gaps_of(page: str, **also: str) -> dict[str, str]:
    """Something in every gap of a page."""
    said = {LEVEL: "low", DAY: REVIEWED}
    filled = {gap.name: said.get(gap.sort, f"Our {gap.name}") for gap in PAGES[page].gaps}
    return {**filled, **also}


def write_page(page: str, said: Mapping[str, str], actor: int = OPERATOR, asks: str = "") -> int:
    """Save a page as a form would."""
    current = queries.current_version(page)
    based_on = str(current.number if current else 0)
    form = PolicyForm.parse({**said, "based_on": based_on, "asks": asks}, page)
    return operations.write_policy_page(actor, page, form)


def write_policy_pages() -> None:
    """Fill in all four pages."""
    a_site()
    for page in policy_pages.PAGES:
        write_page(page, gaps_of(page))


def told(person: Person) -> list[str]:
    """The kinds of notices somebody got, in order."""
    mine = db.session.query(Notice).filter_by(member_id=person.id).order_by(Notice.at, Notice.id)
    return [notice.kind for notice in mine]


def acts() -> list[str]:
    """What was journalled."""
    return [entry.kind for entry in db.session.query(JournalEntry).order_by(JournalEntry.seq)]

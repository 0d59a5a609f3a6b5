"""Whether there is mentoring on this site at all (L7.1)."""

from community.errors import NotFound
from community.members import policy_pages
from community.members.models import LEAD
from community.members.queries import named_leads, officers, written

NO_LEAD, LEAD_UNABLE, NO_PAGE = "no_lead", "lead_unable", "no_page"
"""What is missing: nobody is named; nobody of those named can act; the page on contact points is not complete."""


def is_on() -> bool:
    """Once a safeguarding lead is named and private reports reach somebody, and the page that says so is written.

    A lead receives them who is welcome on the site and has an authenticator (L1.5); the page is that on contact
    points, which says how leads, and somebody outside, are reached.
    """
    return bool(officers(LEAD)) and _page_is_written()


def missing() -> list[str]:
    """What is not there yet."""
    found = []
    if not officers(LEAD):
        found.append(LEAD_UNABLE if named_leads() else NO_LEAD)
    if not _page_is_written():
        found.append(NO_PAGE)
    return found


def must_be_on() -> None:
    """Raises NotFound where mentoring is off."""
    if not is_on():
        raise NotFound


def _page_is_written() -> bool:
    said = written(policy_pages.CONTACT)
    return bool(said) and policy_pages.is_complete(policy_pages.CONTACT, said)

"""What oversight shows on earlier pages: the desk, a case, You, and where an administrator names leads."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from community.mentoring.oversight import queries
from community.mentoring.oversight.operations.acting import can_end
from community.mentoring.oversight.reporting import mentorship_of_case
from community.mentoring.queries.site import LEAD_UNABLE, NO_LEAD, NO_PAGE, is_on, missing
from community.mentoring.words.life import STATES
from community.moderation.models import Case
from community.moderation.queries import office_of
from community.registry import Panel, registry

HERE = "mentoring/oversight"


def of_desk(member_id: int) -> Mapping[str, Any]:
    """How many signals wait for this person."""
    return {"waiting": queries.count_waiting(member_id)}


def of_oneself(member_id: int) -> Mapping[str, Any]:
    """The way to the signals, for leads of a site that has mentoring."""
    waiting = queries.count_waiting(member_id)
    return {
        "looks": waiting or (office_of(member_id).is_lead and is_on()),
        "waiting": waiting,
    }


def of_case(member_id: int, case: Case) -> Mapping[str, Any]:
    """The mentorship that a case came from, and what may be done; nothing beside any other case."""
    one = mentorship_of_case(case.kind, case.ref)
    if one is None:
        return {}
    return {
        "one": one,
        "state": STATES[one.state],
        "can_end": can_end(member_id, case, one),
        "mentor_named": case.about_membership == one.mentor_id,
    }


def of_offices(member_id: int) -> Mapping[str, Any]:
    """What is missing before there is mentoring here, in sentences with the way to mend it (L7.1)."""
    said = {
        NO_LEAD: (_("Nobody is named a safeguarding lead."), "", ""),
        LEAD_UNABLE: (_("No lead can receive a report now: they need an authenticator app."), "", ""),
        NO_PAGE: (_("The page on contact points has gaps."), "/site/policies/contact", _("Fill them in")),
    }  # fmt: skip
    found = [dict(zip(("said", "address", "way"), said[one], strict=True)) for one in missing()]
    return {"missing": found}


def declare() -> None:
    """Say it to the registry."""
    registry.panels["signals of the desk"] = Panel("desk", f"{HERE}/_of_desk.html", of_desk)
    registry.panels["signals of oneself"] = Panel("you", f"{HERE}/_of_oneself.html", of_oneself)
    registry.panels["mentorship of a case"] = Panel("case", f"{HERE}/_of_case.html", of_case)
    registry.panels["mentoring of offices"] = Panel(
        "offices", f"{HERE}/_of_offices.html", of_offices
    )

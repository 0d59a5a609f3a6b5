"""What is told about the site itself: who answers for it, what it agreed with its members, what waits."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from community.members.models import LEAD
from community.members.queries import member_for, office_by_id

Told = tuple[str, str]


def office_named(subject: Mapping[str, Any]) -> Told:
    """Somebody answers for the site from now on."""
    office = office_by_id(subject["office"])
    if subject.get("mine"):
        return _named_oneself(office.kind)
    handle = member_for(office.member_id).handle
    if office.kind == LEAD:
        said = _("%(handle)s is a safeguarding lead of this site now.", handle=handle)
    else:
        said = _("%(handle)s is the external contact of this site now.", handle=handle)
    return said, "/site/answering"


def office_ended(subject: Mapping[str, Any]) -> Told:
    """Somebody does not answer for the site any more."""
    office = office_by_id(subject["office"])
    handle = member_for(office.member_id).handle
    if subject.get("mine"):
        said = _("You no longer hold your office for this site. Thank you for carrying it.")
    elif office.kind == LEAD:
        said = _("%(handle)s is no longer a safeguarding lead of this site.", handle=handle)
    else:
        said = _("%(handle)s is no longer the external contact of this site.", handle=handle)
    return said, "/site/answering"


def leads_key_changed(subject: Mapping[str, Any]) -> Told:
    """The leads' key was made, or made anew."""
    handle = member_for(subject["member"]).handle
    if subject["anew"]:
        said = _("%(handle)s made a new leads’ key. Take a copy of it from them.", handle=handle)
    else:
        said = _("%(handle)s made the leads’ key. Take a copy of it from them.", handle=handle)
    return said, "/site/leads-key"


def lead_recovered(subject: Mapping[str, Any]) -> Told:
    """A lead was let in again on the machine."""
    handle = member_for(subject["member"]).handle
    said = _(
        "%(handle)s was let in again on the machine, with a new passphrase. Ask whether it was them.",
        handle=handle,
    )
    return said, "/site/answering"


def terms_changed(subject: Mapping[str, Any]) -> Told:
    """The terms have a new version."""
    return _("The terms of this site have changed. Read them when you have time."), "/you/agreement"


def risks_overdue(subject: Mapping[str, Any]) -> Told:
    """The risk register waits to be looked at again."""
    said = _("The risk register was last looked at more than twelve months ago.")
    return said, "/site/policies/risks"


def _named_oneself(kind: str) -> Told:
    if kind == LEAD:
        said = _("You are a safeguarding lead of this site now. Everybody on staff was told.")
        return said, "/site/leads-key"
    return _(
        "You are the external contact of this site now. Cases come to you by hand."
    ), "/notices"


KINDS = {
    "office_named": office_named, "office_ended": office_ended, "leads_key_changed": leads_key_changed,
    "lead_recovered": lead_recovered,
    "terms_changed": terms_changed, "risks_overdue": risks_overdue,
}  # fmt: skip

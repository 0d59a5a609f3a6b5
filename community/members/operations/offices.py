"""Who answers for the site: naming safeguarding leads and the external contact, and relieving them.

None of it is done in silence: it is journalled, and whom it concerns is told in the same unit (L7.11, L8.3).
"""

from flask_babel import gettext as _

from community import journal
from community.actors import OPERATOR, is_person
from community.clock import now
from community.errors import Forbidden, Invalid, NotFound
from community.extensions import db
from community.members import policies, queries
from community.members.models import CONTACT, LEAD, Member, Office
from community.operations import in_order_of, operation, tell
from community.registry import Happening, registry


@operation
def name_lead(actor: int, handle: str) -> int:
    """Name a safeguarding lead; the office. Again changes nothing.

    Raises NotFound for whoever may not name; Invalid where this person cannot be one; Forbidden for oneself.
    """
    subject = _subject(actor, handle)
    if queries.holds(subject.id, CONTACT):
        raise Invalid({"handle": _("The external contact stays outside, so cannot be a lead.")})
    if not policies.can_be_lead(subject, now()):
        raise Invalid({"handle": _without_authenticator(subject)})
    return _name(actor, subject, LEAD)


@operation
def name_contact(actor: int, handle: str) -> int:
    """Name the external contact; the office. Again changes nothing. Raises as `name_lead`."""
    subject = _subject(actor, handle)
    if queries.holds(subject.id, LEAD) or not policies.can_be_contact(
        subject, now(), registry.belongs_anywhere(subject.id)
    ):
        raise Invalid({"handle": _why_no_contact(subject)})
    return _name(actor, subject, CONTACT)


@operation
def end_lead(actor: int, office_id: int) -> None:
    """End a lead's office. Ended already, nothing changes. Raises NotFound."""
    _end(actor, office_id, LEAD)


@operation
def end_contact(actor: int, office_id: int) -> None:
    """End the external contact's office. Ended already, nothing changes. Raises NotFound."""
    _end(actor, office_id, CONTACT)


def _subject(actor: int, handle: str) -> Member:
    in_order_of("offices")
    namer = queries.member_for(actor) if is_person(actor) else None
    if actor != OPERATOR and (namer is None or not policies.can_name_officers(namer)):
        raise NotFound
    subject = queries.member_by_handle(handle)
    if subject is None or subject.stands_in_since is not None:
        raise Invalid({"handle": _("Nobody here goes by that name.")})
    if namer is not None and not policies.can_name(namer, subject):
        raise Forbidden(_("Nobody names themselves. Another administrator can, or the machine."))
    return subject


def _name(actor: int, subject: Member, kind: str) -> int:
    held = queries.office_held(subject.id, kind)
    if held is not None:
        return held.id
    office = Office(member_id=subject.id, kind=kind, named_at=now(), named_by=actor)
    db.session.add(office)
    db.session.flush()
    facts = {"kind": kind, "member": subject.id}
    journal.record(actor, "members:office:named", f"office:{office.id}", facts)
    _announce(actor, office, "office_named")
    return office.id


def _end(actor: int, office_id: int, kind: str) -> None:
    in_order_of("offices")
    office = queries.office_by_id(office_id)
    may = actor == OPERATOR or (
        is_person(actor) and policies.can_end_office(queries.member_for(actor), office)
    )
    if not may or office.kind != kind:
        raise NotFound
    if office.ended_at is not None:
        return
    office.ended_at = now()
    db.session.flush()
    facts = {"kind": kind, "member": office.member_id}
    journal.record(actor, "members:office:ended", f"office:{office.id}", facts)
    _announce(actor, office, "office_ended")


def _announce(actor: int, office: Office, told: str) -> None:
    others = queries.named_leads() | queries.who_runs_the_site() - {actor}
    concerned = others | queries.named_contacts() | {office.member_id}
    for member_id in sorted(concerned):
        mine = {"mine": True} if member_id == office.member_id else {}
        tell(member_id, told, {"office": office.id} | mine)
    registry.happened(
        Happening.OFFICE_CHANGED, office_id=office.id, member_id=office.member_id, kind=office.kind,
        told=told, already=concerned | {actor},
    )  # fmt: skip


def _without_authenticator(subject: Member) -> str:
    said: str = _(
        "%(handle)s needs an authenticator app first, and has to be welcome here.",
        handle=subject.handle,
    )
    return said


def _why_no_contact(subject: Member) -> str:
    if policies.can_be_lead(subject, now()):
        said: str = _(
            "The external contact is from outside: in no group, running nothing, with no other office."
        )
        return said
    return _without_authenticator(subject)

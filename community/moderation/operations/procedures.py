"""A grave case, step by step: one does, another confirms, and both stand on record (L8.9)."""

import json

from flask_babel import gettext as _

from community import vault
from community.clock import now
from community.errors import Conflict, Forbidden, Invalid, NotFound
from community.extensions import db
from community.journal import record
from community.members.models import LEAD
from community.members.queries import member_by_handle, officers
from community.moderation import policies, queries
from community.moderation.forms import DoneForm, OpeningForm
from community.moderation.models import Procedure, ProcedureStep
from community.moderation.policies import Office
from community.moderation.procedures import PROCEDURES, Step, Written
from community.operations import in_order_of, operation, tell


@operation
def open_procedure(member_id: int, kind: str, form: OpeningForm) -> int:
    """Begin one; its id. The other leads whom it does not name are told. Raises NotFound, Forbidden, Invalid."""
    office = queries.reader_of_procedures(member_id)
    if kind not in PROCEDURES:
        raise NotFound
    refs = _refs(member_id, form)
    named = queries.named_by(refs)
    if not policies.can_open_procedure(office, named, officers(LEAD)):
        raise _why_not_open(office, named)
    procedure = Procedure(kind=kind, about=list(refs), opened_by=member_id, opened_at=now())
    db.session.add(procedure)
    db.session.flush()
    _record(member_id, procedure, "opened", {"kind": kind, "about": list(refs)})
    _tell_others(member_id, procedure, "procedure_opened")
    return procedure.id


@operation
def do_step(member_id: int, procedure_id: int, key: str, form: DoneForm) -> None:
    """Say that a step is done, or was not needed. It counts once somebody else has confirmed it.

    Raises NotFound; Conflict where it was done already, or is not next.
    """
    procedure, _office, step = _held(member_id, procedure_id, key)
    done = queries.steps_of(procedure.id)
    if not policies.can_do_step(procedure, done, _written(procedure).earlier(key), key):
        raise _why_not_done(procedure, key in done)
    row = ProcedureStep(
        procedure_id=procedure.id, step=key, skipped=form.skipped, done_by=member_id, done_at=now()
    )
    db.session.add(row)
    db.session.flush()
    if form.noted:
        row.note = vault.seal(json.dumps(dict(form.noted)), f"procedure_step:{row.id}")
    facts = {"step": step.key, "skipped": form.skipped, "noted": sorted(form.noted)}
    _record(member_id, procedure, "step_done", facts)
    _tell_others(member_id, procedure, "procedure_step_done")


@operation
def confirm_step(member_id: int, procedure_id: int, key: str) -> None:
    """Confirm what somebody else did: from now on it counts. Raises NotFound, Forbidden for one's own."""
    procedure, office, step = _held(member_id, procedure_id, key)
    row = queries.steps_of(procedure.id).get(key)
    if row is None:
        raise NotFound
    if row.counts:
        return
    if not policies.can_confirm_step(procedure, row, office):
        raise Forbidden(_("Nobody confirms what they did themselves. A second person does."))
    row.confirmed_by, row.confirmed_at = member_id, now()
    _record(member_id, procedure, "step_confirmed", {"step": step.key, "by": row.done_by})


@operation
def withdraw_step(member_id: int, procedure_id: int, key: str) -> None:
    """Take back what one said was done, until it counts or a later step is done. Raises NotFound, Forbidden."""
    procedure, office, step = _held(member_id, procedure_id, key)
    done = queries.steps_of(procedure.id)
    row = done.get(key)
    if row is None:
        raise NotFound
    written = _written(procedure)
    later = [one for one in done if key in written.earlier(one)]
    if later or not policies.can_withdraw_step(procedure, row, office):
        raise Forbidden(
            _("It was confirmed, or later steps were done. Write a note there instead.")
        )
    db.session.delete(row)
    _record(member_id, procedure, "step_withdrawn", {"step": step.key})


@operation
def hand_procedure(member_id: int, procedure_id: int, handle: str) -> None:
    """Ask somebody other than a lead to be the second: the contact, or a moderator where there is one lead only.

    Raises NotFound, Invalid where this person cannot be.
    """
    procedure, office, _step = _held(member_id, procedure_id)
    other = member_by_handle(handle)
    if other is None or not queries.may_hand(procedure, office, queries.office_of(other.id)):
        raise Invalid({"handle": _who_can_be_second()})
    if procedure.handed_to == other.id:
        return
    procedure.handed_to, procedure.handed_at = other.id, now()
    _record(member_id, procedure, "handed", {"to": other.id})
    tell(other.id, "procedure_handed", {"procedure": procedure.id})


@operation
def close_procedure(member_id: int, procedure_id: int) -> None:
    """Close it, once every step counts. Raises NotFound, Conflict."""
    procedure, _office, _step = _held(member_id, procedure_id)
    if not procedure.is_open:
        return
    steps = queries.steps_of(procedure.id).values()
    if not policies.can_close_procedure(procedure, steps, len(_written(procedure).steps)):
        raise Conflict(_("Every step is done and confirmed first, or was not needed."))
    procedure.closed_by, procedure.closed_at = member_id, now()
    _record(member_id, procedure, "closed", {})


def _held(member_id: int, procedure_id: int, key: str = "") -> tuple[Procedure, Office, Step]:
    in_order_of(f"procedure:{procedure_id}")
    procedure, office = queries.procedure_for(member_id, procedure_id)
    db.session.refresh(procedure)
    step = _written(procedure).step(key) if key else _written(procedure).steps[0]
    if step is None:
        raise NotFound
    return procedure, office, step


def _written(procedure: Procedure) -> Written:
    return PROCEDURES[procedure.kind]


def _refs(member_id: int, form: OpeningForm) -> tuple[str, ...]:
    for ref in form.refs:
        _refuse_unseen_case(member_id, ref)
    found = [member_by_handle(handle) for handle in form.handles]
    if None in found:
        unknown = form.handles[found.index(None)]
        raise Invalid({"about": _("Nobody here goes by “%(handle)s”.", handle=unknown)})
    people = tuple(f"member:{member.id}" for member in found if member is not None)
    return tuple(dict.fromkeys(form.refs + people))


def _refuse_unseen_case(member_id: int, ref: str) -> None:
    kind, _colon, number = ref.partition(":")
    try:
        if kind == "case":
            queries.case_for(member_id, int(number))
    except NotFound:
        raise Invalid({"about": _("There is no such case for you.")}) from None


def _record(actor: int, procedure: Procedure, what: str, facts: dict[str, object]) -> None:
    record(actor, f"moderation:procedure:{what}", f"procedure:{procedure.id}", facts)


def _tell_others(member_id: int, procedure: Procedure, kind: str) -> None:
    people = {*officers(LEAD), *filter(None, (procedure.handed_to,))}
    for other in sorted(people - {member_id, *queries.named_by(procedure.about)}):
        tell(other, kind, {"procedure": procedure.id})


def _why_not_open(office: Office, named: frozenset[int]) -> Forbidden:
    if office.member_id in named:
        return Forbidden(_("It names you, so somebody else opens it."))
    return Forbidden(_("Safeguarding leads open this. Call one of them now."))


def _why_not_done(procedure: Procedure, done: bool) -> Conflict:
    if not procedure.is_open:
        return Conflict(_("This was closed already."))
    if done:
        return Conflict(_("Somebody did this step a moment ago. What they wrote is above."))
    return Conflict(_("The steps before this one come first, or are marked as not needed."))


def _who_can_be_second() -> str:
    said: str = _(
        "The external contact can be asked; a moderator only where no second lead can be. Not whoever it names."
    )
    return said

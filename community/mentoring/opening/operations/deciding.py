"""A second of office approves; either lets it rest; for 24 hours the two who opened it read (L7.11)."""

from flask_babel import gettext as _

from community.clock import now
from community.columns import new_id
from community.errors import Conflict, NotFound
from community.extensions import db
from community.journal import record
from community.members.operations import show_second_factor
from community.mentoring.opening import policies, queries
from community.mentoring.opening.forms import CodeForm
from community.mentoring.opening.models import PUT_OFF_FOR, Opening, Reading
from community.mentoring.opening.operations.holding import hold_opening
from community.mentoring.opening.operations.telling import tell_the_two
from community.operations import operation, tell


@operation
def approve_opening(member_id: int, opening_id: int, form: CodeForm) -> None:
    """Be the second: from now on the span is read, for 24 hours, and the two are told, unless that was put off.

    Again changes nothing. Raises NotFound; Conflict where it waits no more, or cannot be; Invalid for a wrong code.
    """
    opening, who = hold_opening(member_id, opening_id)
    if opening.approved_by == member_id:
        return
    if opening.asked_by == member_id:
        raise Conflict(_("You have asked for it, so somebody else approves it."))
    _refuse_unless_it_waits(opening)
    if not policies.can_approve(opening, who, queries.asker_may(opening), now()):
        raise Conflict(
            _("This one cannot be approved: whoever asked must not. You can ask yourself.")
        )
    show_second_factor(member_id, form.code)
    opening.approved_by, opening.approved_as, opening.approved_at = member_id, who.kind, now()
    opening.tell_at = now() + PUT_OFF_FOR if opening.delays else now()
    db.session.flush()
    record(member_id, "mentoring:opening:approved", f"opening:{opening.id}", {"as": who.kind})
    tell(opening.asked_by, "opening_approved", {"opening": opening.id})
    if not opening.delays:
        tell_the_two(opening, member_id)


@operation
def close_opening(member_id: int, opening_id: int) -> None:
    """Let it rest: what was asked is not opened, what is open is read no more. Again changes nothing.

    Raises NotFound for whoever cannot, Conflict where its time is over.
    """
    opening, who = hold_opening(member_id, opening_id)
    if opening.closed_at is not None:
        return
    if not policies.can_close(opening, who, now()):
        raise Conflict(_("Nothing is to be closed here any more."))
    opening.closed_by, opening.closed_at = member_id, now()
    db.session.flush()
    record(member_id, "mentoring:opening:closed", f"opening:{opening.id}")
    for other in {opening.asked_by, opening.approved_by} - {member_id, None}:
        assert other is not None
        tell(other, "opening_closed", {"opening": opening.id})


@operation
def read_span(member_id: int, opening_id: int, form: CodeForm) -> None:
    """Let the words of the span be shown, this once: each time is on record.

    Raises NotFound for everybody but the two who opened it, and for them after 24 hours, or once the office of either
    does not work any more; Invalid for a wrong code.
    """
    opening, who = hold_opening(member_id, opening_id)
    if not policies.can_read(opening, who, queries.both_may(opening), now()):
        raise NotFound
    show_second_factor(member_id, form.code)
    reading = Reading(id=new_id(), opening_id=opening.id, read_by=member_id, at=now())
    db.session.add(reading)
    db.session.flush()
    db.session.expire(opening, ["readings"])
    record(member_id, "mentoring:opening:read", f"opening:{opening.id}", {"reading": reading.id})


def _refuse_unless_it_waits(opening: Opening) -> None:
    if opening.approved_at is not None:
        raise Conflict(_("Somebody approved it a moment ago. That is enough."))
    if opening.closed_at is not None:
        raise Conflict(_("Somebody let it rest. Ask anew if it is needed."))
    if now() >= opening.until:
        raise Conflict(_("Its 72 hours are over. Ask anew if it is still needed."))

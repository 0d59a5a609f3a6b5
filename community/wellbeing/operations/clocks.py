"""Making a clock, changing it, and recording a slip. Nobody is told of any of it, and the journal neither."""

import sqlalchemy as sa
from flask_babel import gettext as _

from community import vault
from community.clock import now
from community.columns import new_id
from community.errors import Conflict, Invalid, NotFound
from community.extensions import db
from community.operations import in_order_of, operation
from community.wellbeing import policies, queries
from community.wellbeing.counting import why_no_slip
from community.wellbeing.forms import ClockForm, NameForm, SlipForm
from community.wellbeing.milestones import OLDEST, beginning_of, moment_of, today_in
from community.wellbeing.models import Clock, ClockSlip
from community.wellbeing.operations.granting import forget_grants_of, stop_granting_clock
from community.wellbeing.operations.holding import held, settle
from community.wellbeing.operations.showing import stop_showing_clock


@operation
def make_clock(member_id: int, form: ClockForm) -> int:
    """Begin to count something; the clock's id. Raises Invalid where it cannot have begun then."""
    _refuse_beginning(member_id, form)
    clock = Clock(
        id=new_id(), member_id=member_id, began_on=form.began_on, began_at=form.began_at,
        created_at=now(), total_days=0, kept_days=0,
    )  # fmt: skip
    _name(clock, form)
    db.session.add(clock)
    db.session.flush()
    return clock.id


@operation
def change_clock(member_id: int, clock_id: int, form: ClockForm) -> None:
    """Another name, goal or beginning. What was counted stays. Raises NotFound, Conflict, Invalid."""
    clock = _running(member_id, clock_id)
    if (form.began_on, form.began_at) != (clock.began_on, clock.began_at):
        _refuse_beginning(member_id, form)
        clock.began_on, clock.began_at = form.began_on, form.began_at
    _name(clock, form)
    settle(clock, queries.zone_of(member_id))


@operation
def rename_clock(member_id: int, clock_id: int, form: NameForm) -> None:
    """Another name or goal. Raises NotFound."""
    _name(held(member_id, clock_id), form)


@operation
def end_clock(member_id: int, clock_id: int) -> None:
    """It stands still from now on, and is shown to nobody any more. Raises NotFound."""
    clock = held(member_id, clock_id)
    if clock.ended_at is None:
        clock.ended_at = now()
        stop_showing_clock(clock)
        stop_granting_clock(clock)


@operation
def resume_clock(member_id: int, clock_id: int) -> None:
    """It goes on as if it had not stood still. Raises NotFound."""
    held(member_id, clock_id).ended_at = None


@operation
def delete_clock(member_id: int, clock_id: int) -> None:
    """It is gone, with its chips and slips. Raises NotFound."""
    clock = held(member_id, clock_id)
    stop_showing_clock(clock)
    forget_grants_of(clock)
    db.session.delete(clock)
    db.session.flush()


@operation
def record_slip(member_id: int, clock_id: int, form: SlipForm) -> None:
    """Write down that something slipped that day. The same key again changes nothing.

    Raises NotFound, Conflict, and Invalid where it cannot have been then.
    """
    clock = _running(member_id, clock_id)
    if any(slip.key == form.key for slip in clock.slips):
        return
    why = why_no_slip(clock.course, form.day, queries.zone_of(member_id), now())
    if why:
        raise Invalid({"day": _NOT_THEN[why]()})
    slip = ClockSlip(id=new_id(), day=form.day, key=form.key, at=now())
    slip.note = vault.seal(form.note, f"clock_slip:{slip.id}") if form.note.strip() else ""
    clock.slips.append(slip)
    db.session.flush()


@operation
def remove_slip(member_id: int, clock_id: int, slip_id: int) -> None:
    """It was written down by mistake. Raises NotFound, Conflict."""
    clock = _running(member_id, clock_id)
    slip = next((each for each in clock.slips if each.id == slip_id), None)
    if slip is None:
        raise NotFound
    clock.slips.remove(slip)
    db.session.flush()


def settle_clocks(member_id: int) -> None:
    """The member's zone is about to change: what was counted by the old one stays (inside that unit)."""
    in_order_of(f"clocks:{member_id}")
    zone = queries.zone_of(member_id)
    mine = sa.select(Clock).where(Clock.member_id == member_id).order_by(Clock.id)
    for clock in db.session.scalars(mine.with_for_update()).all():
        settle(clock, zone)


def _running(member_id: int, clock_id: int) -> Clock:
    clock = held(member_id, clock_id)
    if not policies.can_change_clock(clock):
        raise Conflict(_("This clock has ended. It can go on, if you like."))
    return clock


def _name(clock: Clock, form: ClockForm | NameForm) -> None:
    about = f"clock:{clock.id}"
    clock.kind = form.kind
    clock.name = vault.seal(form.name, f"{about}:name")
    clock.goal = vault.seal(form.goal, f"{about}:goal") if form.goal else ""


def _refuse_beginning(member_id: int, form: ClockForm) -> None:
    zone, moment = queries.zone_of(member_id), now()
    today = today_in(zone, moment)
    if form.began_on > today:
        raise Invalid({"began_on": _("That day has not come yet. Choose today or an earlier one.")})
    if form.began_on.year < today.year - OLDEST:
        raise Invalid({"began_on": _("That is longer ago than a clock can count: 120 years.")})
    if moment_of(beginning_of(form.began_on, form.began_at), zone) > moment:
        raise Invalid({"began_at": _("That time has not come yet. Leave it empty, if you like.")})


_NOT_THEN = {
    "ahead": lambda: _("That day has not come yet. Choose today or an earlier one."),
    "before": lambda: _("That was before this clock began, so it changes nothing here."),
}

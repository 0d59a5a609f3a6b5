"""One's own clocks, and slips (L6.1, L6.2)."""

from collections.abc import Sequence
from secrets import token_urlsafe
from typing import Any

from flask import Blueprint, current_app, flash, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.clock import now
from community.web import answer, me, redraws
from community.wellbeing import operations, queries
from community.wellbeing.forms import ClockForm, NameForm, SlipForm
from community.wellbeing.milestones import today_in
from community.wellbeing.models import ABSTINENCE
from community.wellbeing.words import clocks as words

CLOCK = "/you/clocks/<int:clock_id>"

pages = Blueprint("clocks", __name__)


@pages.context_processor
def _words() -> dict[str, Any]:
    return {"said": words.SAID, "words": words}


@pages.get("/you/clocks")
def list_clocks() -> str:
    """All of them, for oneself."""
    return render_template(
        "wellbeing/clocks.html", clocks=queries.clocks_of(me().id), voice=queries.voice_for(me().id)
    )


@pages.get("/you/clocks/new")
def new_clock() -> str:
    """The form of a new one."""
    return _form("wellbeing/new_clock.html", kind=ABSTINENCE, began_on=_today())


@pages.post("/you/clocks")
@redraws(new_clock)
def create_clock() -> ResponseReturnValue:
    """Begin to count."""
    clock_id = operations.make_clock(me().id, ClockForm.parse(request.form))
    return answer(f"/you/clocks/{clock_id}")


@pages.get(CLOCK)
def show_clock(clock_id: int) -> str:
    """One clock: its days, its chips, what slipped."""
    clock = queries.clock_of(me().id, clock_id)
    return render_template(
        "wellbeing/clock.html", clock=clock, slips=queries.slips_of(me().id, clock_id),
        told=queries.told_of_slips(me().id, clock_id), voice=queries.voice_for(me().id),
    )  # fmt: skip


@pages.get(f"{CLOCK}/edit")
def edit_clock(clock_id: int) -> str:
    """Change it, end it, delete it."""
    clock = queries.clock_for(me().id, clock_id)
    name, goal = queries.said_of(clock)
    began_at = f"{clock.began_at:%H:%M}" if clock.began_at else ""
    return _form(
        "wellbeing/edit_clock.html", clock=queries.clock_of(me().id, clock_id),
        read_by=queries.read_by(me().id, clock_id), kind=clock.kind, name=name, goal=goal,
        began_on=clock.began_on.isoformat(), began_at=began_at,
    )  # fmt: skip


@pages.post(f"{CLOCK}/edit")
@redraws(edit_clock)
def update_clock(clock_id: int) -> ResponseReturnValue:
    """Keep what was changed."""
    if queries.clock_of(me().id, clock_id).ended:
        operations.rename_clock(me().id, clock_id, NameForm.parse(request.form))
    else:
        operations.change_clock(me().id, clock_id, ClockForm.parse(request.form))
    flash(_("Kept."))
    return answer(f"/you/clocks/{clock_id}")


@pages.post(f"{CLOCK}/ending")
def create_ending(clock_id: int) -> ResponseReturnValue:
    """Let it stand still."""
    operations.end_clock(me().id, clock_id)
    return answer(f"/you/clocks/{clock_id}")


@pages.post(f"{CLOCK}/resumption")
def create_resumption(clock_id: int) -> ResponseReturnValue:
    """Let it go on."""
    operations.resume_clock(me().id, clock_id)
    return answer(f"/you/clocks/{clock_id}")


@pages.post(f"{CLOCK}/deletion")
def create_deletion(clock_id: int) -> ResponseReturnValue:
    """Delete it."""
    operations.delete_clock(me().id, clock_id)
    flash(_("Deleted."))
    return answer("/you/clocks")


@pages.get(f"{CLOCK}/slips/new")
def new_slip(clock_id: int) -> ResponseReturnValue:
    """The form for a slip."""
    clock = queries.clock_of(me().id, clock_id)
    if clock.ended:
        return redirect(f"/you/clocks/{clock_id}", 303)
    g.values = g.get("values") or {"day": _today(), "key": token_urlsafe(12)}
    told = queries.told_of_slips(me().id, clock_id)
    return render_template("wellbeing/new_slip.html", clock=clock, told=told, today=_today())


@pages.post(f"{CLOCK}/slips")
@redraws(new_slip)
def create_slip(clock_id: int) -> ResponseReturnValue:
    """Write it down; then three ways on."""
    form = SlipForm.parse(request.form)
    operations.record_slip(me().id, clock_id, form)
    return answer(f"/you/clocks/{clock_id}/afterwards")


@pages.get(f"{CLOCK}/afterwards")
def show_afterwards(clock_id: int) -> str:
    """After a slip: what stays, and what would be good now."""
    clock = queries.clock_of(me().id, clock_id)
    slips = queries.slips_of(me().id, clock_id)
    ago = (today_in(me().zone, now()) - slips[0].day).days if slips else -1
    plan = "plans.show_plan" in current_app.view_functions
    return render_template(
        "wellbeing/afterwards.html",
        clock=clock,
        ago=ago,
        plan=plan,
        voice=queries.voice_for(me().id),
    )


@pages.post(f"{CLOCK}/slips/<int:slip_id>/removal")
def create_slip_removal(clock_id: int, slip_id: int) -> ResponseReturnValue:
    """It was written down by mistake."""
    operations.remove_slip(me().id, clock_id, slip_id)
    return answer(f"/you/clocks/{clock_id}")


def _today() -> str:
    return today_in(me().zone, now()).isoformat()


def _form(
    template: str, clock: queries.Told | None = None, read_by: Sequence[str] = (), **first: str
) -> str:
    """A page with its form: as it was typed, or as it is at first."""
    g.values = g.get("values") or first
    return render_template(template, clock=clock, read_by=read_by, today=_today())

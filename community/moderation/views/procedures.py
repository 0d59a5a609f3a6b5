"""The emergency page, and a grave case step by step. Made for a phone at night."""

from typing import Any

from flask import flash, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.errors import NotFound
from community.members.models import LEAD
from community.members.queries import officers
from community.moderation import operations, policies, queries
from community.moderation.forms import DoneForm, OpeningForm, SecondForm
from community.moderation.models import Procedure, ProcedureStep
from community.moderation.policies import Office
from community.moderation.procedures import PROCEDURES, Step
from community.moderation.views.blueprint import pages
from community.web import answer, me, redraws

ONE = "/procedures/<int:procedure_id>"
STEP = f"{ONE}/steps/<key>"


@pages.get("/site/emergency")
def show_emergency() -> str:
    """The written procedures, and those under way, for everybody on staff."""
    office = queries.reader_of_procedures(me().id)
    return render_template(
        "moderation/emergency.html", written=PROCEDURES.values(), leads=_names(officers(LEAD)),
        under_way=[_line(one) for one in queries.procedures_of(office)],
        closed=[_line(one) for one in queries.closed_procedures_of(office)],
    )  # fmt: skip


def draw_written(kind: str) -> str:
    """A written procedure: its steps and what to say, to read, print, and begin."""
    office = queries.reader_of_procedures(me().id)
    if kind not in PROCEDURES:
        raise NotFound
    return render_template(
        "moderation/written.html", written=PROCEDURES[kind], values=request.form, leads=_names(officers(LEAD)),
        may_open=policies.can_open_procedure(office, (), officers(LEAD)) or office.is_contact,
    )  # fmt: skip


@pages.get("/site/emergency/<kind>")
def show_written(kind: str) -> str:
    """A written procedure."""
    return draw_written(kind)


@pages.post("/site/emergency/<kind>")
@redraws(draw_written)
def create_procedure(kind: str) -> ResponseReturnValue:
    """Begin it."""
    procedure_id = operations.open_procedure(me().id, kind, OpeningForm.parse(request.form))
    flash(_("Begun. The other leads were told."))
    return answer(f"/procedures/{procedure_id}")


def draw_procedure(procedure_id: int, key: str = "") -> str:
    """One under way: what was done, by whom, what counts, and what is next."""
    procedure, office = queries.procedure_for(me().id, procedure_id)
    written, done = PROCEDURES[procedure.kind], queries.steps_of(procedure.id)
    following = next((step.key for step in written.steps if step.key not in done), "")
    people = queries.handles_of(
        [procedure.opened_by, procedure.handed_to, procedure.closed_by]
        + [one for row in done.values() for one in (row.done_by, row.confirmed_by)]
    )
    return render_template(
        "moderation/procedure.html", procedure=procedure, written=written, people=people, following=following,
        steps=[_step(procedure, step, done.get(step.key), office) for step in written.steps],
        may_hand=queries.seconds_for(procedure, office), values=request.form, form_of=g.get("form_of", ""),
        may_close=policies.can_close_procedure(procedure, done.values(), len(written.steps)),
    )  # fmt: skip


@pages.get(ONE)
def show_procedure(procedure_id: int) -> str:
    """One under way, or closed."""
    return draw_procedure(procedure_id)


@pages.post(STEP)
@redraws(draw_procedure)
def create_step(procedure_id: int, key: str) -> ResponseReturnValue:
    """Say that a step is done, or was not needed."""
    g.form_of = key
    procedure, _office = queries.procedure_for(me().id, procedure_id)
    step = PROCEDURES[procedure.kind].step(key)
    if step is None:
        raise NotFound
    operations.do_step(me().id, procedure_id, key, DoneForm.parse(request.form, step))
    return answer(f"/procedures/{procedure_id}#{key}")


@pages.post(f"{STEP}/confirmation")
@redraws(draw_procedure)
def confirm_step(procedure_id: int, key: str) -> ResponseReturnValue:
    """Confirm what another did."""
    operations.confirm_step(me().id, procedure_id, key)
    return answer(f"/procedures/{procedure_id}#{key}")


@pages.post(f"{STEP}/withdrawal")
@redraws(draw_procedure)
def withdraw_step(procedure_id: int, key: str) -> ResponseReturnValue:
    """Take back what one said was done."""
    operations.withdraw_step(me().id, procedure_id, key)
    return answer(f"/procedures/{procedure_id}#{key}")


@pages.post(f"{ONE}/second")
@redraws(draw_procedure)
def hand_procedure(procedure_id: int) -> ResponseReturnValue:
    """Ask somebody to be the second person."""
    g.form_of = "second"
    operations.hand_procedure(me().id, procedure_id, SecondForm.parse(request.form).handle)
    flash(_("They were asked, and can open this page."))
    return answer(f"/procedures/{procedure_id}")


@pages.post(f"{ONE}/closing")
@redraws(draw_procedure)
def close_procedure(procedure_id: int) -> ResponseReturnValue:
    """Close it."""
    operations.close_procedure(me().id, procedure_id)
    flash(_("Closed. It stays on record."))
    return answer("/site/emergency")


def on_oneself(*, member_id: int) -> dict[str, Any]:
    """The way to the emergency page, on one's own page, for staff."""
    return {"may_read": policies.can_read_procedures(queries.office_of(member_id))}


def _line(procedure: Procedure) -> dict[str, Any]:
    done = queries.steps_of(procedure.id).values()
    return {
        "id": procedure.id, "title": PROCEDURES[procedure.kind].title, "at": procedure.opened_at,
        "closed_at": procedure.closed_at, "number": len(PROCEDURES[procedure.kind].steps),
        "counting": sum(row.counts for row in done), "waiting": sum(not row.counts for row in done),
    }  # fmt: skip


def _step(
    procedure: Procedure, step: Step, row: ProcedureStep | None, office: Office
) -> dict[str, Any]:
    if row is None:
        return {"step": step, "row": None}
    labels = {blank.name: blank.label for blank in step.blanks}
    return {
        "step": step, "row": row,
        "noted": [(labels.get(name, _("Note")), said) for name, said in queries.noted_at(row).items()],
        "may_confirm": policies.can_confirm_step(procedure, row, office),
        "may_withdraw": policies.can_withdraw_step(procedure, row, office),
    }  # fmt: skip


def _names(member_ids: frozenset[int]) -> list[str]:
    return sorted(queries.handles_of(member_ids).values())

"""One's own plan: read in a hard hour, printed, changed (L6.4)."""

from flask import Blueprint, flash, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.web import answer, me, redraws
from community.wellbeing.forms.plans import PlanForm
from community.wellbeing.operations.plans import write_plan
from community.wellbeing.queries.plans import plan_of
from community.wellbeing.words.checkins import PARTS

pages = Blueprint("plans", __name__)


@pages.get("/you/plan")
def show_plan() -> str:
    """The plan, large and plain."""
    return render_template("wellbeing/plan.html", plan=plan_of(me().id), parts=PARTS)


@pages.get("/you/plan/edit")
def edit_plan() -> str:
    """Its five lists to be written, an item a line."""
    plan = plan_of(me().id)
    before = {part: "\n".join(items) for part, items in plan.parts.items()}
    g.values = g.get("values") or before
    return render_template("wellbeing/plan_edit.html", plan=plan, parts=PARTS)


@pages.post("/you/plan")
@redraws(edit_plan)
def change_plan() -> ResponseReturnValue:
    """Keep the plan."""
    write_plan(me().id, PlanForm.parse(request.form))
    flash(_("Kept. Only you can read it, and whom you let."))
    return answer("/you/plan")

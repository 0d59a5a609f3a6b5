"""How long everything is kept: a table, and for who runs the site a form."""

from flask import Blueprint, flash, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.errors import NotFound
from community.members.policies import can_run_site
from community.members.queries import member_for
from community.portability.keeping import operations, queries
from community.portability.keeping.forms import TimesForm
from community.web import answer, me, redraws

pages = Blueprint("keeping", __name__)


@pages.get("/site/retention")
def show_times() -> str:
    """Every class of data, after how many days it goes, and what it covers."""
    if not can_run_site(member_for(me().id)):
        raise NotFound
    lines = queries.lines()
    now_set = {line.declared.name: "" if line.days is None else str(line.days) for line in lines}
    values = g.get("values") or now_set
    return render_template("portability/retention.html", lines=lines, values=values)


@pages.post("/site/retention")
@redraws(show_times)
def change_times() -> ResponseReturnValue:
    """Keep them."""
    operations.change_times(me().id, TimesForm.parse(request.form))
    flash(_("Kept."))
    return answer("/site/retention")

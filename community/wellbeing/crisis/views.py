"""Looking after the crisis lines, for administrators."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.directory.words import countries
from community.errors import NotFound
from community.web import answer, me, redraws
from community.wellbeing.crisis import operations, queries
from community.wellbeing.crisis.current import name_of
from community.wellbeing.crisis.forms import EMERGENCY, LINE, LineForm
from community.wellbeing.crisis.models import CrisisLine

pages = Blueprint("crisis", __name__)


@pages.get("/site/crisis")
def list_lines() -> ResponseReturnValue:
    """Every line by country: what is not confirmed, what is stale, what was taken off."""
    lines, today = queries.lines_for(me().id), queries.today()
    by_country: dict[str, list[CrisisLine]] = {}
    for line in lines:
        by_country.setdefault(line.country, []).append(line)
    there = [line for line in lines if line.retired_at is None]
    facts: dict[str, Any] = {
        "countries": sorted((name_of(code), code, rows) for code, rows in by_country.items()),
        "unconfirmed": sum(line.confirmed_at is None for line in there),
        "stale": sum(line.is_stale(today) for line in there), "today": today,
    }  # fmt: skip
    return render_template("crisis/lines.html", **facts)


@pages.get("/site/crisis/new")
def new_line() -> ResponseReturnValue:
    """The form of a new line."""
    if not queries.may_keep_lines(me().id):
        raise NotFound
    return _form("crisis/new_line.html", {"sort": LINE, "country": request.args.get("country", "")})


@pages.post("/site/crisis")
@redraws(new_line)
def create_line() -> ResponseReturnValue:
    """Put it there."""
    operations.add_line(me().id, LineForm.parse(request.form))
    return _done(_("It stands on the pages now."))


@pages.get("/site/crisis/<int:line_id>")
def show_line(line_id: int) -> ResponseReturnValue:
    """A line with its form."""
    line = queries.line_for(me().id, line_id)
    facts = {"line": line, "country": name_of(line.country), "today": queries.today()}
    return _form("crisis/edit_line.html", _values(line), **facts)


@pages.post("/site/crisis/<int:line_id>")
@redraws(show_line)
def change_line(line_id: int) -> ResponseReturnValue:
    """Change it."""
    operations.change_line(me().id, line_id, LineForm.parse(request.form))
    return _done(_("Saved. The pages show it now."))


@pages.post("/site/crisis/<int:line_id>/confirmation")
@redraws(show_line)
def create_confirmation(line_id: int) -> ResponseReturnValue:
    """It holds today."""
    operations.confirm_line(me().id, line_id)
    return _done(_("Confirmed, as checked today."))


@pages.post("/site/crisis/<int:line_id>/retirement")
@redraws(show_line)
def create_retirement(line_id: int) -> ResponseReturnValue:
    """Take it off the pages."""
    operations.retire_line(me().id, line_id)
    return _done(_("It was taken off the pages."))


@pages.post("/site/crisis/<int:line_id>/return")
@redraws(show_line)
def create_return(line_id: int) -> ResponseReturnValue:
    """Put it back."""
    operations.return_line(me().id, line_id)
    return _done(_("It stands on the pages again, not yet confirmed."))


def _form(template: str, values: Mapping[str, Any], **facts: Any) -> str:
    named = [(code.lower(), name) for code, name in countries().items()]
    sorts = [(LINE, _("A line that answers")), (EMERGENCY, _("The emergency number"))]
    return render_template(
        template, values=g.get("values") or values, named=[("", _("Choose")), *named], sorts=sorts, **facts
    )  # fmt: skip


def _values(line: CrisisLine) -> Mapping[str, Any]:
    named = ("country", "name", "phone", "text", "chat_url", "hours", "audience", "source")
    sort = EMERGENCY if line.is_emergency else LINE
    said = {name: getattr(line, name) for name in named}
    return {**said, "sort": sort, "languages": ", ".join(line.languages)}


def _done(said: str) -> ResponseReturnValue:
    flash(said)
    return answer("/site/crisis")

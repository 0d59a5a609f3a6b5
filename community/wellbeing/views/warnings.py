"""What one's own days say: read, put away, and how one wants to hear of it (L6.5)."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.web import answer, me, redraws
from community.wellbeing.forms.warnings import OutlookForm
from community.wellbeing.operations.warnings import choose_outlook, see_warning
from community.wellbeing.queries.grants import chosen_to_be_told, sent_of
from community.wellbeing.queries.plans import plan_of
from community.wellbeing.queries.warnings import unseen_by, wanted_by, warning_for, warnings_of
from community.wellbeing.words import warnings as words

pages = Blueprint("warnings", __name__)


@pages.get("/you/warnings")
def show_warnings() -> str:
    """What was told so far, and how one wants to be told."""
    wanted = wanted_by(me().id)
    g.values = g.get("values") or {
        "is_on": "yes" if wanted.is_on else "",
        "words": "\n".join(wanted.words),
    }
    told = warnings_of(me().id)
    return render_template(
        "wellbeing/warnings.html", told=told, heads=words.HEADS, mentors=chosen_to_be_told(me().id)
    )


@pages.post("/you/warnings")
@redraws(show_warnings)
def change_outlook() -> ResponseReturnValue:
    """Keep how one wants to be warned."""
    choose_outlook(me().id, OutlookForm.parse(request.form))
    flash(_("Kept. Nobody else sees it."))
    return answer("/you/warnings")


@pages.get("/you/warnings/<int:warning_id>")
def show_warning(warning_id: int) -> str:
    """One of them, with the numbers it was made from."""
    told = warning_for(me().id, warning_id)
    return render_template(
        "wellbeing/warning.html", told=told, noticed=words.HEADS[told.warning.rule],
        numbers=words.numbers_of(told.warning), plan=plan_of(me().id), sent=sent_of(warning_id),
        to_mentor=words.TO_MENTOR[told.warning.rule],
    )  # fmt: skip


@pages.post("/you/warnings/<int:warning_id>/seen")
def put_away(warning_id: int) -> ResponseReturnValue:
    """Say that one has read it: Today shows it no longer."""
    see_warning(me().id, warning_id)
    return answer("/")


def of_today(member_id: int) -> Mapping[str, Any]:
    """The newest that was not put away."""
    warning = unseen_by(member_id)
    sent = sent_of(warning.id) if warning is not None else []
    return {"warning": warning, "heads": words.HEADS, "sent": sent}

"""The notice about what came in, for who runs the site; and where writers claim their words."""

from typing import Any

from flask import Blueprint, flash, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from community import limits
from community.errors import NotFound
from community.groups.queries import inside_for
from community.portability.importing import operations, policies, queries
from community.portability.importing.forms import AnswerForm, ClaimForm
from community.web import answer, me, redraws

pages = Blueprint("imports", __name__)

SITE = "/site/imports"
ONE = f"{SITE}/<int:import_id>"
CLAIM = "/groups/<slug>/claim"


@pages.get(SITE)
def list_imports() -> str:
    """Everything that was brought in, what waits first."""
    return render_template("portability/imports.html", imports=queries.imports_for(me().id))


@pages.get(ONE)
def show_import(import_id: int) -> str:
    """The notice: what came in, what that means for whoever wrote it, and what can be answered."""
    found = queries.import_for(me().id, import_id)
    return render_template(
        "portability/import.html", found=found, summary=queries.summary_of(found), values=_typed()
    )


@pages.post(f"{ONE}/confirmation")
@redraws(show_import)
def create_confirmation(import_id: int) -> ResponseReturnValue:
    """Let it be seen."""
    queries.import_for(
        me().id, import_id
    )  # before what was typed: there is nothing here for others
    AnswerForm.parse(request.form)
    operations.confirm_import(me().id, import_id)
    flash(_("What came in can be seen now."))
    return answer(SITE)


@pages.post(f"{ONE}/removal")
def create_removal(import_id: int) -> ResponseReturnValue:
    """Take it all away."""
    operations.discard_import(me().id, import_id)
    flash(_("What came in is gone, as if it had never come."))
    return answer(SITE)


@pages.get(CLAIM)
def show_claim(slug: str) -> str:
    """Where somebody claims what they wrote elsewhere."""
    place = inside_for(me().id, slug)
    if not policies.can_claim(place):
        raise NotFound
    has_address = queries.confirmed_address(me().id) is not None
    return render_template(
        "portability/claim.html", group=place.group, values=_typed(), has_address=has_address
    )


@pages.post(CLAIM)
@redraws(show_claim)
def create_claim(slug: str) -> ResponseReturnValue:
    """Claim it."""
    limits.spend("claims", me().id)
    given = operations.claim_words(me().id, slug, ClaimForm.parse(request.form).code)
    said = ngettext("One line is yours now.", "%(num)d lines are yours now.", given)
    flash(said)
    return answer(f"/groups/{slug}")


def _typed() -> dict[str, Any]:
    return dict(g.get("values") or {})

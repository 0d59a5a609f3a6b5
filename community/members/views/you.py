"""How the site looks and behaves for the member."""

from typing import Any

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community import clock
from community.members import operations, policies, queries
from community.members.forms import LOCALES, SettingsForm
from community.members.models import LEAD, Member
from community.members.policy_pages import TERMS
from community.members.views.blueprint import draw, pages
from community.registry import registry
from community.web import answer, me, redraws


def draw_you() -> str:
    """The settings, and the ways to the other pages of oneself."""
    mine = queries.member_for(me().id)
    return draw(
        "you", _settings(mine), locales=LOCALES, zones=clock.zones_said(),
        panels=[(panel.template, panel.query(member_id=mine.id)) for panel in registry.panels_of("you")],
        runs_site=policies.can_run_site(mine), is_lead=queries.is_officer(mine.id, LEAD),
        terms_there=queries.current_version(TERMS) is not None, codes_left=queries.codes_left(mine.id),
        sessions_count=len(queries.sessions_of(mine.id)),
    )  # fmt: skip


@pages.get("/you")
def show_you() -> str:
    """The settings."""
    return draw_you()


@pages.post("/you")
@redraws(draw_you)
def create_settings() -> ResponseReturnValue:
    """Keep the settings."""
    operations.change_settings(me().id, SettingsForm.parse(request.form))
    flash(_("Kept."))
    return answer("/you")


def _settings(member: Member) -> dict[str, Any]:
    names = ("theme", "letters", "locale", "zone", "discreet", "shows_presence", "shows_typing")
    return {name: getattr(member, name) for name in names}

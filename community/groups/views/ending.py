"""Archiving a group, handing it over, and its end, announced beforehand (L2.6)."""

from flask import request
from flask.typing import ResponseReturnValue

from community.groups import operations
from community.groups.forms import HeirForm
from community.groups.views.blueprint import pages
from community.groups.views.groups import show_settings
from community.web import answer, me, redraws


@pages.post("/groups/<slug>/archive")
@redraws(show_settings)
def create_archive(slug: str) -> ResponseReturnValue:
    """Keep the group for reading only."""
    operations.archive_group(me().id, slug)
    return answer(f"/groups/{slug}/settings")


@pages.post("/groups/<slug>/restoration")
@redraws(show_settings)
def create_restoration(slug: str) -> ResponseReturnValue:
    """Bring it back to life."""
    operations.restore_group(me().id, slug)
    return answer(f"/groups/{slug}/settings")


@pages.post("/groups/<slug>/closing")
@redraws(show_settings)
def create_closing(slug: str) -> ResponseReturnValue:
    """Announce its end."""
    operations.close_group(me().id, slug)
    return answer(f"/groups/{slug}/settings")


@pages.post("/groups/<slug>/closing/withdrawal")
@redraws(show_settings)
def withdraw_closing(slug: str) -> ResponseReturnValue:
    """Let it go on after all."""
    operations.keep_group_open(me().id, slug)
    return answer(f"/groups/{slug}/settings")


@pages.post("/groups/<slug>/handover")
@redraws(show_settings)
def create_handover(slug: str) -> ResponseReturnValue:
    """Make somebody else its moderator in one's own place."""
    form = HeirForm.parse(request.form)
    operations.hand_over_group(me().id, slug, form.heir)
    return answer(f"/groups/{slug}")

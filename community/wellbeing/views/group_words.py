"""A group's own words for what the house says in it, as its moderators write them."""

from flask import Blueprint, flash, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.groups.queries import managed_for
from community.web import answer, me, redraws
from community.wellbeing.forms.group_words import GroupWordsForm
from community.wellbeing.operations.group_words import change_group_words, reset_group_words
from community.wellbeing.queries.group_words import rows_of, version_of
from community.wellbeing.words.sentences import PARTS

pages = Blueprint("group_words", __name__)


@pages.get("/groups/<slug>/words")
def show_words(slug: str) -> ResponseReturnValue:
    """Every sentence as the house says it, and the group's own beside."""
    group = managed_for(me().id, slug).group
    own = {key: row.words for key, row in rows_of(group.id).items() if row.words}
    g.values = g.get("values") or own
    return render_template(
        "wellbeing/group_words.html", group=group, parts=PARTS, own=own, version=version_of(group.id)
    )  # fmt: skip


@pages.post("/groups/<slug>/words")
@redraws(show_words)
def change_words(slug: str) -> ResponseReturnValue:
    """Keep them."""
    change_group_words(me().id, slug, GroupWordsForm.parse(request.form))
    flash(_("Saved."))
    return answer(f"/groups/{slug}/words")


@pages.post("/groups/<slug>/words/<key>/removal")
def create_removal(slug: str, key: str) -> ResponseReturnValue:
    """Say one of them as the house does."""
    reset_group_words(me().id, slug, key)
    flash(_("Said in the house’s words again."))
    return answer(f"/groups/{slug}/words#{key}")

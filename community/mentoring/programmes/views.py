"""A group's programmes: to read, and for its moderators an editor that needs no script."""

from flask import flash, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.mentoring.programmes import operations, queries, words
from community.mentoring.programmes.content import content_in
from community.mentoring.programmes.forms import OWN, AdoptForm, OfferForm, ProgrammeForm, typed
from community.mentoring.programmes.shipped import TEMPLATES
from community.mentoring.views.blueprint import pages
from community.web import answer, me, redraws

ALL = "/groups/<slug>/programmes"
ONE = "/programmes/<int:programme_id>"


@pages.get(ALL)
def list_programmes(slug: str) -> str:
    """What the group offers; for its moderators drafts, what is retired, and templates to begin from."""
    place, edits, found = queries.programmes_for(me().id, slug)
    lines = [(one, queries.newest_content(one)) for one in found]
    return render_template(
        "mentoring/programmes/programmes.html", group=place.group, edits=edits, lines=lines, said=words,
        templates=TEMPLATES if edits else {}, own=OWN,
    )  # fmt: skip


@pages.post(ALL)
@redraws(list_programmes)
def create_programme(slug: str) -> ResponseReturnValue:
    """Begin one."""
    made = operations.adopt_programme(me().id, slug, AdoptForm.parse(request.form))
    return answer(f"/programmes/{made}/draft")


@pages.get(ONE)
def show_programme(programme_id: int) -> str:
    """A programme; before the gate, who greets, and where."""
    place, programme = queries.programme_for(me().id, programme_id)
    assert place.membership is not None
    before_gate = queries.is_before_gate(place.membership)
    _place, edits, _all = queries.programmes_for(me().id, place.group.slug)
    return render_template(
        "mentoring/programmes/programme.html", group=place.group, programme=programme, edits=edits,
        content=queries.newest_content(programme), said=words, before_gate=before_gate,
        welcome=queries.welcome_in(me().id, place.group.id) if before_gate else None,
    )  # fmt: skip


@pages.get(f"{ONE}/draft")
def show_draft(programme_id: int) -> str:
    """The editor."""
    place, programme = queries.edited_for(me().id, programme_id)
    draft = content_in(programme.draft)
    g.values = g.get("values") or typed(draft)
    return render_template(
        "mentoring/programmes/draft.html", group=place.group, programme=programme, draft=draft, said=words,
        days=words.DAYS,
    )  # fmt: skip


@pages.post(f"{ONE}/draft")
@redraws(show_draft)
def change_draft(programme_id: int) -> ResponseReturnValue:
    """Keep it as a draft."""
    operations.edit_programme(me().id, programme_id, ProgrammeForm.parse(request.form))
    flash(_("Kept as a draft. Only moderators see it."))
    return answer(f"/programmes/{programme_id}/draft")


@pages.post(f"{ONE}/versions")
@redraws(show_draft)
def create_version(programme_id: int) -> ResponseReturnValue:
    """Publish it."""
    number = operations.publish_programme(me().id, programme_id, ProgrammeForm.parse(request.form))
    flash(
        _("Published as version %(number)d. Who began with an earlier one keeps it.", number=number)
    )
    return answer(f"/programmes/{programme_id}")


@pages.post(f"{ONE}/offer")
@redraws(show_programme)
def change_offer(programme_id: int) -> ResponseReturnValue:
    """Offer it no longer, or again."""
    form = OfferForm.parse(request.form)
    operations.offer_programme(me().id, programme_id, form)
    flash(_("Offered again.") if form.on else _("Retired. Who walks by it keeps it."))
    return answer(f"/programmes/{programme_id}")

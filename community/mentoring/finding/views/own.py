"""What somebody says of themselves in a group: preferences, and a mentor's story with a preview."""

from flask import flash, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.clock import now
from community.errors import NotFound
from community.mentoring.finding import operations, queries, words
from community.mentoring.finding.forms import PreferencesForm, WordsForm, typed
from community.mentoring.queries import own_place
from community.mentoring.views.blueprint import pages
from community.text import render
from community.web import answer, me, redraws

PREFERENCES = "/groups/<slug>/mentoring/preferences"
STORY = "/groups/<slug>/mentoring/story"


@pages.get(PREFERENCES)
def show_preferences(slug: str) -> str:
    """What one says of oneself here, and whom one would like to meet."""
    place, _mentor = own_place(me().id, slug)
    assert place.membership is not None
    facts, wishes = queries.preferences_of(place.membership.id)
    g.values = g.get("values") or typed(facts, wishes)
    return render_template("mentoring/finding/preferences.html", group=place.group, said=words)


@pages.post(PREFERENCES)
@redraws(show_preferences)
def change_preferences(slug: str) -> ResponseReturnValue:
    """Keep them."""
    operations.keep_preferences(me().id, slug, PreferencesForm.parse(request.form))
    flash(_("Kept. Nobody is told."))
    return answer(f"/groups/{slug}/mentoring/preferences")


@pages.post(f"{PREFERENCES}/forgetting")
def forget_preferences(slug: str) -> ResponseReturnValue:
    """Keep nothing of it."""
    operations.forget_preferences(me().id, slug)
    flash(_("Nothing is kept of it any more."))
    return answer(f"/groups/{slug}/mentoring/preferences")


@pages.get(STORY)
def show_own_story(slug: str) -> str:
    """One's story as a mentor here, to write; and to take back, also for whoever mentors no more."""
    place, mentor = own_place(me().id, slug)
    assert place.membership is not None
    told, mentors = (
        queries.own_story(place.membership.id),
        mentor is not None and mentor.mentors(now()),
    )
    if not (told or mentors):
        raise NotFound
    g.values = g.get("values") or {"words": told}
    shown = render(g.values["words"]) if g.get("previewed") else ""
    return render_template(
        "mentoring/finding/own_story.html",
        group=place.group,
        told=told,
        shown=shown,
        mentors=mentors,
    )


@pages.post(STORY)
@redraws(show_own_story)
def create_story(slug: str) -> ResponseReturnValue:
    """Tell it."""
    operations.tell_story(me().id, slug, WordsForm.parse(request.form))
    flash(_("Told. Whoever has met you often enough can read it."))
    return answer(f"/groups/{slug}/mentoring/story")


@pages.post(f"{STORY}/preview")
@redraws(show_own_story)
def preview_story(slug: str) -> ResponseReturnValue:
    """How it would read; nothing is kept."""
    form = WordsForm.parse(request.form)
    g.values, g.previewed = {"words": form.words}, True
    return show_own_story(slug)


@pages.post(f"{STORY}/withdrawal")
def withdraw_story(slug: str) -> ResponseReturnValue:
    """Take it back."""
    operations.withdraw_story(me().id, slug)
    flash(_("Taken back. Nobody reads it any more."))
    return answer(f"/groups/{slug}/mentoring")

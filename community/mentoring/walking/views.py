"""The way of two, on a page of its own that needs no script: dates, rhythm, goals, tasks, steps, programme."""

from flask import flash, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.mentoring.programmes.words import DAYS
from community.mentoring.views.blueprint import pages
from community.mentoring.walking import operations, policies, queries
from community.mentoring.walking.forms import (
    DoneForm,
    ItemForm,
    ItemWordsForm,
    RhythmForm,
    VersionForm,
)
from community.mentoring.walking.models import WORDS
from community.mentoring.walking.showing import walk_view
from community.mentoring.walking.words import HEADS, KINDS_SAID
from community.web import answer, me, redraws

ONE = "/mentorships/<int:mentorship_id>"
WALK, ITEM = f"{ONE}/walk", f"{ONE}/items/<int:item_id>"
RHYTHM, PROGRAMME = f"{ONE}/rhythms/<int:rhythm_id>", f"{ONE}/programmes/<int:walk_id>"


@pages.get(WALK)
def show_walk(mentorship_id: int) -> str:
    """All of it."""
    view = walk_view(me().id, *queries.walk_for(me().id, mentorship_id))
    g.values = g.get("values") or {"kind": "task"}
    return render_template(
        "mentoring/walking/walk.html", walk=view, days=DAYS, heads=HEADS, kinds=KINDS_SAID, most=WORDS
    )  # fmt: skip


def show_anew(mentorship_id: int, **_which: int) -> str:
    """The same after a refusal of something on it."""
    return show_walk(mentorship_id)


@pages.post(f"{ONE}/rhythms")
@redraws(show_anew)
def create_rhythm(mentorship_id: int) -> ResponseReturnValue:
    """Propose a rhythm."""
    operations.propose_rhythm(me().id, mentorship_id, RhythmForm.parse(request.form))
    flash(_("Proposed. It holds once both of you agree."))
    return _back(mentorship_id, "rhythm")


@pages.post(f"{RHYTHM}/acceptance")
@redraws(show_anew)
def accept_rhythm(mentorship_id: int, rhythm_id: int) -> ResponseReturnValue:
    """Agree to it."""
    operations.accept_rhythm(me().id, mentorship_id, rhythm_id)
    return _back(mentorship_id, "rhythm")


@pages.post(f"{RHYTHM}/withdrawal")
@redraws(show_anew)
def withdraw_rhythm(mentorship_id: int, rhythm_id: int) -> ResponseReturnValue:
    """Take it back, put it aside, or end it."""
    operations.withdraw_rhythm(me().id, mentorship_id, rhythm_id)
    return _back(mentorship_id, "rhythm")


@pages.post(f"{ONE}/items")
@redraws(show_anew)
def create_item(mentorship_id: int) -> ResponseReturnValue:
    """Write a goal, a task or a step."""
    made = operations.write_item(me().id, mentorship_id, ItemForm.parse(request.form))
    return _back(mentorship_id, f"item-{made}")


@pages.get(ITEM)
def show_item(mentorship_id: int, item_id: int) -> str:
    """One of them, to say it in other words or take it away."""
    mentorship, can_speak = queries.walk_for(me().id, mentorship_id)
    item = queries.item_in(mentorship.id, item_id)
    g.values = g.get("values") or {"words": queries.words_of(item)}
    can_write = policies.can_write(mentorship, can_speak)
    return render_template(
        "mentoring/walking/item.html", item=item, mentorship=mentorship, kinds=KINDS_SAID, most=WORDS,
        can_write=can_write, theirs=item.worder.member_id != me().id, now_says=queries.words_of(item),
        can_remove=can_write and policies.can_remove(mentorship, item, me().id),
    )  # fmt: skip


@pages.post(ITEM)
@redraws(show_item)
def change_item(mentorship_id: int, item_id: int) -> ResponseReturnValue:
    """Say it in other words."""
    form = ItemWordsForm.parse(request.form)
    operations.change_item(me().id, mentorship_id, item_id, form)
    return _back(mentorship_id, f"item-{item_id}")


@pages.post(f"{ITEM}/taking")
@redraws(show_anew)
def take_item(mentorship_id: int, item_id: int) -> ResponseReturnValue:
    """Take up what was suggested."""
    operations.take_item(me().id, mentorship_id, item_id)
    return _back(mentorship_id, f"item-{item_id}")


@pages.post(f"{ITEM}/done")
@redraws(show_anew)
def finish_item(mentorship_id: int, item_id: int) -> ResponseReturnValue:
    """Done, or not yet."""
    operations.finish_item(me().id, mentorship_id, item_id, DoneForm.parse(request.form))
    return _back(mentorship_id, f"item-{item_id}")


@pages.post(f"{ITEM}/removal")
@redraws(show_anew)
def remove_item(mentorship_id: int, item_id: int) -> ResponseReturnValue:
    """Take it away."""
    operations.remove_item(me().id, mentorship_id, item_id)
    flash(_("Taken away."))
    return _back(mentorship_id, "items")


@pages.post(f"{ONE}/programmes")
@redraws(show_anew)
def create_walk(mentorship_id: int) -> ResponseReturnValue:
    """Propose a programme."""
    operations.propose_programme(me().id, mentorship_id, VersionForm.parse(request.form))
    flash(_("Proposed. You walk by it once both of you agree."))
    return _back(mentorship_id, "programme")


@pages.post(f"{PROGRAMME}/acceptance")
@redraws(show_anew)
def accept_programme(mentorship_id: int, walk_id: int) -> ResponseReturnValue:
    """Agree to it."""
    operations.accept_programme(me().id, mentorship_id, walk_id)
    return _back(mentorship_id, "programme")


@pages.post(f"{PROGRAMME}/withdrawal")
@redraws(show_anew)
def withdraw_programme(mentorship_id: int, walk_id: int) -> ResponseReturnValue:
    """Take it back, put it aside, or walk on without it."""
    operations.withdraw_programme(me().id, mentorship_id, walk_id)
    return _back(mentorship_id, "programme")


@pages.post(f"{PROGRAMME}/extension")
@redraws(show_anew)
def lengthen_programme(mentorship_id: int, walk_id: int) -> ResponseReturnValue:
    """One would like more time."""
    operations.lengthen_programme(me().id, mentorship_id, walk_id)
    return _back(mentorship_id, "programme")


def _back(mentorship_id: int, where: str) -> ResponseReturnValue:
    return answer(f"/mentorships/{mentorship_id}/walk#{where}")

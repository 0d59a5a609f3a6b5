"""The path from mentee to mentor: what is done and left, the month beside a mentor, and the line."""

from typing import Any

from flask import flash, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.clock import now
from community.groups.models import Place
from community.groups.queries import staff_ready
from community.mentoring.models import VOUCHES, Mentor
from community.mentoring.path import operations, policies, queries
from community.mentoring.path.forms import ChecklistForm, GuideForm, LineForm
from community.mentoring.path.models import MONTH, Shadowing
from community.mentoring.path.words import CHECKLIST
from community.mentoring.queries import own_place
from community.mentoring.views.blueprint import pages
from community.web import answer, me, redraws

PATH = "/groups/<slug>/mentoring/path"
ONE = "/mentoring/shadowing/<int:shadowing_id>"


@pages.get(PATH)
def show_path(slug: str) -> str:
    """What is done and what is left on one's own path here."""
    place, mentor = own_place(me().id, slug)
    assert place.membership is not None
    g.values = g.get("values") or {}
    return render_template(
        "mentoring/path/path.html", group=place.group, mentor=mentor, needed=VOUCHES,
        walked=queries.was_mentee(place.membership.id), ready=staff_ready(me().id),
        shows=queries.shows_line(place.membership.id), line=queries.line_of(place.membership.id, me().id),
        **_month(place, mentor),
    )  # fmt: skip


@pages.post(f"{PATH}/guide")
@redraws(show_path)
def create_shadowing(slug: str) -> ResponseReturnValue:
    """Ask to learn beside somebody."""
    operations.ask_to_shadow(me().id, slug, GuideForm.parse(request.form))
    flash(_("Asked. An answer can take up to seven days."))
    return answer(f"/groups/{slug}/mentoring/path")


@pages.post(f"{PATH}/line")
@redraws(show_path)
def change_line(slug: str) -> ResponseReturnValue:
    """Whether the line shows one."""
    operations.show_line(me().id, slug, LineForm.parse(request.form))
    return answer(f"/groups/{slug}/mentoring/path")


@pages.get(ONE)
def show_shadowing(shadowing_id: int) -> str:
    """The month, for either of the two."""
    found = queries.shadowing_for(me().id, shadowing_id)
    moment = now()
    g.values = g.get("values") or dict.fromkeys(found.gone_through, "yes")
    return render_template(
        "mentoring/path/shadowing.html", month=found, is_guide=found.guide.member_id == me().id,
        waits=policies.can_answer_shadow(found, moment), open=found.looks_open(moment),
        can_give_word=policies.can_give_word(found, moment), can_end=policies.can_end_shadow(found),
        checklist=CHECKLIST, until=found.accepted_at + MONTH if found.accepted_at else None,
        ready=staff_ready(me().id),
    )  # fmt: skip


@pages.post(f"{ONE}/acceptance")
@redraws(show_shadowing)
def accept_shadowing(shadowing_id: int) -> ResponseReturnValue:
    """Let them learn beside oneself."""
    operations.accept_shadow(me().id, shadowing_id)
    return _back(shadowing_id)


@pages.post(f"{ONE}/refusal")
@redraws(show_shadowing)
def decline_shadowing(shadowing_id: int) -> ResponseReturnValue:
    """Not this time."""
    operations.decline_shadow(me().id, shadowing_id)
    flash(_("Done. To them it looks open until its seven days are over."))
    return answer("/mentoring")


@pages.post(f"{ONE}/checklist")
@redraws(show_shadowing)
def change_checklist(shadowing_id: int) -> ResponseReturnValue:
    """What was gone through."""
    operations.go_through(me().id, shadowing_id, ChecklistForm.parse(request.form))
    return _back(shadowing_id)


@pages.post(f"{ONE}/word")
@redraws(show_shadowing)
def create_word_for(shadowing_id: int) -> ResponseReturnValue:
    """Give one's word for them."""
    operations.give_word(me().id, shadowing_id)
    return _back(shadowing_id)


@pages.post(f"{ONE}/ending")
@redraws(show_shadowing)
def end_shadowing(shadowing_id: int) -> ResponseReturnValue:
    """Stop, or take the wish back."""
    operations.end_shadow(me().id, shadowing_id)
    flash(_("Ended. Nobody is asked why."))
    return answer("/mentoring")


def _month(place: Place, mentor: Mentor | None) -> dict[str, Any]:
    mine, moment = place.membership, now()
    assert mine is not None
    found = queries.shadowing_of(mine.id)
    free = found is None or not (found.looks_open(moment) or found.accepted_at is not None)
    asks = free and policies.can_ask_to_shadow(mentor)
    return {
        "month": found, "state": _state(found), "has_word": queries.has_word(mine.id),
        "guides": queries.guides_for(mine) if asks else [], "asks": asks,
        "until": found.accepted_at + MONTH if found is not None and found.accepted_at else None,
    }  # fmt: skip


def _state(found: Shadowing | None) -> str:
    if found is None:
        return "none"
    if found.word_at is not None:
        return "done"
    if found.is_on:
        return "on"
    return "asked" if found.looks_open(now()) else "unanswered"


def _back(shadowing_id: int) -> ResponseReturnValue:
    return answer(f"/mentoring/shadowing/{shadowing_id}")

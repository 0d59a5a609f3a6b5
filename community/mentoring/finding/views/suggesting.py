"""Whom one could ask, a mentor's story, and what a moderator proposes."""

from collections.abc import Callable

from flask import flash, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.clock import now
from community.groups.queries import memberships_of
from community.mentoring.finding import operations, queries
from community.mentoring.finding.forms import ProposalForm, SwitchForm
from community.mentoring.finding.words import reasons
from community.mentoring.path.queries import line_for_reader, shadowings_of_guide
from community.mentoring.queries import is_on, must_be_on, own_place
from community.mentoring.views.blueprint import pages
from community.text import render
from community.web import answer, me, redraws

PROPOSALS = "/groups/<slug>/mentors/proposals"


@pages.context_processor
def _shared() -> dict[str, Callable[..., object]]:
    return {
        "has_story": lambda mentor_id: queries.has_story(me().id, mentor_id),
        "shared_here": _shared_here,
        "of_mentors": _of_mentors,
    }


def _shared_here(slug: str) -> dict[str, object]:
    """What a group has for the reader as one of its mentors, and whether they told a story there."""
    place, mentor = own_place(me().id, slug)
    assert place.membership is not None
    mentors = mentor is not None and mentor.mentors(now())
    return {
        "mentors": mentors,
        "story": mentors or bool(queries.own_story(place.membership.id)),
        "room": queries.room_of_mentors(place.group.id) if mentors else None,
    }


def _of_mentors() -> dict[str, object]:
    """What mentors share, as far as the reader is one, or leads."""
    on = is_on()
    words = on and queries.reads_words(me().id)
    return {"words": words, "shadowings": shadowings_of_guide(me().id) if on else []}


@pages.get("/mentoring/suggestions")
def list_suggestions() -> str:
    """Mentors whom one has met, the closest first, each with why; and who was proposed."""
    must_be_on()
    found = [(one, reasons(one)) for one in queries.suggestions_for(me().id)]
    return render_template(
        "mentoring/finding/suggestions.html", suggestions=found, proposals=queries.proposals_to(me().id),
        groups=[mine.group for mine in memberships_of(me().id)],
    )  # fmt: skip


@pages.get("/mentors/<int:mentor_id>/story")
def show_story(mentor_id: int) -> str:
    """A mentor's story, for those past the gate, and the line they stand in as far as each agreed."""
    handle, words = queries.story_for(me().id, mentor_id)
    return render_template(
        "mentoring/finding/story.html", handle=handle, words=render(words), mentor_id=mentor_id,
        line=line_for_reader(me().id, mentor_id),
    )  # fmt: skip


@pages.post("/mentoring/proposals/<int:proposal_id>/dismissal")
def dismiss_proposal(proposal_id: int) -> ResponseReturnValue:
    """Put a proposal aside."""
    operations.dismiss_proposal(me().id, proposal_id)
    flash(_("Put aside. Nobody is told."))
    return answer("/mentoring/suggestions")


@pages.get(PROPOSALS)
def list_proposals(slug: str) -> str:
    """What moderators of a group proposed, and whether they may."""
    place, standing = queries.proposing_for(me().id, slug)
    g.values = g.get("values") or {}
    return render_template(
        "mentoring/finding/proposals.html", group=place.group, standing=standing,
        allowed=queries.may_propose(place.group.id), switched_on=queries.is_switched_on(place.group.id),
    )  # fmt: skip


@pages.post(PROPOSALS)
@redraws(list_proposals)
def create_proposal(slug: str) -> ResponseReturnValue:
    """Propose two."""
    operations.propose(me().id, slug, ProposalForm.parse(request.form))
    flash(_("Proposed. They decide for themselves, and you do not hear what."))
    return answer(f"/groups/{slug}/mentors/proposals")


@pages.post(f"{PROPOSALS}/allowance")
@redraws(list_proposals)
def change_proposing(slug: str) -> ResponseReturnValue:
    """Whether moderators propose here."""
    operations.allow_proposals(me().id, slug, SwitchForm.parse(request.form))
    return answer(f"/groups/{slug}/mentors/proposals")

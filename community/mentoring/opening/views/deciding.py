"""One opening: a second approves, the two who opened it read, another lead puts the telling off."""

from flask import flash, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.clock import now
from community.members import patience
from community.mentoring.opening import operations, policies, queries, words
from community.mentoring.opening.forms import CodeForm, DelayForm
from community.mentoring.opening.models import Opening
from community.mentoring.opening.policies import Official
from community.mentoring.views.blueprint import pages
from community.text import render
from community.web import answer, me, redraws

ONE = "/openings/<int:opening_id>"


def draw_opening(opening_id: int, shown: bool = False) -> str:
    """How it stands and what this one of office can do; the words of the span only as the answer to asking for them."""
    opening, who = queries.opening_for(me().id, opening_id)
    people = [opening.asked_by, opening.approved_by, opening.closed_by]
    people += [one.put_off_by for one in opening.delays] + [one.read_by for one in opening.readings]
    g.values = g.get("values") or {}
    return render_template(
        "mentoring/opening/opening.html", opening=opening, state=opening.state(now()), said=words,
        people=queries.accounts_named(people), reason=queries.reason_of(opening), render=render,
        delays=[(one, queries.reason_of(one)) for one in opening.delays], form_of=g.get("form_of", ""),
        lines=queries.lines_in(opening) if shown else None, mine=opening.asked_by == me().id,
        can=_can(opening, who), contacts=queries.has_contact(),
    )  # fmt: skip


@pages.get(ONE)
def show_opening(opening_id: int) -> str:
    """One opening."""
    return draw_opening(opening_id)


@pages.post(f"{ONE}/approval")
@redraws(draw_opening)
def approve_opening(opening_id: int) -> ResponseReturnValue:
    """Be the second."""
    g.form_of = "approval"
    queries.opening_for(me().id, opening_id)
    form = CodeForm.parse(request.form)
    with patience.counted("code", me().id):
        operations.approve_opening(me().id, opening_id, form)
    flash(_("Approved. It is open for 24 hours."))
    return answer(f"/openings/{opening_id}")


@pages.post(f"{ONE}/reading")
@redraws(draw_opening)
def read_span(opening_id: int) -> str:
    """The words of the span, this once. Each time is on record, so it is an act and no address."""
    g.form_of = "reading"
    queries.opening_for(me().id, opening_id)
    form = CodeForm.parse(request.form)
    with patience.counted("code", me().id):
        operations.read_span(me().id, opening_id, form)
    return draw_opening(opening_id, shown=True)


@pages.post(f"{ONE}/closing")
@redraws(draw_opening)
def close_opening(opening_id: int) -> ResponseReturnValue:
    """Let it rest."""
    operations.close_opening(me().id, opening_id)
    flash(_("Closed. Nobody reads it any more."))
    return answer(f"/openings/{opening_id}")


@pages.post(f"{ONE}/contact")
@redraws(draw_opening)
def call_contact(opening_id: int) -> ResponseReturnValue:
    """Call the external contact to be the second."""
    operations.call_contact(me().id, opening_id)
    flash(_("The external contact was told, and can open this page."))
    return answer(f"/openings/{opening_id}")


@pages.post(f"{ONE}/delays")
@redraws(draw_opening)
def create_delay(opening_id: int) -> ResponseReturnValue:
    """Put off that the two are told."""
    g.form_of = "delay"
    queries.opening_for(me().id, opening_id)
    form = DelayForm.parse(request.form)
    with patience.counted("code", me().id):
        operations.put_off_telling(me().id, opening_id, form)
    flash(_("Put off for 30 days."))
    return answer(f"/openings/{opening_id}")


@pages.post(f"{ONE}/telling")
@redraws(draw_opening)
def tell_the_two(opening_id: int) -> ResponseReturnValue:
    """Put it off no longer."""
    operations.tell_now(me().id, opening_id)
    flash(_("Both were told."))
    return answer(f"/openings/{opening_id}")


def _can(opening: Opening, who: Official) -> dict[str, bool]:
    moment = now()
    return {
        "approve": policies.can_approve(opening, who, queries.asker_may(opening), moment),
        "read": policies.can_read(opening, who, queries.both_may(opening), moment),
        "close": policies.can_close(opening, who, moment),
        "call": policies.can_call_contact(opening, who, moment),
        "put_off": policies.can_put_off(opening, who, moment),
        "tell": policies.can_tell_now(opening, who),
    }  # fmt: skip

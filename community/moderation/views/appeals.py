"""What was decided about somebody, as they find it; their appeal; and the same without an account that opens."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from community import limits
from community.moderation import operations, queries, statements, tickets
from community.moderation.forms import AnswerForm, AppealForm
from community.moderation.views.blueprint import pages
from community.text import render
from community.web import answer, me, public, redraws


@pages.get("/you/record")
def show_record() -> str:
    """Every act of office on oneself (L8.8)."""
    return render_template("moderation/record.html", acts=queries.record_of(me().id))


def draw_act(act_id: int) -> str:
    """An act on oneself: what it says, and how to appeal."""
    act = queries.own_act(me().id, act_id)
    return render_template(
        "moderation/act.html", of=queries.recorded(act), to=f"/acts/{act_id}/appeal", render=render
    )


@pages.get("/acts/<int:act_id>")
def show_act(act_id: int) -> str:
    """One act."""
    return draw_act(act_id)


@pages.get("/acts/<int:act_id>/statement.json")
def download_statement(act_id: int) -> ResponseReturnValue:
    """The same in the public vocabulary of such statements, for whoever helps with an appeal (R2)."""
    return statements.fields_of(queries.own_act(me().id, act_id))


@pages.post("/acts/<int:act_id>/appeal")
@redraws(draw_act)
def create_appeal(act_id: int) -> ResponseReturnValue:
    """Ask that it be looked at again."""
    operations.appeal(me().id, act_id, AppealForm.parse(request.form))
    return answer(f"/acts/{act_id}")


def draw_statement(ticket: str) -> str:
    """The same page for one who cannot sign in: the address is the key (L8.5)."""
    member_id, act_id = tickets.read(ticket)
    act = queries.own_act(member_id, act_id)
    return render_template(
        "moderation/act.html", of=queries.recorded(act), to=f"/statements/{ticket}", render=render, shell="plain"
    )  # fmt: skip


@pages.get("/statements/<ticket>")
@public
def show_statement(ticket: str) -> str:
    """An act, by its address alone."""
    return draw_statement(ticket)


@pages.post("/statements/<ticket>")
@public
@redraws(draw_statement)
def appeal_statement(ticket: str) -> ResponseReturnValue:
    """Appeal without an account that opens."""
    limits.spend("claims", limits.network())
    member_id, act_id = tickets.read(ticket)
    operations.appeal(member_id, act_id, AppealForm.parse(request.form))
    return answer(f"/statements/{ticket}")


def draw_appeal(appeal_id: int) -> str:
    """An appeal for whoever may decide it."""
    appeal, act, _office = queries.appeal_for(me().id, appeal_id)
    return render_template(
        "moderation/appeal.html", appeal=appeal, of=queries.recorded(act), render=render,
        may_decide=me().id in queries.deciders_of(act, appeal), handle=queries.handle_in(act),
    )  # fmt: skip


@pages.get("/appeals/<int:appeal_id>")
def show_appeal(appeal_id: int) -> str:
    """One appeal."""
    return draw_appeal(appeal_id)


@pages.post("/appeals/<int:appeal_id>/decision")
@redraws(draw_appeal)
def decide_appeal(appeal_id: int) -> ResponseReturnValue:
    """Decide it."""
    operations.decide_appeal(me().id, appeal_id, AnswerForm.parse(request.form))
    return answer("/desk")

"""Reporting something, and one's own reports and conversations afterwards."""

from dataclasses import dataclass
from secrets import token_urlsafe
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from community.errors import Invalid
from community.moderation import operations, queries
from community.moderation.forms import NoteForm, ReportForm
from community.moderation.models import CONTACT, GROUP
from community.moderation.reasons import choices
from community.moderation.views.blueprint import pages
from community.registry import Reported
from community.text import render
from community.web import answer, me, redraws


@dataclass(frozen=True)
class _Span:
    first: int
    last: int

    def holds(self, seq: int) -> bool:
        return self.first <= seq <= self.last


def draw_report() -> str:
    """The form, with a preview of exactly what staff will see."""
    given = request.values
    what = queries.reported_for(me().id, given.get("kind", ""), given.get("ref", ""))
    span = _span(what)
    chosen = {name: given.get(name) == "yes" for name in ("leads", "moderators")}
    routed = operations.route(me().id, what, **chosen)
    return render_template(
        "moderation/report.html", what=what, span=span, routed=routed, reasons=choices(), render=render,
        values={"first": span.first, "last": span.last} | {k: v for k, v in given.items() if v},
        key=given.get("key") or token_urlsafe(18), shown=operations.shown(what.lines),
        to_leads=routed.desk != GROUP, to_contact=routed.desk == CONTACT, chooses=_chooses(what, chosen["leads"]),
        group=queries.group_named(what.group_id),
    )  # fmt: skip


@pages.get("/reports/new")
def new_report() -> str:
    """What to report, and why."""
    return draw_report()


@pages.post("/reports/preview")
def preview_report() -> str:
    """The same form, with the span that was chosen."""
    return draw_report()


@pages.post("/reports")
@redraws(draw_report)
def create_report() -> ResponseReturnValue:
    """Send a report."""
    report_id = operations.report(me().id, ReportForm.parse(request.form))
    return answer(f"/reports/{report_id}")


@pages.get("/reports")
def show_reports() -> str:
    """One's own reports."""
    return render_template("moderation/reports.html", receipts=queries.receipts_of(me().id))


@pages.get("/reports/<int:report_id>")
def show_report(report_id: int) -> str:
    """One's own report, and what became of it."""
    return render_template(
        "moderation/receipt.html", receipt=queries.receipt_for(me().id, report_id)
    )


def draw_conversation(thread_id: int) -> str:
    """What was said between this member and those who handle a case."""
    thread, said = queries.thread_for(me().id, thread_id)
    return render_template(
        "moderation/conversation.html", thread=thread, said=said, render=render,
        open=queries.is_open(thread.case_id),
    )  # fmt: skip


@pages.get("/conversations/<int:thread_id>")
def show_conversation(thread_id: int) -> str:
    """What was said, and the box."""
    return draw_conversation(thread_id)


@pages.post("/conversations/<int:thread_id>/answers")
@redraws(draw_conversation)
def create_answer(thread_id: int) -> ResponseReturnValue:
    """Answer."""
    operations.answer_office(me().id, thread_id, NoteForm.parse(request.form))
    return answer(f"/conversations/{thread_id}")


def _chooses(what: Reported, asked: bool) -> bool:
    """Whether the reporter can choose the leads: where it would not be theirs anyway, or was chosen already."""
    return asked or operations.route(me().id, what).desk == GROUP


def _span(what: Reported) -> _Span:
    """The lines that are shown: those chosen, or all that may go along."""
    seqs = [line.seq for line in what.lines]
    if not seqs:
        return _Span(0, 0)
    return _Span(_chosen("first", min(seqs)), _chosen("last", max(seqs)))


def _chosen(name: str, otherwise: int) -> int:
    said: Any = request.values.get(name, "")
    if said and not (said.isdigit() and len(said) < 16):
        raise Invalid({name: ""})
    return int(said) if said else otherwise

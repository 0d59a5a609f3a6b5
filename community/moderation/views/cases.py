"""The desk, and a case on it. Made for a phone at night: what to do next is on top."""

from datetime import datetime
from typing import Any

from flask import flash, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.clock import now
from community.moderation import operations, queries
from community.moderation.forms import NoteForm, OutcomeForm, StepForm, lengths
from community.moderation.models import Case
from community.moderation.policies import can_suspend_from_site, is_enough
from community.moderation.reasons import choices
from community.moderation.views.blueprint import pages
from community.registry import registry
from community.text import render
from community.web import answer, me, redraws, someone

CASE = "/cases/<int:case_id>"
STATES = ("", "open", "mine")


@pages.get("/desk")
def show_desk() -> str:
    """What waits for this person of office; absent for everybody else."""
    office = queries.reader_of_desk(me().id)
    state = request.args.get("state", "")
    cases = queries.queue_of(office, _after(), state if state in STATES else "")
    return render_template(
        "moderation/desk.html", cases=cases, state=state, office=office, groups=queries.names_of_groups(cases),
        waiting=queries.count_open(office), appeals=queries.appeals_for(office), closed=queries.closed_of(office),
        later=_later(cases), notes=queries.latest_notes(office, now()), rosters=queries.rosters_of(office),
        panels=_panels("desk"),
    )  # fmt: skip


@pages.get("/desk/weeks")
def show_weeks() -> str:
    """How this person's desks fare, as plots with their tables."""
    office = queries.reader_of_desk(me().id)
    return render_template(
        "moderation/weeks.html", weeks=queries.weeks_of(office), loads=queries.loads_of(office)
    )


def draw_case(case_id: int, concerned: int | None = None, opened: bool = False) -> str:
    """A case: why, the evidence (closed until asked for), what is known of the person, and the decision.

    `concerned`: to whom a letter was refused; its form says so itself.
    """
    case, office = queries.case_for(me().id, case_id)
    person, seen = queries.person_in(case), queries.viewings_today(me().id)
    most = queries.limit_of(me().id)
    return render_template(
        "moderation/case.html", case=case, office=office, render=render, person=person, opened=opened,
        group=queries.group_named(case.group_id), reports=queries.reports_told(case.id),
        evidence=queries.evidence_in(case.id) if opened else [], has_evidence=queries.has_evidence(case.id),
        seals=queries.seals_of(case.id), history=queries.history_of(case.id),
        in_a_room=queries.is_in_a_room(case), record=queries.record_in(case), nobody_left=queries.is_about_nobody(case),
        concerned=queries.concerned_in(case), seen=seen, most=most, enough=is_enough(case, seen, most),
        reasons=choices(), lengths=lengths(), following=queries.next_for(office, case.id),
        whole_site=can_suspend_from_site(office), form_of=g.get("form_of", ""), panels=_panels("case", case=case),
        in_force=queries.standings_decided_in(case), can_lift=lambda _standing: person is not None,
    )  # fmt: skip


@pages.get(CASE)
def show_case(case_id: int) -> str:
    """One case."""
    return draw_case(case_id)


@pages.post(f"{CASE}/viewing")
@redraws(draw_case)
def open_evidence(case_id: int) -> str:
    """Open the sealed words. Each time is on record, so it is an act and no address."""
    operations.view_evidence(me().id, case_id, request.form.get("all_the_same") == "yes")
    return draw_case(case_id, opened=True)


@pages.post(f"{CASE}/claim")
@redraws(draw_case)
def claim(case_id: int) -> ResponseReturnValue:
    """Take it."""
    operations.claim_case(me().id, case_id)
    return answer(f"/cases/{case_id}")


@pages.post(f"{CASE}/release")
@redraws(draw_case)
def release(case_id: int) -> ResponseReturnValue:
    """Give it back."""
    if operations.release_case(me().id, case_id):
        flash(_("Somebody else goes on with it. Thank you for what you did."))
    else:
        flash(_("It is open again. Nobody else is at this desk yet. Thank you for what you did."))
    return answer("/desk")


@pages.post(f"{CASE}/waiting")
@redraws(draw_case)
def wait(case_id: int) -> ResponseReturnValue:
    """It waits for somebody's answer."""
    operations.set_waiting(me().id, case_id)
    return answer(f"/cases/{case_id}")


@pages.post(f"{CASE}/handing-over")
@redraws(draw_case)
def hand_over(case_id: int) -> ResponseReturnValue:
    """Give it to the leads."""
    g.form_of = "handing-over"
    operations.hand_to_leads(me().id, case_id, NoteForm.parse(request.form))
    return answer("/desk")


@pages.post(f"{CASE}/notes")
@redraws(draw_case)
def create_note(case_id: int) -> ResponseReturnValue:
    """A note for colleagues."""
    g.form_of = "note"
    operations.add_note(me().id, case_id, NoteForm.parse(request.form))
    return answer(f"/cases/{case_id}#notes")


@pages.post(f"{CASE}/letters/<int:concerned>")
@redraws(draw_case)
def create_letter(case_id: int, concerned: int) -> ResponseReturnValue:
    """Write to somebody whom the case concerns."""
    g.form_of = f"letter-{concerned}"
    member_id = queries.concerned_as(case_id, concerned)
    operations.write_to_person(me().id, case_id, member_id, NoteForm.parse(request.form))
    return answer(f"/cases/{case_id}#people")


@pages.post(f"{CASE}/acts")
@redraws(draw_case)
def create_act(case_id: int) -> ResponseReturnValue:
    """Do something about the person."""
    g.form_of = "act"
    operations.act_in_case(me().id, case_id, StepForm.parse(request.form))
    return answer(f"/cases/{case_id}#decide")


@pages.post(f"{CASE}/outcome")
@redraws(draw_case)
def close(case_id: int) -> ResponseReturnValue:
    """End it."""
    g.form_of = "outcome"
    operations.close_case(me().id, case_id, OutcomeForm.parse(request.form))
    return answer("/desk")


def for_the_rail() -> dict[str, Any]:
    """How much waits at this person's desks, for the frame of every page; None for who holds no office."""
    person = someone()
    if person is None:
        return {"desk": None}
    office = queries.office_of(person.id)
    return {"desk": queries.count_open(office) if office.is_any else None}


def of_today(*, member_id: int, **known: Any) -> dict[str, Any]:
    """What waits, on the home of somebody of office."""
    office = queries.office_of(member_id)
    return {"desk": queries.count_open(office) if office.is_any else 0}


def of_oneself(*, member_id: int) -> dict[str, Any]:
    """The links on one's own page."""
    return {}


def _panels(page: str, **about: Any) -> list[tuple[str, Any]]:
    """What later features show there."""
    return [
        (one.template, one.query(member_id=me().id, **about)) for one in registry.panels_of(page)
    ]


def _after() -> tuple[int, datetime, int] | None:
    said = request.args.get("after", "").split("~")
    try:
        return int(said[0]), datetime.fromisoformat(said[1]), int(said[2])
    except (ValueError, IndexError):
        return None


def _later(cases: list[Case]) -> str:
    if len(cases) < queries.A_PAGE:
        return ""
    last: Any = cases[-1]
    return f"{last.rank}~{last.opened_at.isoformat()}~{last.id}"

"""One's own two questions, and for leads what asks for a look."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.clock import now
from community.mentoring.oversight import operations, policies, queries
from community.mentoring.oversight.forms import LookForm, PulseForm
from community.mentoring.oversight.models import Signal
from community.mentoring.oversight.reporting import MENTEE, MENTOR, concern_of
from community.mentoring.oversight.words import HOW, LOOK, SIGNALS
from community.mentoring.views.blueprint import pages
from community.moderation import operations as moderation
from community.web import answer, me, redraws

PULSE, SIGNALS_HERE = "/mentoring/pulses/<int:pulse_id>", "/site/mentoring"


@pages.get(PULSE)
def show_pulse(pulse_id: int) -> str:
    """The two questions, and who reads what."""
    pulse = queries.pulse_for(me().id, pulse_id)
    other = pulse.mentorship.other(me().id)
    routed = moderation.route(me().id, concern_of(pulse, me().id), leads=True)
    return render_template(
        "mentoring/oversight/pulse.html", pulse=pulse, other=other.handle, group=other.group.name, hows=HOW, looks=LOOK,
        waits=policies.can_answer_pulse(pulse, now()), reader=routed.desk, routed=routed.answered,
        role=MENTOR if other.id == pulse.mentorship.mentor_id else MENTEE,
        told=bool(pulse.answers) and queries.concerned_leads(pulse),
    )  # fmt: skip


@pages.post(PULSE)
@redraws(show_pulse)
def create_pulse_answer(pulse_id: int) -> ResponseReturnValue:
    """Answer."""
    operations.answer_pulse(me().id, pulse_id, PulseForm.parse(request.form))
    return answer(f"/mentoring/pulses/{pulse_id}")


def draw_signals(signal_id: int = 0) -> str:
    """What waits, and what was looked at; `signal_id`: whose form was refused, and says so itself."""
    found = queries.signals_for(me().id)
    return render_template(
        "mentoring/oversight/signals.html", waiting=found.waiting, done=found.done, rules=SIGNALS, people=_people,
        form_of=str(signal_id),
    )  # fmt: skip


@pages.get(SIGNALS_HERE)
def show_signals() -> str:
    """What asks for a look."""
    return draw_signals()


@pages.post(f"{SIGNALS_HERE}/signals/<int:signal_id>")
@redraws(draw_signals)
def create_look(signal_id: int) -> ResponseReturnValue:
    """One looked."""
    operations.look_into(me().id, signal_id, LookForm.parse(request.form))
    flash(_("Noted. Nobody is told."))
    return answer(SIGNALS_HERE)


@pages.post("/cases/<int:case_id>/mentorship-ending")
def end_mentorship_of_case(case_id: int) -> ResponseReturnValue:
    """End the mentorship that a case came from."""
    operations.end_for_safety(me().id, case_id)
    flash(_("It has ended. Both read that it has."))
    return answer(f"/cases/{case_id}")


def _people(signal: Signal) -> str:
    """The two, or the mentor of several."""
    if signal.mentorship is None:
        return signal.mentor.handle
    said: str = _(
        "%(mentee)s and their mentor %(mentor)s", mentee=signal.mentorship.mentee.handle, mentor=signal.mentor.handle
    )  # fmt: skip
    return said

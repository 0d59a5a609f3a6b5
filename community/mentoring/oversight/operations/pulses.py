"""Each of the two is asked how it goes, and answers for themselves; the other hears nothing of either (L7.10)."""

import json

from flask_babel import gettext as _

from community import vault
from community.actors import SYSTEM
from community.clock import now
from community.columns import new_id
from community.errors import Conflict
from community.extensions import db
from community.journal import record
from community.mentoring.operations.holding import hold_mentorship
from community.mentoring.oversight import policies, queries
from community.mentoring.oversight.forms import PulseForm
from community.mentoring.oversight.models import UNCOMFORTABLE, Pulse
from community.mentoring.oversight.reporting import concern_of
from community.mentoring.oversight.rhythm import due_at
from community.moderation import operations as moderation
from community.moderation.reasons import ASKED_TO_LOOK
from community.moderation.reasons import UNCOMFORTABLE as BECAUSE
from community.operations import in_order_of, operation, tell


@operation
def ask_pulses(mentorship_id: int) -> None:
    """Ask both what is due, each once, however often this is called. After an outage only the last is asked.

    Raises NotFound.
    """
    mentorship = hold_mentorship(mentorship_id)
    number = queries.latest_number(mentorship)
    if number == 0 or not policies.can_be_asked(mentorship):
        return
    lapses_at = due_at(mentorship.began_at, number + 1)
    for member_id, one in sorted(mentorship.people.items()):
        if not one.is_current or queries.asked(mentorship.id, one.id, number):
            continue
        pulse = Pulse(
            id=new_id(), mentorship_id=mentorship.id, membership_id=one.id, number=number, asked_at=now(),
            lapses_at=lapses_at,
        )  # fmt: skip
        db.session.add(pulse)
        db.session.flush()
        record(SYSTEM, "mentoring:pulse:asked", f"pulse:{pulse.id}", {"mentorship": mentorship.id})
        tell(member_id, "mentoring_pulse", {"pulse": pulse.id, "group": mentorship.group_id})


@operation
def answer_pulse(member_id: int, pulse_id: int, form: PulseForm) -> None:
    """Answer for oneself. Uncomfortable, or asked to look at it: a case of the safeguarding leads, of which the other
    is told nothing. Again changes nothing. Raises NotFound, Conflict where they were asked too long ago.
    """
    queries.pulse_for(member_id, pulse_id)
    in_order_of(f"mentoring:pulse:{pulse_id}")
    db.session.get(Pulse, pulse_id, populate_existing=True)
    pulse = queries.pulse_for(member_id, pulse_id)
    if pulse.answered_at is not None:
        return
    if not policies.can_answer_pulse(pulse, now()):
        raise Conflict(
            _(
                "These questions are over. The next ones come, and you can write to the leads before."
            )
        )
    pulse.answered_at = now()
    pulse.answers = vault.seal(json.dumps({"how": form.how, "look": form.look}), pulse.about)
    db.session.flush()
    record(member_id, "mentoring:pulse:answered", f"pulse:{pulse.id}")
    if form.concerns_leads:
        reason = BECAUSE if form.how == UNCOMFORTABLE else ASKED_TO_LOOK
        words = _("They would like somebody to look at it with them.") if form.look else ""
        moderation.open_case_for_leads(
            member_id, concern_of(pulse, member_id), reason, words, f"pulse:{pulse.id}"
        )

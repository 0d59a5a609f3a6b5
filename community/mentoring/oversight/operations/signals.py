"""What is counted is held against the rules; what they meet waits for a human look, and nothing else happens (L7.10).

The two are never told, and nothing is done by itself.
"""

from datetime import datetime, timedelta

from flask_babel import gettext as _

from community import vault
from community.actors import SYSTEM
from community.clock import now
from community.columns import new_id
from community.errors import Conflict
from community.extensions import db
from community.journal import record
from community.members.models import CONTACT
from community.members.queries import officers
from community.mentoring.models import RESUMED, Mentorship
from community.mentoring.operations.holding import hold_mentorship
from community.mentoring.oversight import policies, queries, rules
from community.mentoring.oversight.forms import LookForm
from community.mentoring.oversight.models import Signal
from community.mentoring.oversight.rules import AT_NIGHT, ONE_SIDED, SEVERAL, SILENT
from community.operations import in_order_of, operation, tell

AGAIN = {ONE_SIDED: timedelta(days=28), AT_NIGHT: timedelta(days=28)}
"""So long nobody is asked to look at the same again; at all only where something new happened since."""


@operation
def watch_mentorship(mentorship_id: int) -> None:
    """Hold who wrote when against the rules. Raises NotFound."""
    mentorship = hold_mentorship(mentorship_id)
    if not policies.can_be_watched(mentorship):
        return
    written = queries.written_in(mentorship.room_id)
    met = {
        ONE_SIDED: rules.is_one_sided(written),
        AT_NIGHT: rules.is_at_night(written, mentorship.mentee.member.zone),
        SILENT: rules.is_silent(written, _quiet_until(mentorship), now()),
    }
    for rule in (rule for rule, there in met.items() if there):
        _raise(
            rule, f"mentorship:{mentorship.id}", written[-1].at, mentorship.mentor_id, mentorship.id
        )


@operation
def watch_mentor(member_id: int) -> None:
    """Hold how the mentorships of one mentor went, over all groups, against the rule."""
    subject = f"member:{member_id}"
    in_order_of(f"mentoring:signals:{subject}")
    walked = queries.walked_with(member_id)
    if not rules.are_several([facts for _one, facts in walked], now()):
        return
    counted = [(_latest(facts), one) for one, facts in walked if rules.counts(facts, now())]
    newest, last = max(counted, key=lambda each: (each[0], each[1].id))
    _raise(SEVERAL, subject, newest, last.mentor_id)


@operation
def look_into(member_id: int, signal_id: int, form: LookForm) -> None:
    """Note what one found. By the same person again it changes nothing. Raises NotFound, Conflict."""
    queries.signal_for(member_id, signal_id)
    in_order_of(f"mentoring:signal:{signal_id}")
    db.session.get(Signal, signal_id, populate_existing=True)
    signal = queries.signal_for(member_id, signal_id)
    if not policies.can_mark(signal):
        if signal.looked_by == member_id:
            return
        raise Conflict(_("Somebody looked meanwhile. Their note is below."))
    signal.looked_at, signal.looked_by = now(), member_id
    signal.note = vault.seal(form.words, signal.about)
    db.session.flush()
    record(member_id, "mentoring:signal:looked_at", f"signal:{signal.id}")


def _quiet_until(mentorship: Mentorship) -> datetime:
    """A pause was reason enough to be quiet, until it was over."""
    resumed = [step.at for step in mentorship.steps if step.kind == RESUMED]
    return max(resumed, default=mentorship.began_at)


def _latest(facts: rules.Walked) -> datetime:
    return max(moment for moment in (facts.ended, facts.uncomfortable, facts.began) if moment)


def _raise(
    rule: str, subject: str, newest: datetime, mentor_id: int, mentorship_id: int | None = None
) -> None:
    """Inside a unit that holds the subject: ask for a look, once for what is new."""
    before = queries.raised_last(rule, subject)
    if before is not None and (newest <= before or now() - before < AGAIN.get(rule, timedelta(0))):
        return
    if queries.waits_already(rule, subject):
        return
    signal = Signal(
        id=new_id(), rule=rule, subject=subject, mentorship_id=mentorship_id, mentor_id=mentor_id, raised_at=now()
    )  # fmt: skip
    db.session.add(signal)
    db.session.flush()
    record(SYSTEM, "mentoring:signal:raised", f"signal:{signal.id}", {"rule": rule})
    for reader in sorted(
        queries.free_leads(signal) or officers(CONTACT) - queries.kept_out_of(signal)
    ):
        tell(reader, "mentoring_signal", {})

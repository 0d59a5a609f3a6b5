"""What the leads get from a mentorship: how it was answered, and one of the two as the other reports them (L7.1, L8.1).

Neither has lines of the channel. Both go to the safeguarding leads unless whoever reports chooses otherwise.
"""

from flask_babel import lazy_gettext as _l

from community.errors import NotFound
from community.extensions import db
from community.mentoring.models import Mentorship
from community.mentoring.oversight.models import Pulse
from community.mentoring.queries import mentorship_for
from community.registry import Reportable, Reported

PULSE, COMPANION = "pulse", "companion"
MENTEE, MENTOR = "mentee", "mentor"


def concern_of(pulse: Pulse, member_id: int) -> Reported:
    """A mentorship as one of the two answered about it. Both answers of one mentorship are one thing: its title names
    neither, since each of the two reads it with their own.
    """
    mentorship = pulse.mentorship
    other, group = mentorship.other(member_id), mentorship.mentor.group
    return Reported(
        PULSE, f"{PULSE}:{mentorship.id}", group.name, f"/mentorships/{mentorship.id}", group.id, other.member_id,
        other.id, private=True,
    )  # fmt: skip


def companion_reported(member_id: int, ref: str) -> Reported:
    """One's mentor or mentee, also after it has ended. Raises NotFound."""
    found = companion_at(ref)
    if found is None:
        raise NotFound
    number, _role = _parts(ref)
    if mentorship_for(member_id, number).other(member_id).id != found.membership_id:
        raise NotFound
    return found


def companion_at(ref: str) -> Reported | None:
    """One of the two, for one who works on the case."""
    number, role = _parts(ref)
    mentorship = db.session.get(Mentorship, number)
    if mentorship is None:
        return None
    person = mentorship.mentor if role == MENTOR else mentorship.mentee
    return Reported(
        COMPANION, ref, person.handle, f"/mentorships/{number}", person.group_id, person.member_id, person.id,
        private=True,
    )  # fmt: skip


def mentorship_of_case(kind: str, ref: str) -> Mentorship | None:
    """Which mentorship a case came from; None where it came from none."""
    if kind not in (PULSE, COMPANION):
        return None
    number, _role = _parts(ref)
    return db.session.get(Mentorship, number)


def _by_answer_only(_member_id: int, _ref: str) -> Reported:
    raise NotFound


def _parts(ref: str) -> tuple[int, str]:
    kind, number, role = (*ref.split(":"), "", "")[:3]
    if not number.isascii() or not number.isdigit() or len(number) > 16:
        raise NotFound
    if kind not in (PULSE, COMPANION) or (kind == COMPANION and role not in (MENTEE, MENTOR)):
        raise NotFound
    return int(number), role


PULSES = Reportable(PULSE, "", _l("A mentorship in %(who)s"), _by_answer_only, lambda _ref: None)
COMPANIONS = Reportable(
    COMPANION,
    _l("Report %(who)s"),
    _l("%(who)s, in a mentorship"),
    companion_reported,
    companion_at,
)

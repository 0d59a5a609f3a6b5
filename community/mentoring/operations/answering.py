"""A mentor answers: accept, exactly once and within their places, or decline, of which nobody hears (L7.5, L7.6)."""

from flask_babel import gettext as _

from community.clock import now
from community.columns import new_id
from community.errors import Conflict, Forbidden
from community.extensions import db
from community.groups.queries import is_in_good_standing, staff_ready
from community.journal import record
from community.mentoring import policies, queries
from community.mentoring.forms import AgreementForm
from community.mentoring.models import TRIAL, TRIAL_FOR, Ask, Mentorship
from community.mentoring.operations.holding import hold_ask, hold_person
from community.mentoring.operations.steps import take_step
from community.mentoring.words.agreement import CURRENT
from community.operations import operation, tell
from community.realtime import hold_stream
from community.rooms import operations as rooms
from community.rooms.models import NOBODY, PRIVATE


@operation
def accept_ask(member_id: int, ask_id: int, form: AgreementForm) -> int:
    """Become the asker's mentor: a channel for the two of them; the mentorship. Again answers the same.

    Raises NotFound for anybody but the asked; Conflict where it is over, or no place is left; Forbidden without an
    authenticator.
    """
    ask = _held(member_id, ask_id)
    before = queries.mentorship_of_ask(ask.id)
    if before is not None:
        return before.id
    _refuse_over(ask)
    _refuse_unable(member_id, ask)
    ask.accepted_at = ask.closed_at = now()
    two = (ask.mentee_id, ask.mentor_id)
    room_id = rooms.open_seated_room(member_id, ask.group_id, _("Mentor channel"), PRIVATE, two)
    mentorship = Mentorship(
        id=new_id(), group_id=ask.group_id, mentee_id=two[0], mentor_id=two[1], low=min(two), high=max(two),
        ask_id=ask.id, room_id=room_id, mentee_version=ask.version, mentor_version=form.version,
        told_version=CURRENT, began_at=now(), state=TRIAL, since=now(),
    )  # fmt: skip
    db.session.add(mentorship)
    db.session.flush()
    if (
        ask.version != CURRENT
    ):  # it changed meanwhile: nothing is said before the mentee has read it (L7.6)
        hold_stream(room_id)
        rooms.rule_speaker(room_id, NOBODY)
    record(member_id, "mentoring:ask:accepted", f"ask:{ask.id}", {"mentorship": mentorship.id})
    take_step(mentorship, TRIAL, member_id, due_at=now() + TRIAL_FOR, untold=True)
    tell(ask.mentee.member_id, "ask_accepted", {"mentorship": mentorship.id, "group": ask.group_id})
    return mentorship.id


@operation
def decline_ask(member_id: int, ask_id: int) -> None:
    """Not this time. Nobody is told, and no reason is asked for. Again changes nothing. Raises NotFound, Conflict."""
    ask = _held(member_id, ask_id)
    if ask.declined_at is not None:
        return
    _refuse_over(ask)
    ask.declined_at = now()
    db.session.flush()
    record(member_id, "mentoring:ask:declined", f"ask:{ask.id}")


def _held(member_id: int, ask_id: int) -> Ask:
    queries.must_be_on()
    queries.ask_to(member_id, ask_id)
    hold_ask(ask_id)
    hold_person(member_id)
    return queries.ask_to(member_id, ask_id)


def _refuse_over(ask: Ask) -> None:
    if not policies.can_answer(ask, now()):
        raise Conflict(_("This ask is no longer open. Nothing else is to do."))


def _refuse_unable(member_id: int, ask: Ask) -> None:
    two = (ask.mentee.member, ask.mentor.member)
    good = ask.mentee.is_current and all(map(is_in_good_standing, (ask.mentee_id, ask.mentor_id)))
    mentor, taken = queries.standing_row(ask.mentor_id), queries.places_taken(member_id)
    if queries.are_related(ask.mentee_id, ask.mentor_id):
        raise Conflict(_("The two of you have a channel already."))
    if mentor is not None and policies.can_accept(mentor, two, good, taken, now()):
        return
    if not staff_ready(member_id):
        raise Forbidden(
            _("Add an authenticator app first, under You. Mentors need one before they accept.")
        )
    if mentor is not None and mentor.mentors(now()) and not policies.has_place(mentor, taken):
        raise Conflict(
            _("All your places are taken. Once one is free, or you take one more, you can accept.")
        )
    raise Conflict(_("This cannot be accepted now."))

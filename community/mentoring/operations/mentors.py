"""On the way to being a mentor, and what a mentor sets for themselves (L7.3)."""

from datetime import datetime

from flask_babel import gettext as _

from community import vault
from community.clock import now
from community.columns import new_id
from community.errors import Conflict, Forbidden, Invalid, NotFound
from community.extensions import db
from community.groups.models import Membership
from community.groups.queries import is_in_good_standing, members_named, moderators_of
from community.journal import record
from community.mentoring import policies, queries
from community.mentoring.forms import ApplicationForm, PauseForm, PlacesForm, QuizForm, VoucherForm
from community.mentoring.models import Mentor, Vouch
from community.mentoring.operations.holding import hold_mentor
from community.mentoring.queries import own_place
from community.operations import operation, tell
from community.realtime import evict_where_lost
from community.rooms.models import Room

MOST_ASKED = 5
"""People whom one application asks to speak for it."""


@operation
def apply_to_mentor(member_id: int, slug: str, form: ApplicationForm) -> int:
    """Say that one would like to mentor in a group; the application. Again changes nothing.

    Raises NotFound, Forbidden.
    """
    place, before = own_place(member_id, slug)
    if before is not None:
        return before.id
    if not policies.can_mentor_here(place):
        raise Forbidden(_("Newcomers cannot mentor yet. Once you are a member here, you can."))
    assert place.membership is not None
    mentor = Mentor(
        id=new_id(), membership_id=place.membership.id, applied_at=now(), agreed_version=form.version, cap=1,
        available=True,
    )  # fmt: skip
    mentor.statement = vault.seal(form.words, mentor.about) if form.words.strip() else ""
    db.session.add(mentor)
    db.session.flush()
    record(member_id, "mentoring:mentor:applied", f"mentor:{mentor.id}", {"group": place.group.id})
    return mentor.id


@operation
def pass_quiz(member_id: int, slug: str, form: QuizForm) -> None:
    """The quiz was answered well. Raises NotFound."""
    mentor = _own(member_id, slug)
    if mentor.quiz_passed_at is None:
        mentor.quiz_passed_at = now()
        record(member_id, "mentoring:mentor:quiz_passed", f"mentor:{mentor.id}")
        _tell_if_whole(mentor)


@operation
def ask_to_vouch(member_id: int, slug: str, form: VoucherForm) -> None:
    """Ask somebody of the group to speak for oneself. Again changes nothing. Raises NotFound, Invalid, Conflict."""
    mentor = _own(member_id, slug)
    named = members_named(mentor.membership.group_id, [form.handle])
    person = db.session.get(Membership, named[0]) if named else None
    if person is None or not policies.can_be_asked_to_vouch(
        mentor, person, is_in_good_standing(person.id)
    ):
        raise Invalid({"handle": _("Choose another member of this group, who is no newcomer.")})
    if any(vouch.membership_id == person.id for vouch in mentor.vouches):
        return
    if len(mentor.vouches) >= MOST_ASKED:
        raise Conflict(_("You have asked five people. That is enough."))
    vouch = Vouch(id=new_id(), mentor_id=mentor.id, membership_id=person.id, asked_at=now())
    db.session.add(vouch)
    db.session.flush()
    record(member_id, "mentoring:vouch:asked", f"vouch:{vouch.id}", {"mentor": mentor.id})
    subject = {"vouch": vouch.id, "group": mentor.membership.group_id}
    tell(person.member_id, "vouch_asked", subject, by=member_id)


@operation
def give_vouch(member_id: int, vouch_id: int) -> None:
    """Speak for somebody. Again changes nothing. Raises NotFound, Conflict."""
    vouch = _vouch(member_id, vouch_id)
    if vouch.given_at is not None:
        return
    _refuse_vouch(vouch)
    vouch.given_at = now()
    db.session.flush()
    record(member_id, "mentoring:vouch:given", f"vouch:{vouch.id}", {"mentor": vouch.mentor_id})
    mentor = db.session.get_one(Mentor, vouch.mentor_id)
    subject = {"slug": mentor.membership.group.slug, "group": mentor.membership.group_id}
    tell(mentor.membership.member_id, "vouch_given", subject)
    _tell_if_whole(mentor)


@operation
def decline_vouch(member_id: int, vouch_id: int) -> None:
    """Not speak for somebody. They are not told. Raises NotFound, Conflict."""
    vouch = _vouch(member_id, vouch_id)
    if vouch.declined_at is None:
        _refuse_vouch(vouch)
        vouch.declined_at = now()
        record(member_id, "mentoring:vouch:declined", f"vouch:{vouch.id}")


@operation
def set_places(member_id: int, slug: str, form: PlacesForm) -> None:
    """How many mentees at once, and whether one says to have room. Raises NotFound."""
    mentor = _mentoring(member_id, slug)
    mentor.cap, mentor.available = form.cap, form.available
    record(member_id, "mentoring:mentor:places_set", f"mentor:{mentor.id}")


@operation
def pause_asks(member_id: int, slug: str, form: PauseForm) -> None:
    """No asks arrive while it is on. Nobody is told, and no cause is asked for. Raises NotFound."""
    mentor = _mentoring(member_id, slug)
    if (mentor.paused_at is not None) != form.on:
        mentor.paused_at = now() if form.on else None
        kind = "mentoring:mentor:paused" if form.on else "mentoring:mentor:resumed"
        record(member_id, kind, f"mentor:{mentor.id}")


@operation
def renew_mentor(member_id: int, slug: str, form: ApplicationForm) -> None:
    """Another year: the same statement and agreement again, in the last month or later. Raises NotFound, Conflict."""
    mentor = _own(member_id, slug)
    if not _is_due(mentor, now()):
        raise Conflict(_("There is nothing to renew yet. You are reminded a month before."))
    mentor.renewed_until, mentor.reminded_at = now() + policies.A_YEAR, None
    mentor.agreed_version = form.version
    if form.words.strip():
        mentor.statement = vault.seal(form.words, mentor.about)
    record(member_id, "mentoring:mentor:renewed", f"mentor:{mentor.id}")


@operation
def stop_mentoring(member_id: int, slug: str) -> None:
    """Take no mentees any more, or take an application back. Who has one keeps them. Raises NotFound."""
    mentor = _own(member_id, slug)
    end_mentor(member_id, mentor)


def end_mentor(actor: int, mentor: Mentor) -> None:
    """Inside a unit: nobody can be asked any more."""
    mentor.ended_at = now()
    db.session.flush()
    record(actor, "mentoring:mentor:ended", f"mentor:{mentor.id}")
    leave_mentors(mentor.membership.member_id)


def leave_mentors(member_id: int) -> None:
    """Inside a unit: open sockets of whoever mentors or learns no more hear the mentors' room no more (L4.7)."""
    said = _("Whoever mentors here, or learns to, reads this room. You do not any more.")
    evict_where_lost(member_id, Room.STREAM, code="not_found", message=said)


def _own(member_id: int, slug: str) -> Mentor:
    _place, mentor = own_place(member_id, slug)
    if mentor is None:
        raise NotFound
    mentor = hold_mentor(mentor.id)
    if mentor.ended_at is not None:
        raise NotFound
    return mentor


def _mentoring(member_id: int, slug: str) -> Mentor:
    mentor = _own(member_id, slug)
    if mentor.approved_at is None:
        raise NotFound
    return mentor


def _vouch(member_id: int, vouch_id: int) -> Vouch:
    hold_mentor(queries.vouch_for(member_id, vouch_id).mentor_id)
    return queries.vouch_for(member_id, vouch_id)


def _refuse_vouch(vouch: Vouch) -> None:
    if not policies.can_vouch(vouch, is_in_good_standing(vouch.membership_id)):
        raise Conflict(_("This has been decided meanwhile."))


def _tell_if_whole(mentor: Mentor) -> None:
    db.session.flush()
    db.session.refresh(mentor)
    if mentor.approved_at is None and policies.is_whole(mentor):
        group = mentor.membership.group
        for keeper in moderators_of(group.id):
            if keeper.id != mentor.membership_id:
                tell(keeper.member_id, "mentor_ready", {"slug": group.slug, "group": group.id})


def _is_due(mentor: Mentor, moment: datetime) -> bool:
    return mentor.renewed_until is not None and mentor.renewed_until <= moment + policies.REMINDED

"""A month beside an experienced mentor, and who lets the line show (L7.12). No room is opened for the two, ever."""

from flask_babel import gettext as _

from community.clock import now
from community.columns import new_id
from community.errors import Conflict, Forbidden, Invalid, NotFound
from community.extensions import db
from community.groups.queries import staff_ready
from community.journal import record
from community.members.queries import member_for
from community.mentoring.models import OPEN_FOR, Mentor
from community.mentoring.operations.holding import hold_mentor, hold_person
from community.mentoring.operations.mentors import leave_mentors
from community.mentoring.path import policies, queries
from community.mentoring.path.forms import ChecklistForm, GuideForm, LineForm
from community.mentoring.path.models import LineConsent, Shadowing
from community.mentoring.queries import own_place
from community.operations import operation, tell


@operation
def ask_to_shadow(member_id: int, slug: str, form: GuideForm) -> int:
    """Ask a mentor to learn beside them; the month. Raises NotFound, Forbidden, Invalid, Conflict."""
    _place, mentor = own_place(member_id, slug)
    if not policies.can_ask_to_shadow(mentor):
        raise Forbidden(_("Say first that you would like to mentor here."))
    assert mentor is not None
    hold_mentor(mentor.id)
    mine = mentor.membership
    guide = next((one for one in queries.guides_for(mine) if one.id == form.guide), None)
    if guide is None:
        raise Invalid({"guide": _("Choose one of these.")})
    _free(mine.id)
    asked = Shadowing(
        id=new_id(), membership_id=mine.id, guide_id=guide.id, asked_at=now(), closes_at=now() + OPEN_FOR
    )  # fmt: skip
    db.session.add(asked)
    db.session.flush()
    record(member_id, "mentoring:shadow:asked", f"shadowing:{asked.id}")
    subject = {"shadowing": asked.id, "group": mine.group_id}
    tell(guide.member_id, "shadow_asked", subject, by=member_id)
    return asked.id


@operation
def accept_shadow(member_id: int, shadowing_id: int) -> None:
    """Let them learn beside oneself. Again changes nothing. Raises NotFound, Forbidden, Conflict."""
    found = _as_guide(member_id, shadowing_id)
    if found.is_on:
        return
    if not queries.can_guide_now(found.guide):
        raise Forbidden(_("You need to mentor here, with an authenticator app."))
    if not policies.can_answer_shadow(found, now()):
        raise Conflict(_("This is no longer open."))
    found.accepted_at = now()
    db.session.flush()
    record(member_id, "mentoring:shadow:accepted", f"shadowing:{found.id}")
    subject = {"slug": found.apprentice.group.slug, "group": found.apprentice.group_id}
    tell(found.apprentice.member_id, "shadow_accepted", subject, by=member_id)


@operation
def decline_shadow(member_id: int, shadowing_id: int) -> None:
    """Not this time: to them it looks open until its days are over. Raises NotFound, Conflict."""
    found = _as_guide(member_id, shadowing_id)
    if found.declined_at is not None:
        return
    if not policies.can_answer_shadow(found, now()):
        raise Conflict(_("This is no longer open."))
    found.declined_at = now()
    db.session.flush()
    record(member_id, "mentoring:shadow:declined", f"shadowing:{found.id}")


@operation
def go_through(member_id: int, shadowing_id: int, form: ChecklistForm) -> None:
    """What the two have gone through, by whoever learns. Raises NotFound, Conflict."""
    found = _held(member_id, shadowing_id)
    if found.apprentice.member_id != member_id:
        raise NotFound
    if not policies.can_go_through(found):
        raise Conflict(_("The month is not going on."))
    if found.gone_through == list(form.done):
        return
    found.gone_through = list(form.done)
    db.session.flush()
    record(member_id, "mentoring:shadow:gone_through", f"shadowing:{found.id}")


@operation
def give_word(member_id: int, shadowing_id: int) -> None:
    """The guide gives their word: the month is done. Again changes nothing. Raises NotFound, Forbidden, Conflict."""
    found = _as_guide(member_id, shadowing_id)
    if found.word_at is not None:
        return
    if not queries.can_guide_now(found.guide) or not staff_ready(member_id):
        raise Forbidden(_("You need to mentor here, with an authenticator app."))
    if not policies.can_give_word(found, now()):
        raise Conflict(
            _("Thirty days have to be over, and everything on the list gone through first.")
        )
    found.word_at = now()
    db.session.flush()
    record(member_id, "mentoring:shadow:word_given", f"shadowing:{found.id}")
    subject = {"slug": found.apprentice.group.slug, "group": found.apprentice.group_id}
    tell(found.apprentice.member_id, "shadow_word", subject, by=member_id)


@operation
def end_shadow(member_id: int, shadowing_id: int) -> None:
    """Stop, or take one's wish back: without a reason. Again changes nothing. Raises NotFound, Conflict."""
    found = _held(member_id, shadowing_id)
    if found.ended_at is not None:
        return
    if not policies.can_end_shadow(found):
        raise Conflict(_("The month is done already."))
    _end(member_id, found)


@operation
def show_line(member_id: int, slug: str, form: LineForm) -> None:
    """Let the line of mentoring show one here, or not any more: at once. Raises NotFound."""
    place, _mentor = own_place(member_id, slug)
    mine = place.membership
    assert mine is not None
    hold_person(member_id)
    row = db.session.get(LineConsent, mine.id)
    if form.on and row is None:
        db.session.add(LineConsent(membership_id=mine.id, given_at=now()))
        record(member_id, "mentoring:line:shown", f"membership:{mine.id}")
    elif not form.on and row is not None:
        db.session.delete(row)
        record(member_id, "mentoring:line:hidden", f"membership:{mine.id}")
    db.session.flush()


def leave_path(membership_id: int, group_id: int, member_id: int) -> None:
    """Whoever leaves or is banned learns beside nobody, guides nobody, and stands in no line."""
    for each in queries.open_shadowings(membership_id):
        _end(member_id, each)
    row = db.session.get(LineConsent, membership_id)
    if row is not None:
        db.session.delete(row)
    db.session.flush()


def leave_path_everywhere(member_id: int) -> None:
    """The same for whoever is banned from the site; a suspension ends by itself, and changes nothing here."""
    if member_for(member_id).banned_at is not None:
        for membership_id in queries.memberships_on_path(member_id):
            leave_path(membership_id, 0, member_id)


def block_on_path(member_id: int, blocked_id: int, group_id: int) -> None:
    """Two of whom one blocked the other do not learn beside each other."""
    for mine in queries.memberships_on_path(member_id):
        for each in queries.open_shadowings(mine, blocked_id):
            if each.is_on or each.membership_id == mine:
                _end(member_id, each)


def missing_month(mentor: Mentor) -> str:
    """What a moderator is told where somebody came by this path and lacks the month."""
    if queries.lacks_shadow_month(mentor):
        return _(
            "They were mentored here themselves: a month beside an experienced mentor comes first."
        )
    return ""


def _free(membership_id: int) -> None:
    """What was not answered in its days makes room. Raises Conflict."""
    before = queries.shadowing_of(membership_id)
    if before is None:
        return
    if before.looks_open(now()) or before.accepted_at is not None:
        raise Conflict(_("You have asked somebody already. Take that back first."))
    before.ended_at = before.closes_at
    db.session.flush()


def _end(actor: int, found: Shadowing) -> None:
    found.ended_at = now()
    db.session.flush()
    record(actor, "mentoring:shadow:ended", f"shadowing:{found.id}")
    leave_mentors(found.apprentice.member_id)


def _as_guide(member_id: int, shadowing_id: int) -> Shadowing:
    found = _held(member_id, shadowing_id)
    if found.guide.member_id != member_id:
        raise NotFound
    return found


def _held(member_id: int, shadowing_id: int) -> Shadowing:
    queries.shadowing_for(member_id, shadowing_id)
    db.session.get(
        Shadowing, shadowing_id, populate_existing=True, with_for_update={"of": Shadowing}
    )
    return queries.shadowing_for(member_id, shadowing_id)

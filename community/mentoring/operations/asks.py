"""Asking a mentor, and taking that back. Nothing here looks at what the mentor did or wants: to whoever asks, every ask
is alike, in words and in time. Whether it arrives is looked at by a job (L7.4, L7.5).
"""

from datetime import datetime

from flask_babel import format_datetime, ngettext
from flask_babel import gettext as _

from community import vault
from community.actors import SYSTEM
from community.clock import now
from community.columns import new_id
from community.errors import Conflict, Forbidden
from community.extensions import db
from community.groups.queries import is_in_good_standing
from community.jobs import schedule
from community.journal import record
from community.mentoring import policies, queries
from community.mentoring.forms import AskForm
from community.mentoring.models import MOST_OPEN, OPEN_FOR, Ask
from community.mentoring.operations.holding import hold_ask, hold_person
from community.mentoring.queries import MentorLine
from community.mentoring.words.gate import missing
from community.operations import operation, tell


@operation
def ask_mentor(member_id: int, mentor_id: int, form: AskForm) -> int:
    """Ask somebody to be one's mentor; the ask. While one to them is open, that one.

    Raises NotFound; Forbidden below the gate, and Conflict where two are open, one was, or the two have a channel.
    """
    hold_person(member_id)
    mine, mentor = queries.mentor_for(member_id, mentor_id)
    line = queries.line_for(mine, mentor)
    if line.asked is not None:
        return line.asked
    if not policies.can_be_asked(mentor, is_in_good_standing(mentor.membership_id), now()):
        raise Conflict(_("%(who)s takes no asks at the moment.", who=line.handle))
    is_open = len(queries.open_asks_of(member_id))
    if not policies.can_ask(line.gate.is_open, is_open, line.related, line.again_at):
        raise _refusal(line, is_open)
    _close_old(mine.id, mentor.membership_id)
    ask = Ask(
        id=new_id(), group_id=mine.group_id, mentee_id=mine.id, mentor_id=mentor.membership_id,
        version=form.version, asked_at=now(), closes_at=now() + OPEN_FOR,
    )  # fmt: skip
    ask.words = vault.seal(form.words, ask.about) if form.words.strip() else ""
    db.session.add(ask)
    db.session.flush()
    record(member_id, "mentoring:ask:made", f"ask:{ask.id}", {"group": ask.group_id})
    schedule("mentoring:deliver", f"mentoring:ask:{ask.id}", {"ask": ask.id})
    return ask.id


@operation
def withdraw_ask(member_id: int, ask_id: int) -> None:
    """Take one's own ask back: its place is free then. Again changes nothing. Raises NotFound, Conflict."""
    ask = hold_ask(queries.ask_by(member_id, ask_id).id)
    if ask.withdrawn_at is not None:
        return
    if not policies.can_withdraw(ask, now()):
        raise Conflict(_("This ask is over already."))
    take_back(member_id, ask)


def take_back(actor: int, ask: Ask) -> None:
    """Inside a unit: whoever asked does not ask any more."""
    ask.withdrawn_at = ask.closed_at = now()
    db.session.flush()
    record(actor, "mentoring:ask:withdrawn", f"ask:{ask.id}")


@operation
def deliver_ask(ask_id: int) -> None:
    """Let an ask reach its mentor, or keep it here: paused, full, blocked, not wanted. Each is looked at once."""
    ask = hold_ask(ask_id)
    if ask.reached_at is not None or ask.withheld_at is not None or ask.closed_at is not None:
        return
    if ask.closes_at > now() and queries.arrives(ask, queries.standing_row(ask.mentor_id)):
        ask.reached_at = now()
        subject = {"ask": ask.id, "group": ask.group_id}
        tell(ask.mentor.member_id, "ask_received", subject, by=ask.mentee.member_id)
    else:
        ask.withheld_at = now()
    db.session.flush()
    record(SYSTEM, "mentoring:ask:handled", f"ask:{ask.id}")  # alike, whether it arrived or not


@operation
def expire_ask(ask_id: int) -> None:
    """Seven days are over: whoever asked hears so, in the same words whatever became of it."""
    ask = hold_ask(ask_id)
    if ask.closed_at is None and ask.closes_at <= now():
        _close(ask)


def _close_old(mentee_id: int, mentor_id: int) -> None:
    before = queries.last_ask(mentee_id, mentor_id)
    if before is not None and before.closed_at is None:
        _close(before)


def _close(ask: Ask) -> None:
    ask.closed_at = ask.closes_at
    db.session.flush()
    record(SYSTEM, "mentoring:ask:over", f"ask:{ask.id}")
    tell(ask.mentee.member_id, "ask_unanswered", {"ask": ask.id, "group": ask.group_id})


def _refusal(line: MentorLine, is_open: int) -> Forbidden | Conflict:
    if not line.gate.is_open:
        return Forbidden(missing(line.gate, line.handle) or _("You cannot ask now."))
    if line.related:
        return Conflict(_("You and %(who)s have a channel already.", who=line.handle))
    if line.again_at is not None:
        return Conflict(again(line.again_at))
    return Conflict(
        ngettext(
            "You have one open ask. Wait for an answer, or take it back.",
            "You have %(num)d open asks, and %(most)d are the most. Wait for an answer, or take one back.",
            is_open, most=MOST_OPEN,
        )
    )  # fmt: skip


def again(moment: datetime) -> str:
    """From when this mentor can be asked again."""
    day = format_datetime(moment, "d MMMM")
    return str(_("You have asked not long ago. You can ask again from %(day)s on.", day=day))

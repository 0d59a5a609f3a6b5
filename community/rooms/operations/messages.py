"""Posting, editing, removing, reacting: the hot path. Ordinary messages are their own record."""

from dataclasses import dataclass
from typing import cast

import sqlalchemy as sa
from flask_babel import gettext as _

from community.clock import now
from community.errors import Conflict, Forbidden, Invalid
from community.extensions import db
from community.groups.models import Membership
from community.journal import record
from community.operations import operation, tell
from community.realtime import append, hold_stream
from community.realtime.streams import parse_stream, position_of
from community.registry import registry
from community.rooms import broadcasts, policies, queries
from community.rooms.forms import EditForm, MessageForm, ReactionForm, RemovalForm
from community.rooms.models import Message, MessageVersion, Reaction, Venue
from community.rooms.policies import Poster
from community.rooms.queries import Said, Seat
from community.rooms.refusals import refusal, refuse_unless_postable


@dataclass(frozen=True)
class Posted:
    """What the author gets: the name of the message and its piece of page.

    With a `position` the words were taken as a raised hand (L5.5), and no message was made of them.
    """

    seq: int
    html: str
    position: int | None = None


@operation
def post_message(member_id: int, stream: str, form: MessageForm) -> Posted:
    """Say something in a venue. The same key again returns the first result (promise 3).

    Raises NotFound, Forbidden (muted, paused, read_only, slow_mode, not_your_turn), Invalid.
    """
    seat = _held(member_id, stream)
    before = _said_before(seat, form)
    if before is not None:
        return before
    poster = queries.poster_in(seat)
    hand = _raised(seat, poster, form)
    if hand is not None:
        return hand
    refuse_unless_postable(seat.venue, poster)
    author = cast(Membership, seat.membership)
    _answered(seat, form)
    entry = append(seat.venue.id, "message_posted", actor_id=author.id)
    message = Message(
        stream_id=seat.venue.id, seq=entry.seq, author_id=author.id, key=form.key, body=form.body,
        note=form.note, reply_to=form.reply_to, posted_at=entry.at,
    )  # fmt: skip
    db.session.add(message)
    db.session.flush()
    html = broadcasts.message_posted(entry, Said(message, author.handle, member_id))
    registry.room_kind(seat.venue.kind).posted(seat.venue.id, author.id, entry.seq)
    return Posted(entry.seq, html)


@operation
def edit_message(member_id: int, stream: str, seq: int, form: EditForm) -> int:
    """Change one's own words; the seq of the edit. The words before stay for moderators."""
    seat, message = _message_for(member_id, stream, seq)
    if not policies.can_edit(message, seat.membership):
        raise _untouchable(message)
    refuse_unless_postable(seat.venue, queries.poster_in(seat), edit=True)
    if message.body == form.body:
        return seq
    moment = now()
    db.session.add(
        MessageVersion(stream_id=seat.venue.id, seq=seq, body=message.body, until=moment)
    )
    message.body, message.edited_at = form.body, moment
    db.session.flush()
    entry = append(seat.venue.id, "message_edited", actor_id=message.author_id, ref=seq)
    author = cast(Membership, seat.membership)
    broadcasts.message_edited(entry, Said(message, author.handle, member_id))
    return entry.seq


@operation
def remove_message(
    member_id: int, stream: str, seq: int, form: RemovalForm, office: bool = True
) -> int:
    """Take words away: one's own, or as a moderator anybody's, who is told why. The seq of the removal.

    `office` False: the program that asks may not act as staff.
    """
    seat, message = _message_for(member_id, stream, seq)
    if message.removed_at is not None:
        return position_of(seat.venue.id)[0]
    if not policies.can_remove(message, seat.membership, office and seat.staff):
        raise Forbidden(_("Only its author or a moderator can remove this."))
    own = seat.membership is not None and message.author_id == seat.membership.id
    _empty(message, member_id)
    entry = append(
        seat.venue.id, "message_removed", actor_id=message.author_id if own else None, ref=seq
    )
    if not own:
        _tell_author(seat, message, member_id, form)
    broadcasts.message_removed(entry, message.author_id)
    return entry.seq


@operation
def set_reaction(member_id: int, stream: str, seq: int, form: ReactionForm) -> int:
    """Give or take back a reaction; the seq that tells of it. Doing it again changes nothing."""
    seat, message = _message_for(member_id, stream, seq)
    poster = queries.poster_in(seat)
    if not policies.can_react(seat.venue, poster, now()):
        raise refusal(
            policies.hindrance(seat.venue, poster, now()) or policies.Hindrance.OUTSIDE,
            seat.venue,
            poster,
        )
    if message.removed_at is not None:
        raise _untouchable(message)
    author = cast(Membership, seat.membership)
    key = (seat.venue.id, seq, author.id, form.reaction)
    existing = db.session.get(Reaction, key)
    if (existing is not None) == form.on:
        return position_of(seat.venue.id)[0]
    if existing is not None:
        db.session.delete(existing)
    else:
        db.session.add(
            Reaction(
                stream_id=seat.venue.id,
                seq=seq,
                membership_id=author.id,
                reaction=form.reaction,
                at=now(),
            )
        )
    db.session.flush()
    facts = {"reaction": form.reaction, "on": form.on}
    entry = append(seat.venue.id, "reaction_set", actor_id=author.id, ref=seq, data=facts)
    broadcasts.reaction_set(entry, message.author_id)
    return entry.seq


def _raised(seat: Seat[Venue], poster: Poster, form: MessageForm) -> Posted | None:
    if policies.hindrance(seat.venue, poster, now()) is not policies.Hindrance.NOT_YOUR_TURN:
        return None
    kind = registry.room_kind(seat.venue.kind)
    signal = kind.signal(seat.member_id, seat.venue.id, form.body)
    return Posted(signal.seq, "", signal.position) if signal is not None else None


def _said_before(seat: Seat[Venue], form: MessageForm) -> Posted | None:
    if seat.membership is None:
        return None
    message = queries.posted_by(seat.membership.id, form.key)
    if message is None:
        return None
    if message.stream_id != seat.venue.id:
        raise Invalid(
            {"key": _("This message has no usable key. Reload the page and send it again.")}
        )
    return Posted(
        message.seq, broadcasts.fragment(Said(message, seat.membership.handle, seat.member_id))
    )


def _answered(seat: Seat[Venue], form: MessageForm) -> None:
    if form.reply_to is None:
        return
    answered = db.session.get(Message, (seat.venue.id, form.reply_to))
    if answered is None:
        raise Invalid({"reply_to": _("What this answers is not here.")})
    author = db.session.get_one(Membership, answered.author_id)
    if author.member_id != seat.member_id:
        by = seat.membership.handle if seat.membership else ""
        subject = {
            "stream": seat.venue.scope,
            "seq": form.reply_to,
            "who": by,
            "group": seat.venue.group_id,
        }
        tell(author.member_id, "message_answered", subject, by=seat.member_id)


def _held(member_id: int, stream: str) -> Seat[Venue]:
    hold_stream(parse_stream(stream)[1])
    return queries.seat_for(member_id, stream)


def _message_for(member_id: int, stream: str, seq: int) -> tuple[Seat[Venue], Message]:
    seat = _held(member_id, stream)
    return seat, queries.message_in(seat.venue.id, seq)


def _untouchable(message: Message) -> Forbidden | Conflict:
    if message.removed_at is not None:
        return Conflict(_("This message was removed."))
    return Forbidden(_("Only its author can change this."))


def _empty(message: Message, member_id: int) -> None:
    message.body, message.removed_at, message.removed_by = "", now(), member_id
    for table in (MessageVersion, Reaction):
        db.session.execute(
            sa.delete(table).where(table.stream_id == message.stream_id, table.seq == message.seq)
        )
    db.session.flush()


def _tell_author(seat: Seat[Venue], message: Message, member_id: int, form: RemovalForm) -> None:
    author = db.session.get_one(Membership, message.author_id)
    subject = {"stream": seat.venue.scope, "group": seat.venue.group_id, "reason": form.reason}
    tell(author.member_id, "message_removed", subject)
    record(
        member_id, "rooms:message:removed", f"{seat.venue.scope}:{message.seq}",
        {"author": message.author_id}, form.reason,
    )  # fmt: skip

"""Posting, editing, removing, reacting: the hot path. Ordinary messages are their own record."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, cast

import sqlalchemy as sa
from flask_babel import gettext as _

from community.clock import now
from community.columns import new_id
from community.errors import Conflict, Forbidden, Invalid, NotFound
from community.extensions import db
from community.groups.models import Membership
from community.journal import record
from community.moderation.forms import ActForm
from community.moderation.operations import (
    author_of,
    mark_words,
    take_words,
    waits_under,
)
from community.operations import operation
from community.realtime import append, hold_stream
from community.realtime.streams import parse_stream, position_of
from community.realtime.wire import rfc3339
from community.registry import registry
from community.rooms import broadcasts, policies, queries
from community.rooms.forms import EditForm, MessageForm, ReactionForm, RemovalForm
from community.rooms.models import Bookmark, Message, MessageVersion, Quote, Reaction, Venue
from community.rooms.operations.calling import call_anew, people_named
from community.rooms.operations.holding import (
    form_to_release,
    held_instead,
    saying_in,
    seat_to_release,
    weigh,
    weigh_edit,
)
from community.rooms.operations.posted import Posted
from community.rooms.operations.putting import find_answered, put
from community.rooms.policies import Poster
from community.rooms.queries import Said, Seat
from community.rooms.refusals import refusal, refuse_if_moved, refuse_unless_postable


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
    answered, people = find_answered(seat, form), people_named(seat, form.body)
    saying = saying_in(seat, form.body, form)
    verdict = weigh(seat, saying)
    waits = held_instead(seat, saying, verdict)
    if waits is not None:
        return Posted(0, "", waits=waits, resources=verdict.resources)
    entry = append(seat.venue.id, "message_posted", actor_id=saying.author.id)
    posted = put(seat, form, entry, entry.at, (answered, people))
    mark_words(saying.author, seat.venue.id, entry.seq, verdict)
    registry.room_kind(seat.venue.kind).posted(seat.venue.id, saying.author.id, entry.seq)
    return replace(posted, resources=verdict.resources)


@operation
def post_first(member_id: int, stream: str, form: MessageForm) -> Posted:
    """The first words in a place that was just made for them, which its feature has weighed. Raises Forbidden."""
    seat = _held(member_id, stream)
    refuse_unless_postable(seat.venue, queries.poster_in(seat))
    author = cast(Membership, seat.membership)
    entry = append(seat.venue.id, "message_posted", actor_id=author.id)
    posted = put(seat, form, entry, entry.at, (None, people_named(seat, form.body)))
    registry.room_kind(seat.venue.kind).posted(seat.venue.id, author.id, entry.seq)
    return posted


@operation
def release_message(
    member_id: int, stream: str, form: Mapping[str, Any], key: str, written_at: datetime
) -> int:
    """Post what waited, for the member who wrote it: it takes the next seq and tells when it was written (L8.6).

    Raises Conflict with a sentence for the moderator where that cannot be.
    """
    seat = seat_to_release(parse_stream(stream), member_id)
    again = form_to_release(seat, form, key)
    author = cast(Membership, seat.membership)
    told = {"written_at": rfc3339(written_at)}
    entry = append(seat.venue.id, "message_posted", actor_id=author.id, data=told)
    whom = (find_answered(seat, again), people_named(seat, again.body))
    put(seat, again, entry, written_at, whom)
    registry.room_kind(seat.venue.kind).released(seat.venue.id, author.id, entry.seq)
    return entry.seq


@operation
def edit_message(member_id: int, stream: str, seq: int, form: EditForm) -> int:
    """Change one's own words; the seq of the edit. The words before stay for moderators."""
    seat, message = _message_for(member_id, stream, seq)
    if not policies.can_edit(message, seat.membership):
        raise _untouchable(message)
    refuse_unless_postable(seat.venue, queries.poster_in(seat), edit=True)
    note = message.note if form.note is None else form.note or None
    before = message.opened
    if before is None:
        raise Conflict(_("These words cannot be opened now, so they cannot be changed."))
    if (before, message.note) == (form.body, note):
        return seq
    people = people_named(seat, form.body)
    verdict = weigh_edit(seat, form.body, form.known)
    _change(message, before, form.body, seat.venue.is_private)
    message.note = note
    db.session.flush()
    call_anew(seat, message, before, people)
    mark_words(cast(Membership, seat.membership), seat.venue.id, seq, verdict)
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
    if not own:
        _tell_author(seat, message, form)
    empty(message, member_id)
    entry = append(
        seat.venue.id, "message_removed", actor_id=message.author_id if own else None, ref=seq
    )
    broadcasts.message_removed(entry, message.author_id)
    return entry.seq


@operation
def set_reaction(member_id: int, stream: str, seq: int, form: ReactionForm) -> int:
    """Give or take back a reaction; the seq that tells of it. Doing it again changes nothing.

    Raises NotFound where the words are not shown to the member (L1.8).
    """
    seat, message = _message_for(member_id, stream, seq)
    if form.on and message.author_id in registry.hidden_from(member_id):
        raise NotFound
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


def _change(message: Message, before: str, words: str, private: bool) -> None:
    moment = now()
    version = MessageVersion(
        id=new_id(), stream_id=message.stream_id, seq=message.seq, until=moment
    )
    version.say(before, private)
    db.session.add(version)
    message.say(words, private)
    message.edited_at = moment


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
        waits = waits_under(seat.membership, form.key)
        return Posted(0, "", waits=waits) if waits is not None else None
    seq = message.seq
    if message.stream_id != seat.venue.id:
        seq = queries.name_before(seat.venue.id, (message.stream_id, seq)) or 0
    if not seq:
        raise Invalid(
            {"key": _("This message has no usable key. Reload the page and send it again.")}
        )
    return Posted(seq, broadcasts.fragment(Said(message, seat.membership.handle, seat.member_id)))


def _held(member_id: int, stream: str) -> Seat[Venue]:
    hold_stream(parse_stream(stream)[1])
    return queries.seat_for(member_id, stream)


def _message_for(member_id: int, stream: str, seq: int) -> tuple[Seat[Venue], Message]:
    seat = _held(member_id, stream)
    refuse_if_moved(seat, seq)
    return seat, queries.message_in(seat.venue.id, seq)


def _untouchable(message: Message) -> Forbidden | Conflict:
    if message.removed_at is not None:
        return Conflict(_("This message was removed."))
    return Forbidden(_("Only its author can change this."))


def empty(message: Message, member_id: int) -> None:
    """Take the words of a message away, with all that hangs on them."""
    message.unsay()
    message.removed_at, message.removed_by = now(), member_id
    for table in (MessageVersion, Reaction, Bookmark, Quote):
        db.session.execute(
            sa.delete(table).where(table.stream_id == message.stream_id, table.seq == message.seq)
        )
    db.session.flush()


def _tell_author(seat: Seat[Venue], message: Message, form: RemovalForm) -> None:
    author, office = (
        db.session.get_one(Membership, message.author_id),
        cast(Membership, seat.membership),
    )
    what = queries.message_at(f"{seat.venue.scope}/{message.seq}")
    if what is not None:
        why = ActForm(form.reason, content_date=message.posted_at)
        take_words(author_of(office), author, why, what)
    record(
        office.member_id, "rooms:message:removed", f"{seat.venue.scope}:{message.seq}",
        {"author": message.author_id}, form.reason,
    )  # fmt: skip

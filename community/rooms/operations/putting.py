"""The message of an entry: written down, and told to those whom it reaches."""

from datetime import datetime
from typing import cast

from flask_babel import gettext as _

from community.errors import Invalid
from community.extensions import db
from community.groups.models import Membership
from community.registry import EntryFacts
from community.rooms import broadcasts
from community.rooms.forms import MessageForm
from community.rooms.models import Message, Venue
from community.rooms.operations.calling import call
from community.rooms.operations.keeping import quote
from community.rooms.operations.posted import Posted
from community.rooms.queries import Said, Seat
from community.rooms.refusals import refuse_if_moved


def put(
    seat: Seat[Venue],
    form: MessageForm,
    entry: EntryFacts,
    written_at: datetime,
    whom: tuple[Message | None, list[int]],
) -> Posted:
    """The message of an entry, told to those it reaches: whom it answers, and whom it names."""
    author = cast(Membership, seat.membership)
    message = Message(
        stream_id=seat.venue.id, seq=entry.seq, author_id=author.id, key=form.key, note=form.note,
        reply_to=form.reply_to, quotes=len(form.quotes), posted_at=written_at,
    )  # fmt: skip
    message.say(form.body, seat.venue.is_private)
    db.session.add(message)
    db.session.flush()
    answered, people = whom
    call(seat, message, answered, quote(seat, message, form.quotes), people)
    html = broadcasts.message_posted(entry, Said(message, author.handle, seat.member_id))
    return Posted(entry.seq, html)


def find_answered(seat: Seat[Venue], form: MessageForm) -> Message | None:
    """What a message answers, if anything. Raises Invalid, and Moved where that has another name now."""
    if form.reply_to is None:
        return None
    answered = db.session.get(Message, (seat.venue.id, form.reply_to))
    if answered is None:
        refuse_if_moved(seat, form.reply_to)
        raise Invalid({"reply_to": _("What this answers is not here.")})
    return answered

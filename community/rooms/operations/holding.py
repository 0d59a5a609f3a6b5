"""What waits for a moderator in a venue, and is posted later (L3.6, L8.6)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from flask_babel import gettext as _

from community.clock import now
from community.errors import Conflict, Forbidden, HearthError, NotFound, Warned
from community.extensions import db
from community.groups.models import Membership
from community.moderation.engine import Verdict
from community.moderation.operations import Saying, Waits, hold_words, sentences, weigh_words
from community.realtime import hold_stream
from community.realtime.streams import stream_name
from community.registry import registry
from community.rooms import policies, queries
from community.rooms.forms import MessageForm
from community.rooms.models import Message, Venue
from community.rooms.operations.keeping import can_be_quoted
from community.rooms.policies import Hindrance
from community.rooms.queries import Seat


def saying_in(seat: Seat[Venue], body: str, form: MessageForm | None = None) -> Saying:
    """What the author of a seat is about to say there: a message, or (without `form`) other words for one."""
    author, venue = cast(Membership, seat.membership), seat.venue
    return Saying(
        author=author,
        place=venue.scope,
        key=form.key if form else "",
        form=form.frozen() if form else {"body": body},
        first_look=registry.room_kind(venue.kind).first_look(venue.group_id, author.id),
        private=venue.is_seated,
        urgent=venue.is_urgent,
        staff=seat.staff,
        known=form.known if form else frozenset(),
    )


def held_instead(seat: Seat[Venue], saying: Saying, verdict: Verdict) -> Waits | None:
    """Let the words wait, if they are to; inside the unit that would have posted them."""
    if not verdict.hold:
        return None
    waits = hold_words(saying, verdict)
    registry.room_kind(seat.venue.kind).waits(seat.venue.id, saying.author.id)
    return waits


def weigh(seat: Seat[Venue], saying: Saying) -> Verdict:
    """What follows from rules, once its author has read what is pointed out (L7.8). Raises Warned, for all at once."""
    kind = registry.room_kind(seat.venue.kind)
    found = kind.points_out(seat.venue.id, str(saying.form["body"]))
    unread = [one for one in found if one.id not in saying.known]
    if not unread:
        return weigh_words(saying)
    anyway = _("Only you see this, and you can send it all the same.")
    said = sentences([*(one.sentence for one in unread), *(one.why for one in unread), anyway])
    known = saying.known | {one.id for one in unread}
    try:
        weigh_words(replace(saying, known=known))
    except Warned as also:
        raise also.after(said) from None
    raise Warned(said, sorted(known))


def weigh_edit(seat: Seat[Venue], body: str, known: frozenset[int]) -> Verdict:
    """An edit is no way past a moderator: what would wait is refused, and the words stay in the box.

    Raises Forbidden, Warned.
    """
    verdict = weigh(seat, replace(saying_in(seat, body), known=known))
    if verdict.hold:
        raise Forbidden(
            _(
                "Changed like this, it would wait for a moderator first, and a change cannot wait. "
                "Post it as a message of its own, or leave this one as it is."
            )
        )
    return verdict


def seat_to_release(stream: tuple[str, int], member_id: int) -> Seat[Any]:
    """The author's seat, with the stream held. Raises Conflict, for the moderator, where nothing can be said."""
    hold_stream(stream[1])
    try:
        seat = queries.seat_for(member_id, stream_name(*stream))
    except NotFound:
        raise _cannot(_("Its author has left, or is kept out of there for now.")) from None
    found = policies.obstacle(seat.venue, queries.poster_in(seat), now())
    if found is not None:
        raise _cannot(why_not(found, seat.venue))
    return seat


def form_to_release(seat: Seat[Venue], form: Mapping[str, Any], key: str) -> MessageForm:
    """What was frozen, without answers and quotes of what is not there any more. Raises Conflict."""
    try:
        again = MessageForm.parse({**form, "reply_to": form.get("reply_to"), "key": key})
    except HearthError as refusal:
        raise _cannot(refusal.message) from None
    answered = again.reply_to and db.session.get(Message, (seat.venue.id, again.reply_to))
    return replace(
        again,
        reply_to=again.reply_to if answered else None,
        quotes=tuple(quote for quote in again.quotes if can_be_quoted(seat, quote)),
    )


def why_not(found: Hindrance, venue: Venue) -> str:
    """What keeps words that waited from being posted, for the moderator."""
    if found is Hindrance.MOVED:
        return registry.room_kind(venue.kind).ended(venue.id)
    said: str = {
        Hindrance.OUTSIDE: _("Its author has left the group."),
        Hindrance.MUTED: _("Its author is muted for now."),
        Hindrance.READ_ONLY: _("It is closed for writing now."),
    }[found]
    return said


def _cannot(why: str) -> Conflict:
    return Conflict(_("This cannot be posted now. %(why)s", why=why))

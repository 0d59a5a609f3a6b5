"""Why not, in words a tired person understands."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask_babel import format_datetime
from flask_babel import gettext as _

from community.clock import now
from community.errors import Forbidden, HearthError, Moved
from community.extensions import db
from community.groups.models import Membership
from community.moderation.broadcasts import quoted
from community.realtime.streams import kind_of, stream_name
from community.registry import registry
from community.rooms import policies
from community.rooms.broadcasts import address_of_line
from community.rooms.models import NOBODY, Venue, address_of
from community.rooms.policies import Hindrance, Poster
from community.rooms.queries import Seat, name_now

SOON = 18 * 3600
"""Seconds within which a time needs no date."""


def refuse_unless_postable(venue: Venue, poster: Poster, edit: bool = False) -> None:
    """Raise Forbidden, with code and sentence, where this person may not post (or edit) now."""
    moment = now()
    if (policies.can_speak if edit else policies.can_post)(venue, poster, moment):
        return
    reason = policies.hindrance(venue, poster, moment)
    if reason is not None:
        raise refusal(reason, venue, poster)
    raise _slow(venue, poster, policies.slow_until(venue, poster, moment) or moment)


def refusal(reason: Hindrance, venue: Venue, poster: Poster) -> HearthError:
    """The refusal for a hindrance."""
    if reason is Hindrance.MOVED:
        return _goes_on_elsewhere(venue)
    if reason is Hindrance.MUTED:
        return _muted(poster)
    if reason is Hindrance.PAUSED:
        return _paused(venue, poster)
    if reason is Hindrance.NOT_YOUR_TURN:
        return Forbidden(_not_your_turn(venue, poster), code="not_your_turn")
    if reason is Hindrance.READ_ONLY:
        said = registry.room_kind(venue.kind).ended(venue.id)
        return Forbidden(
            said or _("This room is for reading now. Your words are kept in the box."),
            code="read_only",
        )
    if reason is Hindrance.NEWCOMER:
        return Forbidden(
            _("This room opens to newcomers a little later. You can read along until then.")
        )
    return Forbidden(_("Join the group to talk here. You can read along."))


def refuse_if_moved(seat: Seat[Venue], seq: int) -> None:
    """Raise Moved where the message of that seq has another name now."""
    name = name_now(seat.venue.id, seq)
    if name is None:
        return
    stream = stream_name(kind_of(name[0]), name[0])
    raise Moved(
        _("This is in another place now. Load the page again to go there."),
        address_of_line(stream, name[1]), stream, name[1],
    )  # fmt: skip


def clock_time(moment: datetime, poster: Poster) -> str:
    """`20:14` where this person lives, or with the day where it is not soon."""
    zone = poster.membership.member.zone if poster.membership else "UTC"
    there = moment.astimezone(ZoneInfo(zone))
    soon = abs((moment - now()).total_seconds()) < SOON
    return str(format_datetime(there, "HH:mm" if soon else "d MMMM, HH:mm", rebase=False))


def _goes_on_elsewhere(venue: Venue) -> HearthError:
    there = venue.goes_on_in or 0
    return Moved(
        registry.room_kind(venue.kind).ended(venue.id),
        address_of(venue.STREAM, there), stream_name(venue.STREAM, there),
    )  # fmt: skip


def _muted(poster: Poster) -> HearthError:
    mute = poster.muted
    if mute is None or mute.until is None:
        return Forbidden(_("You cannot share here for now."), code="muted")
    said = _("You cannot share here until %(time)s.", time=clock_time(mute.until, poster))
    if mute.reason:
        said = quoted(said, mute.author_handle, mute.reason)
    return Forbidden(said, code="muted", retry_after=_seconds(mute.until))


def _paused(venue: Venue, poster: Poster) -> HearthError:
    until = venue.paused_until or now()
    said = _(
        "The room is paused until %(time)s. You can read and write; sending opens again then.",
        time=clock_time(until, poster),
    )
    return Forbidden(said, code="paused", retry_after=_seconds(until))


def _slow(venue: Venue, poster: Poster, until: datetime) -> HearthError:
    said = _("You can post again at %(time)s.", time=clock_time(until, poster))
    if _pace_reason(venue):
        said = f"{said} {_pace_reason(venue)}"
    return Forbidden(said, code="slow_mode", retry_after=_seconds(until))


def _not_your_turn(venue: Venue, poster: Poster) -> str:
    speaker = db.session.get(Membership, venue.speaker) if venue.speaker != NOBODY else None
    if speaker is None:
        return registry.room_kind(venue.kind).hush(venue.id) or _(
            "Nobody has the floor yet. Your words are kept in the box until it is your turn."
        )
    if speaker.id in registry.hidden_from(poster.membership.member_id if poster.membership else 0):
        return _("The floor is taken. Your words are kept in the box until it is your turn.")
    return _(
        "%(who)s has the floor. Your words are kept in the box until it is your turn.",
        who=speaker.handle,
    )


def _seconds(until: datetime) -> int:
    return max(1, int((until - now()).total_seconds()) + 1)


def full() -> Forbidden:
    """The room has no place left."""
    return Forbidden(_("The room is full just now. Try again in a few minutes."))


@dataclass(frozen=True)
class ComposerState:
    """How the composer stands: the refusal's code, what to say, and when it ends."""

    code: str
    sentence: str
    until: datetime | None


def state_for(venue: Venue, poster: Poster) -> ComposerState:
    """The state of this person's composer in a venue."""
    try:
        refuse_unless_postable(venue, poster)
    except HearthError as said:
        until = now() + timedelta(seconds=said.retry_after) if said.retry_after else None
        return ComposerState(said.code, said.message, until)
    return ComposerState("", _hint(venue, poster), None)


def _hint(venue: Venue, poster: Poster) -> str:
    if not venue.pace:
        writer = poster.membership.member_id if poster.membership else 0
        own = registry.room_kind(venue.kind).audience(venue.id, writer)
        return own or _("Everyone in the room reads what you write.")
    said = _("One message each %(seconds)d seconds.", seconds=venue.pace)
    return f"{said} {_pace_reason(venue)}".strip()


def _pace_reason(venue: Venue) -> str:
    if venue.group.is_guarded(now()):
        return str(_("The group has asked for calm for a while."))
    return venue.slow_reason

"""Whom a message reaches: who is answered, quoted or named in it hears of it, once (L3.3)."""

from collections.abc import Iterable

from flask_babel import gettext as _

from community.errors import Invalid
from community.extensions import db
from community.groups.models import Membership
from community.groups.queries import members_named
from community.operations import tell
from community.registry import registry
from community.rooms import queries
from community.rooms.models import Message, Venue
from community.rooms.queries import Seat
from community.words import named

NAMED_AT_MOST = 10
"""People whom one message may name."""


def people_named(seat: Seat[Venue], body: str) -> list[int]:
    """The memberships that words call with @. Raises Invalid where those are more than one message may."""
    people = _people_in(seat, body)
    if len(people) > NAMED_AT_MOST:
        most = _("At most %(most)d people can be named with @ in one message.", most=NAMED_AT_MOST)
        raise Invalid({"body": most})
    return people


def call(
    seat: Seat[Venue],
    message: Message,
    answered: Message | None,
    quoted: Iterable[Message],
    people: Iterable[int],
) -> None:
    """Tell them, inside the unit that posted: nobody twice, nobody of their own words."""
    told = {seat.member_id}
    if answered is not None:
        _tell(seat, answered.author_id, "message_answered", message.reply_to or 0, told)
    for other in quoted:
        _tell(seat, other.author_id, "message_quoted", message.seq, told)
    for membership_id in people:
        _tell(seat, membership_id, "message_mentioned", message.seq, told)


def call_anew(seat: Seat[Venue], message: Message, before: str, people: Iterable[int]) -> None:
    """After an edit tell only those whom the words did not name before."""
    known = _people_in(seat, before)
    call(seat, message, None, (), [one for one in people if one not in known])


def _people_in(seat: Seat[Venue], body: str) -> list[int]:
    names = named(body) if "@" in body else []
    return members_named(seat.venue.group_id, names) if names else []


def _tell(seat: Seat[Venue], membership_id: int, kind: str, seq: int, told: set[int]) -> None:
    person = db.session.get_one(Membership, membership_id)
    if person.member_id in told or seat.membership is None:
        return
    told.add(person.member_id)
    wants = registry.room_kind(seat.venue.kind).tells(seat.venue.id, person.member_id)
    if not wants or not queries.seats_at(person.member_id, [seat.venue.id]):
        return
    subject = {
        "stream": seat.venue.scope, "seq": seq, "who": seat.membership.handle, "group": seat.venue.group_id,
    }  # fmt: skip
    tell(person.member_id, kind, subject, by=seat.member_id)

"""A member's own calendar addresses: whoever knows one may read that calendar, so each can be taken back (L12.1)."""

from flask_babel import gettext as _

from community.clock import now
from community.errors import Conflict, NotFound
from community.extensions import db
from community.journal import record
from community.meetings import queries
from community.meetings.models import CalendarAddress
from community.members.credentials import hash_secret, new_token
from community.members.queries import member_for
from community.operations import operation

MOST = 5


@operation
def make_calendar_address(member_id: int, discreet: bool = True) -> str:
    """A secret for an address of one's own calendar, told this once. Raises Conflict for a sixth."""
    member_for(member_id)
    if len(queries.calendar_addresses_of(member_id)) >= MOST:
        raise Conflict(_("You have five addresses. Take one back before you make another."))
    secret = new_token()
    made = CalendarAddress(
        member_id=member_id, hash=hash_secret(secret), discreet=discreet, created_at=now()
    )
    db.session.add(made)
    db.session.flush()
    record(member_id, "meetings:calendar:made", f"calendar:{made.id}")
    return secret


@operation
def revoke_calendar_address(member_id: int, address_id: int) -> None:
    """From now on nothing is at that address. Raises NotFound for anybody else's."""
    address = db.session.get(CalendarAddress, address_id)
    if address is None or address.member_id != member_id:
        raise NotFound
    if address.revoked_at is None:
        address.revoked_at = now()
        record(member_id, "meetings:calendar:revoked", f"calendar:{address.id}")

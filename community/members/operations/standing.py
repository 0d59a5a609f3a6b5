"""Keeping somebody out of the whole site: for a while, or for good. Whoever decides it has asked the law of cases."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from community import journal
from community.clock import now
from community.errors import Forbidden
from community.members import policies, queries
from community.members.models import Member
from community.members.operations.ending import end_everything
from community.members.operations.sessions import why_out
from community.operations import operation
from community.registry import Happening, registry


@dataclass(frozen=True)
class Still:
    """What else keeps somebody out of the site: a suspension until then, or a ban."""

    until: datetime | None = None
    banned: bool = False


OPEN = Still()


@operation
def suspend_from_site(actor: int, member_id: int, until: datetime, reason: str = "") -> None:
    """Keep the member out until then. Every session, token and socket of theirs ends in this unit (L1.6).

    Where they were kept out for longer already, that stays.
    """
    member = _subject(member_id)
    member.suspended_until = max(until, member.suspended_until or until)
    facts = {"until": until.isoformat()}
    journal.record(actor, "members:member:suspended", f"member:{member.id}", facts, reason)
    end_everything(member.id, why_out(member))
    registry.happened(Happening.SUSPENDED, member_id=member.id)


@operation
def ban_from_site(actor: int, member_id: int, reason: str = "") -> None:
    """Keep the member out for good."""
    member = _subject(member_id)
    member.banned_at = member.banned_at or now()
    journal.record(actor, "members:member:banned", f"member:{member.id}", None, reason)
    end_everything(member.id, why_out(member))
    registry.happened(Happening.SUSPENDED, member_id=member.id)


@operation
def lift_from_site(actor: int, member_id: int, reason: str = "", still: Still = OPEN) -> None:
    """Let the member in again, but for what holds against them still."""
    member = queries.member_for(member_id)
    member.suspended_until = still.until
    member.banned_at = member.banned_at if still.banned else None
    done = "readmitted" if still == OPEN else "eased"
    journal.record(actor, f"members:member:{done}", f"member:{member.id}", None, reason)


def _subject(member_id: int) -> Member:
    member = queries.member_for(member_id)
    if not policies.can_suspend(member):
        raise Forbidden(_("Administrators are relieved of that first."))
    return member

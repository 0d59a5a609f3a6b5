"""Which ways a notice may take to a member. The whole law of this feature (L9.1, L9.2)."""

from dataclasses import dataclass
from datetime import datetime

from community.members.models import Member
from community.notices.models import Mailbox

ANSWERS, MENTIONS, MEETINGS, MENTORING = "answers", "mentions", "meetings", "mentoring"
DAYS, OFFICE = "days", "office"
CATEGORIES = (ANSWERS, MENTIONS, MEETINGS, MENTORING, DAYS, OFFICE)
"""What people choose among; `office` is what concerns the person and always stands in their inbox.

A category joins with the first feature that tells something of it: nobody is shown a switch for nothing.
"""


@dataclass(frozen=True)
class Ways:
    """The ways of one category. Calm to begin with: the inbox, and nothing that rings."""

    inbox: bool = True
    mail: bool = False
    push: bool = False


def ways_of(category: str, chosen: Ways | None, hushed: bool) -> Ways:
    """What is left of somebody's choice: a hushed group rings nowhere, and office is never out of the inbox."""
    office = category == OFFICE
    if hushed:
        return Ways(inbox=office)
    wanted = chosen or Ways()
    inbox = wanted.inbox or office
    return Ways(inbox, wanted.mail and inbox, wanted.push and inbox)


def can_mail(member: Member, mailbox: Mailbox | None, moment: datetime) -> bool:
    """Send a mail to this member now: a confirmed address that takes mail, whose owner is welcome and wants it."""
    if mailbox is None or not member.email or not member.is_welcome(moment):
        return False
    return bool(mailbox.confirmed_at) and not mailbox.off_at and not mailbox.bounced_at


def can_push(member: Member, switched_on: bool, moment: datetime) -> bool:
    """Push to this member's devices now: where the site does that at all, and its owner is welcome."""
    return switched_on and member.is_welcome(moment)

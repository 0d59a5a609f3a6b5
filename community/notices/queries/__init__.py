"""Reads, always the member's own."""

from community.notices.queries.choices import (
    ANY_GROUP,
    calm_of,
    chosen_ways,
    groups_hushed_by,
    groups_with_choices,
    ways_for,
)
from community.notices.queries.inbox import (
    A_PAGE,
    Held,
    Item,
    count_unread,
    has_older,
    held_for,
    in_words,
    inbox_of,
)
from community.notices.queries.outgoing import (
    TOKEN,
    device_for,
    devices_of,
    last_mail_at,
    mailbox_by_token,
    mailbox_of,
    mailbox_to_confirm,
    open_letters,
    outreach,
    waiting_for,
)

__all__ = [
    "ANY_GROUP",
    "A_PAGE",
    "TOKEN",
    "Held",
    "Item",
    "calm_of",
    "chosen_ways",
    "count_unread",
    "device_for",
    "devices_of",
    "groups_hushed_by",
    "groups_with_choices",
    "has_older",
    "held_for",
    "in_words",
    "inbox_of",
    "last_mail_at",
    "mailbox_by_token",
    "mailbox_of",
    "mailbox_to_confirm",
    "open_letters",
    "outreach",
    "waiting_for",
    "ways_for",
]

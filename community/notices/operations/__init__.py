"""The verbs of notices: each finds, checks, changes, records and announces, as one unit."""

from community.notices.operations.choices import (
    choose_ways,
    forget_choices,
    hush_group,
    keep_calm,
    unhush_group,
)
from community.notices.operations.delivering import deliver, gather
from community.notices.operations.devices import add_device, change_outreach, remove_device
from community.notices.operations.letters import (
    Errand,
    note_outcome,
    put_off_letter,
    take_letter,
)
from community.notices.operations.mailboxes import (
    confirm_address,
    give_address,
    note_bounce,
    remove_address,
    resume_mail,
    stop_mail,
    waiting_mailbox,
)
from community.notices.operations.purging import purge_unconfirmed
from community.notices.operations.reading import follow_lines, read_about, read_notices

__all__ = [
    "Errand",
    "add_device",
    "change_outreach",
    "choose_ways",
    "confirm_address",
    "deliver",
    "follow_lines",
    "forget_choices",
    "gather",
    "give_address",
    "hush_group",
    "keep_calm",
    "note_bounce",
    "note_outcome",
    "purge_unconfirmed",
    "put_off_letter",
    "read_about",
    "read_notices",
    "remove_address",
    "remove_device",
    "resume_mail",
    "stop_mail",
    "take_letter",
    "unhush_group",
    "waiting_mailbox",
]

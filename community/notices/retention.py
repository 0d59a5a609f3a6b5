"""How long notices are kept, and what of them left the house (L12.3)."""

from flask_babel import lazy_gettext as _l

from community.notices.models import (
    Choice,
    Delivery,
    Device,
    Hush,
    Letter,
    Mailbox,
    Manner,
    Notice,
    Outreach,
)
from community.notices.operations import purge_unconfirmed
from community.purging import in_handfuls
from community.registry import Kept, Purgeable, registry


def declare() -> None:
    """Say it to the registry."""
    registry.purges(
        Purgeable(
            "notices", _l("Notices"), _l("What somebody was told, and by which ways."), "L12.3", 90,
            in_handfuls(Notice, lambda before: Notice.at < before), (Notice, Delivery), most=365,
        ),
        Purgeable(
            "letters", _l("What became of mails and push messages"),
            _l("When one was made, and whether it was sent, refused or given up. Never what it said."), "L12.3", 7,
            in_handfuls(Letter, lambda before: Letter.created_at < before), (Letter,), most=30,
        ),
        Purgeable(
            "pending-addresses", _l("Mail addresses that were never confirmed"),
            _l("The address, and the hash of the link that was to confirm it."), "L12.3", 7, purge_unconfirmed,
            (Mailbox,), most=30,
        ),
    )  # fmt: skip
    registry.keeps_always(
        Kept("it is how somebody wants to be reached, and goes with the account", (Choice, Hush, Manner)),
        Kept("it goes with the sign-in from which it was added", (Device,)),
        Kept("it is a setting of the site", (Outreach,)),
    )  # fmt: skip

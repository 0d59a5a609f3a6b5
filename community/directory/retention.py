"""What was refused or taken off the directory goes in time; what stands there stays (L12.3)."""

from datetime import datetime

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from community.directory.models import Listing, ListingChoice
from community.purging import in_handfuls
from community.registry import Kept, Purgeable, registry


def declare() -> None:
    """Say it to the registry."""
    registry.purges(
        Purgeable(
            "directory", _l("What is not in the directory any more"),
            _l("Suggestions that were not taken up, and entries that were taken off. What stands there stays."),
            "L12.3", 90, in_handfuls(Listing, _over), (Listing,), most=730,
        )
    )  # fmt: skip
    registry.keeps_always(Kept("it says what holds for a list", (ListingChoice,)))


def _over(before: datetime) -> sa.ColumnElement[bool]:
    refused = sa.and_(Listing.accepted.is_(False), Listing.decided_at < before)
    return sa.or_(refused, Listing.retired_at < before)

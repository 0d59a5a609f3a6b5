"""What the directory keeps about people: who suggested, decided, checked and looks after what (L1.9)."""

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from community.directory.models import Listing
from community.directory.operations import forget_suggestions, lay_down
from community.personal import Personal, Rows, walk
from community.registry import registry

OF_OFFICE = "it is an act of office, and stands in the record"
NO_NAME = "it tells no name"


def declare() -> None:
    """Say it to the registry."""
    registry.keeps(
        Personal(
            Listing, ("suggested_by",), "suggestions", _l("What you suggested for the directory"), _suggested,
            erase=forget_suggestions,
        ),
        Personal(
            Listing, ("owner_id",), "looked_after", _l("Entries of the directory that you look after"),
            _looked_after, erase=lay_down,
        ),
        *(
            Personal(Listing, (column,), withheld=OF_OFFICE, stays=NO_NAME)
            for column in ("decided_by", "verified_by", "retired_by")
        ),
    )  # fmt: skip


def _suggested(member_id: int) -> Rows:
    wanted = sa.select(
        Listing.kind, Listing.name, Listing.area, Listing.address, Listing.phone, Listing.web, Listing.languages,
        Listing.cost, Listing.about, Listing.suggested_at, Listing.decided_at, Listing.accepted, Listing.answer,
    )  # fmt: skip
    return walk(wanted.where(Listing.suggested_by == member_id), Listing.id)


def _looked_after(member_id: int) -> Rows:
    wanted = sa.select(Listing.kind, Listing.name, Listing.verified_on)
    return walk(wanted.where(Listing.owner_id == member_id), Listing.id)

"""Whose words came from elsewhere, and who said yes to them (L1.9)."""

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from community.groups.personal import by, of
from community.personal import Personal, Rows, walk
from community.portability.importing.models import Claim, Import
from community.registry import registry


def declare() -> None:
    """Say it to the registry."""
    registry.keeps(
        Personal(
            Claim, ("claimed_by",), "claims", _l("Words from elsewhere that are yours"), _claims,
            mine=by(Claim.claimed_by),
        ),
        Personal(
            Claim, ("membership_id",), withheld="a stand-in is nobody's account",
            stays="it lets somebody prove whose words these are",
        ),
        Personal(
            Import, ("confirmed_by",), withheld="it is an act of office, and stands in the record",
            stays="it tells no name",
        ),
    )  # fmt: skip


def _claims(member_id: int) -> Rows:
    mine = sa.select(Claim.claimed_at).where(of(Claim.claimed_by, member_id))
    return walk(mine, Claim.membership_id)

"""Whoever proves that words are theirs, gets them: by a code that the operator handed them, or by the old address."""

import hashlib
import hmac
from collections.abc import Mapping
from typing import cast

import sqlalchemy as sa
from flask import current_app
from flask_babel import gettext as _

from community.actors import OPERATOR
from community.clock import now
from community.errors import Forbidden, Invalid
from community.extensions import db
from community.forums.operations.landing import give_topics
from community.groups.models import Membership
from community.groups.operations.attendance import hold_group_at
from community.groups.operations.standing_in import move_blocks
from community.groups.queries import inside_for
from community.journal import record
from community.members.operations.accounts import code_fingerprint
from community.operations import operation
from community.portability.importing import policies, queries
from community.portability.importing.models import USER, Claim, Origin
from community.rooms.operations.landing import give_words


@operation
def keep_codes(import_id: int, codes: Mapping[int, str]) -> None:
    """Let a membership's words be claimed by a code; only its fingerprint is kept."""
    for membership_id, code in codes.items():
        claim = db.session.get_one(Claim, membership_id)
        if claim.code_hash is None and claim.claimed_at is None:
            claim.code_hash = code_fingerprint(code)
    facts = {"codes": len(codes)}
    record(OPERATOR, "portability:codes:made", f"import:{import_id}", facts)


@operation
def claim_words(member_id: int, slug: str, code: str) -> int:
    """What somebody wrote elsewhere becomes theirs, once; how many lines.

    Without a code the proof is the member's own confirmed address. A wrong code, a used one and another group's
    look the same. Raises NotFound, Forbidden, Invalid.
    """
    hold_group_at(slug)
    place = inside_for(member_id, slug)
    if not policies.can_claim(place):
        raise Forbidden(_("Join the group first. Then the words can become yours."))
    mine = cast(Membership, place.membership)
    claim = _claim(member_id, place.group.id, code)
    given = give_words(claim.membership_id, mine.id)
    give_topics(claim.membership_id, mine.id)
    move_blocks(claim.membership_id, mine.id)
    db.session.execute(
        sa.update(Origin)
        .where(Origin.import_id == claim.import_id, Origin.kind == USER)
        .where(Origin.local_id == claim.membership_id)
        .values(local_id=mine.id)
    )
    claim.claimed_at, claim.claimed_by, claim.address_hash = now(), mine.id, None
    record(member_id, "portability:words:claimed", f"membership:{mine.id}")
    return given


def address_fingerprint(address: str) -> str:
    """What is kept of somebody's old mail address: worthless without the site's key."""
    key: bytes = current_app.config["HEARTH"].key("codes")
    said = f"import-address:{address.strip().casefold()}".encode()
    return hmac.new(key, said, hashlib.sha256).hexdigest()


def _claim(member_id: int, group_id: int, code: str) -> Claim:
    if code:
        claim = queries.claim_by_code(group_id, code_fingerprint(code))
    else:
        address = queries.confirmed_address(member_id)
        claim = (
            queries.claim_by_address(group_id, address_fingerprint(address)) if address else None
        )
    if claim is None:
        raise Invalid({"code": _("This code opens nothing here. Look at each word of it again.")})
    return claim

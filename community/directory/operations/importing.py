"""Entries out of a saved file: they wait, and are taken up or thrown away by kind and region."""

from collections.abc import Sequence

import sqlalchemy as sa

from community.actors import OPERATOR
from community.clock import now
from community.directory import queries
from community.directory.findtreatment import Brought
from community.directory.models import Listing
from community.directory.operations.suggesting import fill
from community.extensions import db
from community.journal import record
from community.operations import in_order_of, operation

ORDER = "directory:import"


@operation
def bring_in(several: Sequence[Brought]) -> int:
    """Let a few hundred entries wait for a keeper; how many are new. Again changes nothing."""
    in_order_of(ORDER)
    there = queries.came_before(one.came_as for one in several)
    new = [one for one in several if one.came_as not in there]
    for one in new:
        entry = Listing(came_as=one.came_as, batch=one.batch, suggested_at=now())
        fill(entry, one.form)
        db.session.add(entry)
    if new:
        record(OPERATOR, "directory:entries:imported", "site", {"entries": len(new)})
    return len(new)


@operation
def accept_batch(member_id: int, kind: str, batch: str) -> int:
    """Take all of a kind and region into the site's list, as what nobody has checked yet; how many. Raises NotFound."""
    queries.kept_site_list(member_id)
    in_order_of(ORDER)
    taken = sa.update(Listing).where(*queries.in_batch(kind, batch))
    decided = {"accepted": True, "decided_at": now(), "decided_by": member_id}
    number = _count(kind, batch)
    db.session.execute(taken.values(decided), execution_options={"synchronize_session": False})
    record(member_id, "directory:batch:accepted", "site", {"kind": kind, "entries": number})
    return number


@operation
def discard_batch(member_id: int, kind: str, batch: str) -> int:
    """Throw all of a kind and region away; how many. Raises NotFound."""
    queries.kept_site_list(member_id)
    in_order_of(ORDER)
    number = _count(kind, batch)
    gone = sa.delete(Listing).where(*queries.in_batch(kind, batch))
    db.session.execute(gone, execution_options={"synchronize_session": False})
    record(member_id, "directory:batch:discarded", "site", {"kind": kind, "entries": number})
    return number


def _count(kind: str, batch: str) -> int:
    counted = sa.select(sa.func.count(Listing.id)).where(*queries.in_batch(kind, batch))
    return db.session.scalar(counted) or 0

"""What happens to a person's part in the directory when they are erased (L1.9)."""

import sqlalchemy as sa

from community.directory.models import Listing
from community.extensions import db
from community.operations import operation


@operation
def forget_suggestions(member_id: int) -> None:
    """What waits or was refused goes; what stands in a list is help for others, and stays without a name."""
    mine = Listing.suggested_by == member_id
    undone = sa.delete(Listing).where(mine, Listing.accepted.is_not(True))
    db.session.execute(undone, execution_options={"synchronize_session": False})
    db.session.execute(sa.update(Listing).where(mine).values(suggested_by=None))


@operation
def lay_down(member_id: int) -> None:
    """Nobody looks after what the member did, until a keeper takes it over."""
    mine = sa.update(Listing).where(Listing.owner_id == member_id)
    db.session.execute(mine.values(owner_id=None))

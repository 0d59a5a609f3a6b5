"""The events of notices: parse -> act -> acknowledge."""

from typing import Any

from community.notices import queries
from community.realtime import Connection, Strict, event


class CountNotices(Strict):
    """Nothing but the question."""


@event("count_notices", CountNotices)
def count_notices(connection: Connection, packet: CountNotices) -> dict[str, Any]:
    """How much is unread in one's own inbox: for a line that was not open when something was told."""
    return {"unread": queries.count_unread(connection.member_id)}

"""The way to openings, on the own page of whose office works."""

from collections.abc import Mapping
from typing import Any

from community.mentoring.opening import queries


def of_oneself(member_id: int) -> Mapping[str, Any]:
    """Whether openings are theirs to find."""
    return {"may_open": queries.official_of(member_id) is not None}

"""What administrators are told of the lines."""

from collections.abc import Mapping
from typing import Any

from flask_babel import ngettext

from community.wellbeing.crisis import queries


def of_oneself(member_id: int) -> Mapping[str, Any]:
    """On one's own page, for administrators: how many lines wait for them."""
    if not queries.may_keep_lines(member_id):
        return {"runs": False}
    return {"runs": True, "to_see_to": queries.count_to_see_to()}


def lines_stale(subject: Mapping[str, Any]) -> tuple[str, str]:
    """Lines were last checked 180 days ago; for administrators."""
    said = ngettext(
        "One crisis line was last checked more than 180 days ago.",
        "%(num)d crisis lines were last checked more than 180 days ago.",
        subject["count"],
    )
    return said, "/site/crisis"

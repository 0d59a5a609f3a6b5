"""A statement of reasons in the public vocabulary (R2): the field names and values of the European database of them."""

from datetime import date, datetime
from typing import Any

from community.moderation.models import (
    BAN,
    EXPEL,
    LAW,
    MUTE,
    NOTE,
    REMOVE,
    SUSPEND,
    WARN,
    WORDS,
    Act,
)  # fmt: skip
from community.moderation.reasons import REASONS

LONGEST_FACTS = 5_000
EVERYWHERE = [
    "AT",
    "BE",
    "BG",
    "CY",
    "CZ",
    "DE",
    "DK",
    "EE",
    "ES",
    "FI",
    "FR",
    "GR",
    "HR",
    "HU",
    "IE",
    "IS",
    "IT",
    "LI",
    "LT",
    "LU",
    "LV",
    "MT",
    "NL",
    "NO",
    "PL",
    "PT",
    "RO",
    "SE",
    "SI",
    "SK",
]
"""The countries that the vocabulary knows: what is decided here holds wherever the site is read."""

_DECISIONS: dict[str, dict[str, Any]] = {
    WORDS: {"decision_visibility": ["DECISION_VISIBILITY_CONTENT_REMOVED"]},
    MUTE: {"decision_visibility": ["DECISION_VISIBILITY_CONTENT_INTERACTION_RESTRICTED"]},
    REMOVE: {"decision_provision": "DECISION_PROVISION_PARTIAL_SUSPENSION"},
    BAN: {"decision_provision": "DECISION_PROVISION_PARTIAL_TERMINATION"},
    SUSPEND: {"decision_account": "DECISION_ACCOUNT_SUSPENDED"},
    EXPEL: {"decision_account": "DECISION_ACCOUNT_TERMINATED"},
    NOTE: {
        "decision_visibility": ["DECISION_VISIBILITY_OTHER"],
        "decision_visibility_other": "a word",
    },
    WARN: {
        "decision_visibility": ["DECISION_VISIBILITY_OTHER"],
        "decision_visibility_other": "a warning",
    },
}
_ENDS = {
    MUTE: "end_date_visibility_restriction", REMOVE: "end_date_service_restriction",
    SUSPEND: "end_date_account_restriction",
}  # fmt: skip


def fields_of(act: Act) -> dict[str, Any]:
    """The statement of an act, by the names of the vocabulary; empty for what is no restriction."""
    if act.kind not in _DECISIONS:
        return {}
    known = {
        "puid": f"hearth-{act.id}",
        "category": f"STATEMENT_CATEGORY_{REASONS[act.category].category}",
        "decision_facts": act.statement[:LONGEST_FACTS],
        "content_type": ["CONTENT_TYPE_TEXT"],
        "content_date": _day(act.content_date),
        "application_date": _day(act.at),
        "source_type": "SOURCE_ARTICLE_16" if act.case_id else "SOURCE_VOLUNTARY",
        "automated_detection": "No",
        "automated_decision": "AUTOMATED_DECISION_NOT_AUTOMATED",
        "territorial_scope": list(EVERYWHERE),
    }
    known |= _DECISIONS[act.kind] | _ground(act)
    if act.until is not None and act.kind in _ENDS:
        known[_ENDS[act.kind]] = _day(act.until)
    return {name: value for name, value in known.items() if value not in (None, "")}


def _ground(act: Act) -> dict[str, str]:
    about = str(REASONS[act.category].words)
    if act.ground == LAW:
        return {
            "decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT", "illegal_content_legal_ground": about,
            "illegal_content_explanation": act.reason,
        }  # fmt: skip
    return {
        "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT", "incompatible_content_ground": about,
        "incompatible_content_explanation": act.reason, "incompatible_content_illegal": "No",
    }  # fmt: skip


def _day(moment: datetime | None) -> str | None:
    day: date | None = moment.date() if moment is not None else None
    return day.isoformat() if day is not None else None

"""The blueprint of moderation, and what all its pages know."""

from typing import Any

from flask import Blueprint

from community.moderation.reasons import ANSWERED, REASONS
from community.registry import registry

pages = Blueprint("moderation", __name__)


@pages.context_processor
def words() -> dict[str, Any]:
    """The reasons, and the kinds of what can be reported, by their codes."""
    return {"reason_words": REASONS, "things": registry.reportables, "answered": ANSWERED}

"""What every page with a box knows of the private hint under it (R7)."""

from collections.abc import Mapping
from typing import Any

from flask_babel import get_locale

from community.moderation.safe_words import hints, language_of


def for_boxes() -> Mapping[str, Any]:
    """`safe_words()`: the language of the lists, and what is said of each kind. Only a page with a box asks."""
    return {"safe_words": _safe_words}


def _safe_words() -> Mapping[str, Any]:
    return {"language": language_of(str(get_locale() or "en")), "hints": hints()}

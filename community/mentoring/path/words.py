"""What is done and left on the path, the shadow month, and its notices (L7.12)."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

Subject = Mapping[str, Any]

CHECKLIST = {
    "limits": _l("What a mentor is not: no therapist, no lender, no one on call at every hour"),
    "hard_evening": _l("What you do when a check-in is hard, and when you do not know what to say"),
    "hand_over": _l("How to hand over to people on duty, and the crisis lines"),
    "ending": _l("How to pause and to end well, and that either may leave at any time"),
    "own_care": _l("How you look after your own recovery meanwhile"),
}
"""By the names of models.py."""


def shadow_asked(subject: Subject) -> tuple[str, str]:
    """To a mentor."""
    said = _("Somebody asks to learn beside you before they mentor themselves.")
    return said, f"/mentoring/shadowing/{subject['shadowing']}"


def shadow_accepted(subject: Subject) -> tuple[str, str]:
    """To whoever asked."""
    said = _("Your month beside a mentor has begun.")
    return said, f"/groups/{subject['slug']}/mentoring/path"


def shadow_word(subject: Subject) -> tuple[str, str]:
    """To whoever learned."""
    said = _("A mentor gave their word for you. Your month is done.")
    return said, f"/groups/{subject['slug']}/mentoring/path"


KINDS: dict[str, Callable[[Subject], tuple[str, str]]] = {
    "shadow_asked": shadow_asked, "shadow_accepted": shadow_accepted, "shadow_word": shadow_word,
}  # fmt: skip
"""Every kind, with its words."""

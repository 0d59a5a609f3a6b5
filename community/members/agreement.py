"""Which text somebody agreed to: the sentence at the door, and the version of the terms behind it (L1.1)."""

SENTENCE = "2026-11"
"""Of the sentence that people agree to when they join; a new wording gets a new version."""


def consent_version(terms: int) -> str:
    """How a consent names both, as `2026-11/3`; `terms` is 0 where the site has none yet."""
    return f"{SENTENCE}/{terms}" if terms else SENTENCE


def terms_agreed(text_version: str) -> int:
    """The version of the terms that a consent names; 0 for none."""
    number = text_version.rpartition("/")[2] if "/" in text_version else "0"
    return int(number)

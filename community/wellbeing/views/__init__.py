"""Pages of wellbeing: parse, act, answer. Crisis pages need no account; everything else is its owner's alone."""

from community.wellbeing.views import (
    checkins,
    chips,  # noqa: F401 -- puts its pages on the blueprint of clocks
    clocks,
    crisis,
    daily_threads,
    group_words,
    plans,
    showing,  # noqa: F401 -- likewise
    warnings,
)

OPEN = (crisis.pages,)
"""Without an account, and so without a form of their own."""

OWN = (
    checkins.pages, clocks.pages, plans.pages, daily_threads.pages, group_words.pages, warnings.pages
)  # fmt: skip

__all__ = ["OPEN", "OWN"]

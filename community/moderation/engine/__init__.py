"""The engine behind watched words: what is compared, what is compared with it, and what follows (L8.6)."""

from community.moderation.engine.normal import Reading, reading_of
from community.moderation.engine.patterns import Matcher, Unfit, matcher_of
from community.moderation.engine.verdict import Rule, Verdict, Words, judge

__all__ = [
    "Matcher", "Reading", "Rule", "Unfit", "Verdict", "Words", "judge", "matcher_of", "reading_of",
]  # fmt: skip

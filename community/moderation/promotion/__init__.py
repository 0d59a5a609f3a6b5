"""The site's own rule: selling and promoting waits for a moderator, talking about anything does not (L8.6)."""

from community.moderation.promotion.rule import sign_words, signs_of

__all__ = ["sign_words", "signs_of"]

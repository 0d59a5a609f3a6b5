"""Reads of finding: what somebody may not know is absent."""

from community.mentoring.finding.queries.mentors import (
    all_mentors,
    mentors_anywhere,
    mentors_here,
    reads_words,
    room_of_mentors,
    word_of,
    words_for,
)
from community.mentoring.finding.queries.preferences import facts_among, keeps_out, preferences_of
from community.mentoring.finding.queries.proposals import (
    is_switched_on,
    may_propose,
    proposal_for,
    proposals_to,
    proposing_for,
    standing_proposal,
)
from community.mentoring.finding.queries.stories import has_story, own_story, story_for
from community.mentoring.finding.queries.suggestions import Suggestion, suggestions_for

__all__ = [
    "Suggestion", "all_mentors", "facts_among", "has_story", "is_switched_on", "keeps_out", "may_propose",
    "mentors_anywhere", "mentors_here", "own_story", "preferences_of", "proposal_for", "proposals_to", "proposing_for",
    "reads_words", "room_of_mentors", "standing_proposal", "story_for", "suggestions_for", "word_of", "words_for",
]  # fmt: skip

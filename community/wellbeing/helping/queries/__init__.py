"""Reads about calls and about who can be asked, always through the member."""

from community.wellbeing.helping.queries.calls import (
    busy_besides,
    call_by_id,
    call_for,
    call_in,
    is_apart,
    open_call_of,
    open_calls_in,
    open_calls_of,
    shut_out_of,
    still_concerns,
    story_of,
    turn_of,
    turns_of,
    who_asked,
    words_go,
)
from community.wellbeing.helping.queries.duty import (
    able_to_come,
    hours_of,
    is_on_duty,
    own_hours,
    peer_for,
    peer_of,
    peers_in,
    watching,
)

__all__ = [
    "able_to_come", "busy_besides", "call_by_id", "call_for", "call_in", "hours_of", "is_apart", "is_on_duty",
    "open_call_of", "open_calls_in", "open_calls_of", "own_hours", "peer_for", "peer_of", "peers_in",
    "shut_out_of", "still_concerns", "story_of", "turn_of", "turns_of", "watching", "who_asked", "words_go",
]  # fmt: skip

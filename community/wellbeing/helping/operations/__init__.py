"""The verbs of asking for somebody now."""

from community.wellbeing.helping.operations.answering import come, note_words, say_cannot
from community.wellbeing.helping.operations.asking import (
    ask_again,
    ask_for_someone,
    ask_next,
    note_alone,
)
from community.wellbeing.helping.operations.closing import (
    close_call,
    close_in_time,
    group_changed,
    somebody_left,
    somebody_quietened,
    somebody_removed,
    somebody_suspended,
)
from community.wellbeing.helping.operations.peers import (
    accept_peer,
    add_hours,
    be_away,
    be_back,
    end_peer,
    offer_to_be_asked,
    peer_left,
    remove_hours,
)

__all__ = [
    "accept_peer", "add_hours", "ask_again", "ask_for_someone", "ask_next", "be_away", "be_back", "close_call",
    "close_in_time", "come", "end_peer", "group_changed", "note_alone", "note_words", "offer_to_be_asked", "peer_left",
    "remove_hours", "say_cannot", "somebody_left", "somebody_quietened", "somebody_removed", "somebody_suspended",
]  # fmt: skip

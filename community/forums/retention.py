"""What is written in forums stays, until its author or a moderator takes it away (L12.3)."""

from community.forums.models import Board, CaughtUp, Post, Topic, TopicChoice
from community.registry import Kept, registry


def declare() -> None:
    """Say it to the registry."""
    registry.keeps_always(
        Kept("a forum is for what is to be found again", (Board, Topic, Post)),
        Kept("it is one's own, and goes with the account", (CaughtUp, TopicChoice)),
    )

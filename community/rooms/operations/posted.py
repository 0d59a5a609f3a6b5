"""What comes of posting."""

from dataclasses import dataclass

from community.moderation.operations import Waits


@dataclass(frozen=True)
class Posted:
    """What the author gets: the name of the message and its piece of page.

    With a `position` the words were taken as a raised hand (L5.5), and no message was made of them; nor was it of
    words that wait (`waits`). `resources` is what rules say to the author alone.
    """

    seq: int
    html: str
    position: int | None = None
    waits: Waits | None = None
    resources: tuple[str, ...] = ()

"""What became of an attempt to hand something over."""

from dataclasses import dataclass

SENT, LATER, BOUNCED, GONE, REFUSED = "sent", "later", "bounced", "gone", "refused"


@dataclass(frozen=True)
class Outcome:
    """Sent; to be tried later (after `wait` seconds, if the other side said so); or over: `why` is a code."""

    kind: str
    why: str = ""
    wait: int = 0

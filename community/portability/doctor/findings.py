"""What the doctor says of one thing: well, to be seen to, or wrong."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How it stands."""

    WELL = "ok"
    SEE_TO = "see to"
    WRONG = "WRONG"


@dataclass(frozen=True)
class Finding:
    """A sentence about one thing."""

    state: State
    about: str
    sentence: str


def well(about: str, sentence: str) -> Finding:
    """It is as it should be."""
    return Finding(State.WELL, about, sentence)


def see_to(about: str, sentence: str) -> Finding:
    """It works, and somebody should look after it."""
    return Finding(State.SEE_TO, about, sentence)


def wrong(about: str, sentence: str) -> Finding:
    """It does not work, or will not for long."""
    return Finding(State.WRONG, about, sentence)

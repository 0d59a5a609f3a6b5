"""What the reference of a meeting is made of: people, votes, and the seat of the chair. Time is seconds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

MINUTE = 60
ON_A_PAGE = 3 * MINUTE
"""So many seconds a chair is taken to be there who acts without a socket in the room, by pages."""

STEPS = ("moderators", "chairs", "members")
OFFERED_TO: Mapping[str, Sequence[str]] = {
    "": (),
    "moderators": ("moderator",),
    "chairs": ("moderator", "chair"),
    "members": ("moderator", "chair", "member"),
}


class Refused(Exception):
    """The code of a refusal."""


@dataclass
class Person:
    """Somebody, and what holds for them. `signed_up`: for the chair or as co-chair."""

    role: str
    signed_up: bool = False
    belongs: bool = True
    kept_out: bool = False
    muted: bool = False
    listens: bool = False
    was_here: bool = False

    @property
    def may_come(self) -> bool:
        """Whether the room is there for them."""
        return self.belongs and not self.kept_out

    @property
    def may_sit(self) -> bool:
        """Whether the chair could be theirs."""
        return self.belongs and not self.muted and self.role != "newcomer"


@dataclass
class Motion:
    """A vote, and who voted what."""

    words: str
    secret: bool
    open: bool = True
    votes: dict[int, str] = field(default_factory=dict)

    def result(self) -> list | None:
        """Yes, no, abstain, and who voted what unless that is secret; nothing while it is open."""
        if self.open:
            return None
        cast = list(self.votes.values())
        counts = [cast.count(choice) for choice in ("yes", "no", "abstain")]
        return [*counts, {} if self.secret else self.votes]


@dataclass
class Seat:
    """The chair: who is in it since when, whether their line is lost, and to whom it is offered by now."""

    who: int | None = None
    since: int = 0
    seen: int | None = None
    by_socket: bool = False
    lost: int | None = None
    step: int = 0

    @property
    def offered(self) -> str:
        """To whom; nobody at first."""
        return STEPS[self.step - 1] if self.step else ""

    def see(self, now: int, by_socket: bool) -> None:
        """They are there."""
        self.seen, self.by_socket, self.lost, self.step = now, by_socket, None, 0

    def lose(self, now: int) -> None:
        """Their line is lost, unless they never came."""
        if self.seen is not None and self.lost is None:
            self.lost = now

    def is_gone(self, now: int) -> bool:
        """Whether somebody without a socket in the room is to be taken for gone."""
        if self.seen is None or self.lost is not None or self.by_socket:
            return True
        return now >= self.seen + ON_A_PAGE

    def offer(self, now: int) -> None:
        """A minute after it was lost it is offered, each minute to more."""
        while (
            self.lost is not None and self.step < 3 and now >= self.lost + (self.step + 1) * MINUTE
        ):
            self.step += 1

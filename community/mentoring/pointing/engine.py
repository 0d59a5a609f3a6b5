"""What is pointed out in a text, each kind once."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from community.mentoring.pointing.accounts import accounts, mails
from community.mentoring.pointing.money import payments
from community.mentoring.pointing.numbers import phones
from community.mentoring.pointing.plain import plain

PHONE, MAIL, ACCOUNT, MONEY = "phone", "mail", "account", "money"
KINDS = (PHONE, MAIL, ACCOUNT, MONEY)
SHOWN = 40
"""Characters of a finding that are shown again to whoever wrote them."""


@dataclass(frozen=True)
class Found:
    """A kind, and the words that it was seen by."""

    kind: str
    words: str


def find(text: str, own: Collection[str] = ()) -> list[Found]:
    """The first finding of each kind. `own`: names of this house in small letters, which `@` calls. Never raises."""
    said = plain(text)
    by_kind: dict[str, Iterator[tuple[int, int]]] = {
        PHONE: phones(said),
        MAIL: mails(said),
        ACCOUNT: accounts(said, own),
        MONEY: payments(said),
    }
    spans = {kind: next(found, None) for kind, found in by_kind.items()}
    return [Found(kind, _shown(said.cased, *span)) for kind, span in spans.items() if span]


def _shown(cased: str, begins: int, ends: int) -> str:
    words = " ".join(cased[begins:ends].split()).strip(" ,.;:-")
    return words if len(words) <= SHOWN else words[: SHOWN - 1].rstrip() + "…"

"""Passphrases: what is strong enough, and how they are kept (L1.1).

Hashing runs in gevent's thread pool, because inline it would stop every member's socket. It must
never be called inside an operation.
"""

import re
import secrets
import unicodedata
from collections.abc import Callable
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask_babel import gettext as _
from gevent import get_hub
from zxcvbn import zxcvbn

from community.members.words import draw

Result = TypeVar("Result")

SHORTEST = 12  # characters
LONGEST = 200
JUDGED = 40  # zxcvbn is slow beyond this, and what follows only makes it stronger
STRONG = 3  # of zxcvbn's 0-4: more than 10^8 guesses

# What anybody who knows this house, or knows passphrases, would try first.
SAYINGS = (
    "one day at a time",
    "let go and let god",
    "keep coming back",
    "easy does it",
    "first things first",
    "live and let live",
    "this too shall pass",
    "progress not perfection",
    "it works if you work it",
    "higher power",
    "serenity prayer",
    "correct horse battery staple",
)

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)  # KiB
_hash_of_nobody = _hasher.hash(secrets.token_bytes(16))


def suggestion() -> str:
    """Four random words, at least 44 bits."""
    return " ".join(draw(4))


def check(passphrase: str, handle: str, site: str) -> str:
    """The passphrase as it was typed, or ValueError with a sentence about what to change.

    The handle and the site's name count for nothing in it.
    """
    prepared = _prepared(passphrase)
    if not SHORTEST <= len(prepared) <= LONGEST:
        raise ValueError(
            _(
                "A passphrase has %(least)d to %(most)d characters; this has %(count)d.",
                least=SHORTEST,
                most=LONGEST,
                count=len(prepared),
            )
        )
    if any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in prepared):
        raise ValueError(_("There is a character here that cannot be typed again."))
    if _score(prepared, handle, site) < STRONG:
        raise ValueError(
            _(
                "This would be guessed soon. Four words that have nothing to do with each other hold."
            )
        )
    return passphrase


def hash_passphrase(passphrase: str) -> str:
    """An argon2id hash to store. Yields to other greenlets; takes about 20 ms of a core."""
    return _in_a_thread(_hasher.hash, _bytes(passphrase))


def verify(stored: str, passphrase: str) -> bool:
    """Whether the passphrase is the one behind the stored hash. Yields to other greenlets."""
    return _in_a_thread(_matches, stored, _bytes(passphrase)) and len(passphrase) <= 2 * LONGEST


def verify_nobody(passphrase: str) -> bool:
    """The same work as `verify`, for a handle that nobody has: always False."""
    verify(_hash_of_nobody, passphrase)
    return False


def needs_rehash(stored: str) -> bool:
    """Whether a hash was made with weaker settings than today's."""
    try:
        return _hasher.check_needs_rehash(stored)
    except InvalidHashError:
        return True


def _score(prepared: str, handle: str, site: str) -> int:
    names = _known_names(handle, site)
    # zxcvbn counts a name once; somebody who repeats or decorates it has chosen only the rest.
    rest = f" {_spaced(prepared)} "
    for name in names:
        rest = rest.replace(name, " ")
    judged = [prepared[:JUDGED], rest.strip()[:JUDGED]]
    return min(int(zxcvbn(each, user_inputs=names)["score"]) if each else 0 for each in judged)


def _known_names(handle: str, site: str) -> list[str]:
    """Longest first, so that a name goes before its parts."""
    whole = {_spaced(name) for name in (handle, site, "hearth", *SAYINGS)}
    parts = {part for name in (handle, site) for part in _spaced(name).split()}
    together = {name.replace(" ", "") for name in whole}
    known = (name for name in whole | parts | together if len(name) > 2)
    return sorted(known, key=len, reverse=True)


def _spaced(text: str) -> str:
    return re.sub(r"[\s._-]+", " ", text.casefold())


def _matches(stored: str, passphrase: bytes) -> bool:
    try:
        return _hasher.verify(stored, passphrase)
    except (InvalidHashError, VerificationError):
        return False


def _in_a_thread(work: Callable[..., Result], *given: object) -> Result:
    done: Result = get_hub().threadpool.apply(work, given)
    return done


def _bytes(passphrase: str) -> bytes:
    return _prepared(passphrase[: 2 * LONGEST]).encode("utf-8", "surrogatepass")


def _prepared(passphrase: str) -> str:
    """RFC 8265: one form of every letter and of every space, so that all keyboards agree."""
    spaced = (" " if unicodedata.category(sign) == "Zs" else sign for sign in passphrase)
    return unicodedata.normalize("NFC", "".join(spaced))

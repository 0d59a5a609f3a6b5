"""The names members choose: what they may look like, and which are taken by the house itself."""

import re
import secrets
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

from flask_babel import gettext as _

from community.members.lookalikes import is_everyday, is_mistakable, scripts_of, skeleton

__all__ = ["FORMER", "LONGEST", "SHORTEST", "check", "refusal_of_taken", "skeleton", "suggest"]

SHORTEST = 2
LONGEST = 24
JOINERS = frozenset("._-")
FORMER = "former member"
"""What everyone is called who deleted their account. Nobody can choose it: it has a space."""
MARKS_ON_A_LETTER = 2

# UTS #39, highly restrictive: besides one script alone, these are written together every day.
WRITTEN_TOGETHER = (
    frozenset({"LATIN", "HAN", "HIRAGANA", "KATAKANA"}),
    frozenset({"LATIN", "HAN", "BOPOMOFO"}),
    frozenset({"LATIN", "HAN", "HANGUL"}),
)

# Names that would speak for the house, stand for a group of people, or read as an empty place.
RESERVED = """
abuse admin administracion administrador administradora administration administrator all anonima
anonimo anonymous ayuda bot chair chairs cochair crisis deleted emergency everybody everyone
exmember exmiembro external-contact former-member greeter guest hearth help here
host info lead leads liaison me member members mentee mentor mentors miembro mod moderacion
moderador moderadora moderation moderator moderators mods newcomer nobody none null official
operador operator owner postmaster removed root safeguarding safeguarding-lead security server
sistema site someone someone-now soporte speaker staff support sysadmin system taken team thechair
timer todos undefined unknown user usuario webmaster you
"""

PLACES = """
north south east west hill river lake field harbour garden bridge meadow forest shore valley
orchard lantern station corner window morning evening winter summer autumn spring
"""


def check(handle: str) -> str:
    """The handle as it will be stored (NFKC), or ValueError with a sentence about what to change.

    Says nothing about whether it is taken: that is a unique `skeleton` in its scope (L1.3).
    """
    cleaned = unicodedata.normalize("NFKC", handle.strip())
    _check_shape(cleaned)
    _check_writing(cleaned)
    if _is_reserved(cleaned):
        raise ValueError(_("That name belongs to the house. Try another."))
    if is_mistakable(cleaned):
        raise ValueError(
            _("Capitals make this name look like one in another alphabet. Try small letters.")
        )
    return cleaned


def suggest(handle: str, taken: Callable[[str], bool]) -> str:
    """A free name close to the wanted one; `taken` is asked with skeletons.

    ValueError, as `check`, if the wanted name could not be one.
    """
    base = _plainly_written(check(handle))
    offers = (_joined(base, ending) for ending in _endings(base))
    return next(offer for offer in offers if not taken(skeleton(offer)))


def refusal_of_taken(handle: str, offer: str) -> str:
    """The sentence for a name that is taken, or that nobody could tell from one that is."""
    sentence: str = _(
        '"%(handle)s" looks the same as a name already here. Try another, for example %(offer)s.',
        handle=handle,
        offer=offer,
    )
    return sentence


def _check_shape(handle: str) -> None:
    if not SHORTEST <= len(handle) <= LONGEST:
        raise ValueError(
            _(
                "A name here has %(least)d to %(most)d characters; this has %(count)d.",
                least=SHORTEST,
                most=LONGEST,
                count=len(handle),
            )
        )
    for sign in unicodedata.normalize("NFD", handle):
        if sign not in JOINERS and not is_everyday(sign):
            raise ValueError(_("A name here is made of letters, digits, and . _ - between them."))
    if handle[0] in JOINERS or handle[-1] in JOINERS or unicodedata.combining(handle[0]):
        raise ValueError(_("A name here begins and ends with a letter or a digit."))
    if any(first in JOINERS and second in JOINERS for first, second in pairwise(handle)):
        raise ValueError(_("Between letters there is room for one of . _ - at a time."))


def _check_writing(handle: str) -> None:
    scripts = scripts_of(handle)
    if not any(sign.isalpha() for sign in handle):
        raise ValueError(_("A name here has at least one letter."))
    if len(scripts) > 1 and not any(scripts <= together for together in WRITTEN_TOGETHER):
        raise ValueError(_("This name mixes alphabets. Keep to one, so that nobody is mistaken."))
    if len({ord(sign) - unicodedata.digit(sign) for sign in handle if sign.isdecimal()}) > 1:
        raise ValueError(_("This name mixes two kinds of digits. Keep to one."))
    if _longest_pile(handle) > MARKS_ON_A_LETTER:
        raise ValueError(_("This name piles up too many marks on one letter."))


def _longest_pile(handle: str) -> int:
    longest = pile = 0
    for sign in unicodedata.normalize("NFD", handle):
        pile = pile + 1 if unicodedata.combining(sign) else 0
        longest = max(longest, pile)
    return longest


def _is_reserved(handle: str) -> bool:
    return not {_bare(handle), _bare(handle.rstrip("0123456789._-"))}.isdisjoint(_reserved())


@cache
def _reserved() -> frozenset[str]:
    return frozenset(_bare(name) for name in RESERVED.split())


def _bare(handle: str) -> str:
    """Its skeleton without joiners, so that "a.d.m.i.n" is "admin"."""
    return skeleton("".join(sign for sign in handle if sign not in JOINERS))


def _plainly_written(handle: str) -> str:
    """The name as it reads: a capital i among small letters was most likely meant as an l."""
    return re.sub(r"(?<=[a-z])I(?![A-Z])", "l", handle)


def _endings(base: str) -> Iterator[str]:
    if scripts_of(base) == {"LATIN"}:
        yield from PLACES.split()
    while True:
        yield str(secrets.randbelow(9_000) + 1_000)


def _joined(base: str, ending: str) -> str:
    room = LONGEST - len(ending) - 1
    return f"{base[:room].rstrip('._-')}-{ending}"

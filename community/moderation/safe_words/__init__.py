"""A private hint to whoever writes (R7): that a draft holds how something is done, and how to say it without.

It never blocks; nobody else sees, counts or keeps it. In the browser static/moderation/safe_words.js does the same
with the same lists, static/moderation/safe_words/<language>.js.
"""

import json
from functools import cache
from pathlib import Path

from flask_babel import gettext as _

from community.moderation.safe_words.matching import DRUGS, EATING, HURTING, Words, kinds_in

LISTS = Path(__file__).parents[3] / "static" / "moderation" / "safe_words"
LANGUAGES = ("en", "es")


def language_of(locale: str) -> str:
    """The language of the lists for a page's; English where there are none."""
    language = locale.replace("-", "_").partition("_")[0]
    return language if language in LANGUAGES else LANGUAGES[0]


@cache
def words_in(language: str) -> Words:
    """The lists of a language, as its file tells them."""
    _comment, _export, told = (LISTS / f"{language}.js").read_text().partition("export default ")
    return Words.from_told(json.loads(told.strip().removesuffix(";")))


def hint_on(text: str, locale: str) -> str:
    """What its author may want to know about a text; empty for most."""
    kinds = kinds_in(text, words_in(language_of(locale)))
    return hints()[kinds[0]] if kinds else ""


def hints() -> dict[str, str]:
    """What is said of each kind."""
    return {
        HURTING: _(
            "This may tell how to hurt oneself. What it is like can be said without how it is done, and reads safer on "
            "a bad night. Send it as you like."
        ),
        EATING: _(
            "Numbers of weight, food or hours can pull others along. What it is like says as much without them. Send "
            "it as you like."
        ),
        DRUGS: _(
            "This may tell how or where to get or take something. What it is like can be said without that, and reads "
            "safer on a bad night. Send it as you like."
        ),
    }


__all__ = ["LANGUAGES", "LISTS", "Words", "hint_on", "hints", "kinds_in", "language_of", "words_in"]

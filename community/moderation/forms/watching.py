"""What a moderator types about watched words, checked by the engine itself; what it cannot bear is refused in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from community.members.fields import Fields
from community.moderation.engine import Unfit, matcher_of
from community.moderation.engine.patterns import LONGEST_PATTERN, LONGEST_WORDS, MOST_WORDS
from community.moderation.models.watching import ACTIONS, PATTERN, RESOURCES, WARN, WORDS

LANGUAGES = ("", "en", "es")
LONGEST_SENTENCE = 400


@dataclass(frozen=True)
class RuleForm:
    """A rule: words or a pattern, what then happens, to whose words, and what the author is told."""

    how: str
    words: str
    action: str
    language: str = ""
    sentence: str = ""

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "RuleForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("how", "words", "action", "language", "sentence"))
        form = cls(
            how=fields.one_of("how", (WORDS, PATTERN)),
            words=fields.words("words", LONGEST_WORDS, _("Say what is watched for.")).strip(),
            action=fields.one_of("action", ACTIONS),
            language=fields.one_of("language", LANGUAGES, ""),
            sentence=fields.optional_line("sentence", LONGEST_SENTENCE),
        )
        if form.action in (WARN, RESOURCES) and not form.sentence:
            fields.refuse("sentence", _("Say what the author is told."))
        if not fields.errors:
            _try_out(fields, form)
        fields.finish()
        return form


def _try_out(fields: Fields, form: RuleForm) -> None:
    try:
        matcher_of(form.how, form.words)
    except Unfit as unfit:
        fields.refuse("words", _why(unfit.why, form.how))


def _why(why: str, how: str) -> str:
    said: str = {
        "empty": _("This would fit everything or nothing. Say more."),
        "broken": _("This pattern cannot be read. Look-around and references back are not known here."),
        "long": _("A pattern has at most %(most)d characters.", most=LONGEST_PATTERN),
        "many": _("A rule has at most %(most)d words. Make a second one.", most=MOST_WORDS),
        "heavy": _("This would take too long on every message. Make it shorter, without large repeats."),
    }[why]  # fmt: skip
    return said

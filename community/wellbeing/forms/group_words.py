"""What moderators write in place of the house's sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from community.members.fields import Fields
from community.rooms.forms import whole_number
from community.wellbeing.words.sentences import MARK, SENTENCES, Sentence

MANY = 2**31 - 1


@dataclass(frozen=True)
class GroupWordsForm:
    """A group's own words by sentence; empty where the house's hold. `based_on` is the version the page showed."""

    words: Mapping[str, str]
    based_on: int = 0

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "GroupWordsForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, (*SENTENCES, "based_on"))
        words = {key: _said(fields, key, sentence) for key, sentence in SENTENCES.items()}
        form = cls(words, whole_number(fields, "based_on", MANY))
        fields.finish()
        return form


def _said(fields: Fields, key: str, sentence: Sentence) -> str:
    said = fields.optional_line(key, sentence.longest)
    strange = next((mark for mark in MARK.findall(said) if mark not in sentence.marks), None)
    if strange is not None:
        fields.refuse(
            key, _("%(mark)s stands for nothing here.", mark=f"{{{strange}}}") + _allowed(sentence)
        )
    elif set(MARK.sub("", said)) & set("{}"):
        fields.refuse(key, _("A curly bracket is alone here.") + _allowed(sentence))
    elif said and sentence.needed and not MARK.search(said):
        mark = f"{{{sentence.marks[0]}}}"
        fields.refuse(
            key, _("Leave %(mark)s in it, so that one can be told from another.", mark=mark)
        )
    return said


def _allowed(sentence: Sentence) -> str:
    if not sentence.marks:
        return " " + _("Leave curly brackets out.")
    marks = ", ".join(f"{{{mark}}}" for mark in sentence.marks)
    return " " + _("What can be put in is %(marks)s.", marks=marks)

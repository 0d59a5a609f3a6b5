"""Naming somebody, and what a lead types about the leads' key."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _

from community.members.fields import Fields
from community.members.forms.accounts import typed_passphrase
from community.members.models import OFFICES


@dataclass(frozen=True)
class NamingForm:
    """Whom an office is given, and which."""

    handle: str
    kind: str

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "NamingForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("handle", "kind"))
        handle = fields.line("handle", _("Type the name that they go by here."), 40)
        form = cls(handle, fields.one_of("kind", OFFICES))
        fields.finish()
        return form


@dataclass(frozen=True)
class BothForm:
    """One's passphrase and the six digits, typed again before something grave."""

    passphrase: str = field(repr=False)
    code: str

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "BothForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("passphrase", "code"))
        passphrase = typed_passphrase(fields)
        form = cls(
            passphrase, fields.line("code", _("Type the six digits that your app shows."), 20)
        )
        fields.finish()
        return form


@dataclass(frozen=True)
class WordForm:
    """The check word of a key that was just shown."""

    word: str

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "WordForm":
        """Raises Invalid."""
        fields = Fields(raw, ("word",))
        form = cls(fields.line("word", _("Type the last four letters of the key."), 20))
        fields.finish()
        return form

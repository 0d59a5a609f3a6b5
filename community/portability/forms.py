"""What somebody says who deletes their account."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from community.members.fields import Fields
from community.members.forms import typed_passphrase

KEEP, REMOVE = "keep", "remove"


@dataclass(frozen=True)
class DeletionForm:
    """Whether the words stay, and the proof that it is oneself."""

    words: str
    passphrase: str
    code: str

    @classmethod
    def parse(cls, raw: Mapping[str, Any], with_code: bool) -> "DeletionForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("words", "passphrase", "code"))
        words = fields.one_of("words", (KEEP, REMOVE), unsaid="")
        passphrase = typed_passphrase(fields)
        code = fields.optional_line("code", 20)
        if with_code and not code:
            fields.refuse("code", _("Type the six digits that your app shows."))
        fields.finish()
        return cls(words, passphrase, code)

"""What an administrator types about how long data is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from community.members.fields import Fields
from community.registry import Purgeable, registry


@dataclass(frozen=True)
class TimesForm:
    """Days by class of data. What was not sent stays as it is, and so does an empty field of a class that is kept."""

    days: Mapping[str, int]

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "TimesForm":
        """Raises Invalid with a sentence per field."""
        open_to_change = {
            name: each for name, each in registry.purgeable.items() if not each.is_fixed
        }
        fields = Fields(raw, open_to_change)
        read = {name: _days(fields, each) for name, each in open_to_change.items() if name in raw}
        fields.finish()
        return cls({name: days for name, days in read.items() if days is not None})


def _days(fields: Fields, each: Purgeable) -> int | None:
    typed = fields.optional_line(each.name, 10)
    if not typed and each.days is None:
        return None
    if not (typed.isascii() and typed.isdigit() and each.least <= int(typed) <= each.most):
        fields.refuse(
            each.name,
            _("%(what)s: a number of days from %(least)d to %(most)d.",
              what=each.title, least=each.least, most=each.most),
        )  # fmt: skip
        return None
    return int(typed)

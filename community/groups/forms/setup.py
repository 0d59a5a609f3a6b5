"""What is typed at `/setup`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _

from community.groups.forms.groups import LONGEST_NAME
from community.members.fields import Fields
from community.members.forms import new_handle, new_passphrase, zone_or_utc


@dataclass(frozen=True)
class SetupForm:
    """The code printed at the start, the site, its first group and its first person."""

    code: str
    site: str
    group: str
    handle: str
    passphrase: str = field(repr=False)
    zone: str = "UTC"

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "SetupForm":
        """Raises Invalid with a sentence per field."""
        known = ("code", "site", "group", "handle", "passphrase", "adult", "consent", "zone")
        fields = Fields(raw, known)
        handle = new_handle(fields)
        form = cls(
            code=fields.line(
                "code", _("Type the code that was printed where the server was started.")
            ),
            site=fields.line("site", _("Give the site a name."), 60),
            group=fields.line("group", _("Give the first group a name."), LONGEST_NAME),
            handle=handle,
            passphrase=new_passphrase(fields, handle, str(raw.get("site") or "")),
            zone=zone_or_utc(raw.get("zone")),
        )
        if not fields.ticked("adult"):
            fields.refuse("adult", _("This site is for people of 18 or older."))
        if not fields.ticked("consent"):
            fields.refuse("consent", _("Without your agreement we may not keep anything of yours."))
        fields.finish()
        return form

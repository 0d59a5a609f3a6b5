"""What people choose about being reached, as frozen facts. Anything unexpected is refused in words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from community.members.fields import Fields
from community.notices.policies import CATEGORIES, OFFICE, Ways
from community.notices.pushing.endpoints import LONGEST, host_of
from community.notices.pushing.sealing import bytes_of, is_a_point

HOURLY, DAILY = "hourly", "daily"
ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)
AUTH_BYTES = 16


@dataclass(frozen=True)
class CalmForm:
    """Quiet hours, and how often a mail."""

    quiet_from: int | None
    quiet_until: int | None
    mail_at: int | None

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "CalmForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("quiet", "quiet_from", "quiet_until", "mail", "mail_at"))
        quiet = fields.ticked("quiet")
        starts = fields.time_of_day("quiet_from", quiet)
        ends = fields.time_of_day("quiet_until", quiet)
        if quiet and starts is not None and starts == ends:
            fields.refuse(
                "quiet_until",
                _("That would be quiet all day. Choose an end that is not the beginning."),
            )
        rhythm = fields.one_of("mail", (HOURLY, DAILY), unsaid=HOURLY)
        hour = fields.one_of("mail_at", [str(hour) for hour in range(24)], unsaid="18")
        fields.finish()
        if not quiet:
            starts = ends = None
        return cls(starts, ends, int(hour) if rhythm == DAILY else None)


@dataclass(frozen=True)
class WaysForm:
    """The ways of every category."""

    ways: Mapping[str, Ways]

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "WaysForm":
        """Raises Invalid with a sentence per field."""
        ways = ("inbox", "mail", "push")
        fields = Fields(raw, [f"{category}_{way}" for category in CATEGORIES for way in ways])
        chosen = {
            category: Ways(*(fields.ticked(f"{category}_{way}") for way in ways))
            for category in CATEGORIES
        }
        for category, said in chosen.items():
            if category != OFFICE and not said.inbox and (said.mail or said.push):
                fields.refuse(
                    f"{category}_inbox",
                    _("Mail and push only say that something is in the inbox. Tick the inbox too."),
                )
        fields.finish()
        return cls(chosen)


@dataclass(frozen=True)
class AddressForm:
    """A mail address."""

    email: str

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "AddressForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("email",))
        said = fields.line("email", _("Type an address."), 254)
        if said and not ADDRESS.fullmatch(said):
            fields.refuse("email", _("That is no mail address. One looks like name@example.org."))
        fields.finish()
        return cls(said)


@dataclass(frozen=True)
class DeviceForm:
    """Where and how a browser wants to be pushed to."""

    endpoint: str
    p256dh: str
    auth: str

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "DeviceForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("endpoint", "p256dh", "auth"))
        form = cls(*(_raw(raw, name) for name in ("endpoint", "p256dh", "auth")))
        try:
            if len(form.endpoint) > LONGEST:
                raise ValueError(_("The address that the browser gave is too long."))
            host_of(form.endpoint)
        except ValueError as refusal:
            fields.refuse("endpoint", str(refusal))
        if not is_a_point(bytes_of(form.p256dh)) or len(bytes_of(form.auth)) != AUTH_BYTES:
            fields.refuse("p256dh", _("The keys that the browser gave are none."))
        fields.finish()
        return form


@dataclass(frozen=True)
class OutreachForm:
    """What the site does outside its own pages."""

    word: str
    push: bool

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "OutreachForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("word", "push"))
        form = cls(fields.optional_line("word", 40), fields.ticked("push"))
        fields.finish()
        return form


def _raw(raw: Mapping[str, Any], name: str) -> str:
    said = raw.get(name)
    return said if isinstance(said, str) else ""

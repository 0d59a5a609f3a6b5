"""What people type at the door and about their account, as frozen facts. Anything unexpected is refused in words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from community.clock import zones
from community.members import handles, passphrases
from community.members.fields import Fields

LONGEST_PASSPHRASE = 256
LOCALES = (("en", "English"),)
THEMES = ("", "light", "dark")
"""As the device has it, or always so."""

UTC = "UTC"
LETTERS = ("", "plain")
"""Reading letters, or plain ones."""


def new_passphrase(fields: Fields, handle: str, site: str, name: str = "passphrase") -> str:
    """A passphrase that its estimator finds strong enough (L1.1); the two names count for nothing."""
    said = typed_passphrase(fields, name)
    if said:
        try:
            passphrases.check(said, handle, site)
        except ValueError as refusal:
            fields.refuse(name, str(refusal))
    return said


def typed_passphrase(fields: Fields, name: str = "passphrase") -> str:
    """A passphrase as it was typed; nothing but its length is judged."""
    return fields.secret(name, _("Type your passphrase."), LONGEST_PASSPHRASE)


def new_handle(fields: Fields) -> str:
    """A name that may be gone by here (L1.3); whether it is taken, the operation says."""
    said = fields.line("handle", _("Choose a name to go by."))
    if not said:
        return ""
    try:
        return handles.check(said)
    except ValueError as refusal:
        fields.refuse("handle", str(refusal))
        return ""


@dataclass(frozen=True)
class JoinForm:
    """A person at the door. E-mail is not asked for (L1.1)."""

    handle: str
    passphrase: str
    invitation: str
    zone: str = UTC

    @classmethod
    def parse(cls, raw: Mapping[str, Any], site: str) -> "JoinForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("handle", "passphrase", "adult", "consent", "invitation", "zone"))
        handle = new_handle(fields)
        passphrase = new_passphrase(fields, handle, site)
        invitation = fields.optional_line("invitation")
        if not fields.ticked("adult"):
            fields.refuse("adult", _("This site is for people of 18 or older."))
        if not fields.ticked("consent"):
            fields.refuse("consent", _("Without your agreement we may not keep anything of yours."))
        fields.finish()
        return cls(handle, passphrase, invitation, zone_or_utc(raw.get("zone")))


@dataclass(frozen=True)
class AddForm:
    """A member as the command line adds one."""

    handle: str
    passphrase: str

    @classmethod
    def parse(cls, raw: Mapping[str, Any], site: str) -> "AddForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("handle", "passphrase"))
        handle = new_handle(fields)
        form = cls(handle, new_passphrase(fields, handle, site))
        fields.finish()
        return form


@dataclass(frozen=True)
class RenewForm:
    """A new passphrase, from whoever holds the machine."""

    passphrase: str

    @classmethod
    def parse(cls, raw: Mapping[str, Any], handle: str, site: str) -> "RenewForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("passphrase",))
        form = cls(new_passphrase(fields, handle, site))
        fields.finish()
        return form


@dataclass(frozen=True)
class SignInForm:
    """Who somebody says they are. `code` is there where the authenticator is asked for at once."""

    handle: str
    passphrase: str
    code: str
    next: str

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "SignInForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("handle", "passphrase", "code", "next"))
        handle = fields.line("handle", _("Type your name here."))
        passphrase = typed_passphrase(fields)
        code = fields.optional_line("code", 20)
        onward = here_only(raw.get("next"))
        fields.finish()
        return cls(handle, passphrase, code, onward)


@dataclass(frozen=True)
class CodeForm:
    """Six digits of an authenticator app."""

    code: str

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "CodeForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("code", "next"))
        code = fields.line("code", _("Type the six digits that your app shows."), 20)
        fields.finish()
        return cls(code)


@dataclass(frozen=True)
class RecoveryForm:
    """A recovery code and the passphrase that holds from now on (L1.2)."""

    handle: str
    code: str
    passphrase: str

    @classmethod
    def parse(cls, raw: Mapping[str, Any], site: str) -> "RecoveryForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("handle", "code", "passphrase"))
        handle = fields.line("handle", _("Type your name here."))
        code = fields.line("code", _("Type one of your recovery codes."), 60)
        passphrase = new_passphrase(fields, handle, site)
        fields.finish()
        return cls(handle, code, passphrase)


@dataclass(frozen=True)
class PassphraseForm:
    """The passphrase until now and the one from now on."""

    passphrase: str
    new_passphrase: str

    @classmethod
    def parse(cls, raw: Mapping[str, Any], handle: str, site: str) -> "PassphraseForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("passphrase", "new_passphrase"))
        fresh = new_passphrase(fields, handle, site, "new_passphrase")
        form = cls(typed_passphrase(fields), fresh)
        fields.finish()
        return form


@dataclass(frozen=True)
class ConfirmForm:
    """One's passphrase, typed again before something that matters."""

    passphrase: str

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "ConfirmForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("passphrase",))
        form = cls(typed_passphrase(fields))
        fields.finish()
        return form


@dataclass(frozen=True)
class SettingsForm:
    """How the site looks and behaves for one member."""

    theme: str
    letters: str
    locale: str
    zone: str
    shows_presence: bool
    shows_typing: bool
    discreet: bool

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "SettingsForm":
        """Raises Invalid with a sentence per field."""
        switches = ("shows_presence", "shows_typing", "discreet")
        fields = Fields(raw, ("theme", "letters", "locale", "zone", *switches))
        form = cls(
            theme=fields.one_of("theme", THEMES),
            letters=fields.one_of("letters", LETTERS),
            locale=fields.one_of("locale", dict(LOCALES), unsaid=LOCALES[0][0]),
            zone=fields.one_of("zone", zones()),
            shows_presence=fields.ticked("shows_presence"),
            shows_typing=fields.ticked("shows_typing"),
            discreet=fields.ticked("discreet"),
        )
        fields.finish()
        return form


def zone_or_utc(said: object) -> str:
    """The zone a browser names, where it is a known one; nobody is asked, so nothing is refused."""
    return said if isinstance(said, str) and said in zones() else UTC


def here_only(address: object) -> str:
    """An address on this site, as `/rooms/12`; anything else becomes `/`, so that nobody is led away."""
    if not isinstance(address, str) or len(address) > 500:
        return "/"
    return address if re.fullmatch(r"/(?![/\\])[!-\[\]-~]*", address) else "/"


def scopes_of(said: str) -> frozenset[str]:
    """The scopes of a token, as `live,office`."""
    return frozenset(scope for scope in said.replace(" ", "").split(",") if scope)

"""Where mail is handed over: HEARTH_SMTP_URL and HEARTH_MAIL_FROM, understood or refused in words."""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
"""Per scheme; the second begins in the clear and turns to TLS before anything is said, the third is TLS at once."""

LOOPBACK = ("localhost", "127.0.0.1", "::1")
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*/=?^_`{|}~-]{1,24}@[A-Za-z0-9.-]{1,200}")
"""The sender: no "+", for that is where a return path says whose mail it was; and short, for it has to fit."""


@dataclass(frozen=True)
class MailAccount:
    """An SMTP server, and as whom mail is sent."""

    scheme: str
    host: str
    port: int
    user: str = field(repr=False)
    password: str = field(repr=False)
    sender: str = field(repr=False)

    @property
    def domain(self) -> str:
        """The domain of the sender."""
        return self.sender.rpartition("@")[2]

    def return_path(self, token: str) -> str:
        """Where a report about this one recipient comes back to (docs/operating.md, "Bounces")."""
        return f"{self.sender.rpartition('@')[0]}+{token}@{self.domain}"


def mail_account(url: str, sender: str) -> MailAccount | None:
    """The account, or None where mail is off. Raises ValueError, with a sentence, for what cannot be meant."""
    if not url and not sender:
        return None
    if not url or not sender:
        raise ValueError("HEARTH_SMTP_URL and HEARTH_MAIL_FROM belong together: set both, or none")
    if not ADDRESS.fullmatch(sender):
        raise ValueError(
            "HEARTH_MAIL_FROM must be a mail address as hearth@example.org, without a +"
        )
    return _account(url, sender)


def _account(url: str, sender: str) -> MailAccount:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise ValueError("HEARTH_SMTP_URL: its host or port cannot be read") from None
    if parts.scheme not in PORTS or not host or port == 0 or re.search(r"[\s\x00-\x1f]", url):
        raise ValueError(
            "HEARTH_SMTP_URL must be as smtps://user:password@mail.example.org, or begin with smtp:// or "
            "smtp+starttls://"
        )
    if parts.path not in ("", "/") or parts.query or parts.fragment:
        raise ValueError(
            "HEARTH_SMTP_URL: nothing follows the host; write signs as / ? # @ in a password as %2F %3F %23 %40"
        )
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if user and parts.scheme == "smtp" and host not in LOOPBACK:
        raise ValueError(
            "HEARTH_SMTP_URL would send the password in the clear: use smtps:// or smtp+starttls://"
        )
    return MailAccount(parts.scheme, host, port or PORTS[parts.scheme], user, password, sender)

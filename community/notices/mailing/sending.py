"""Handing a mail over to the SMTP server. A server that is away is left alone for a minute."""

import contextlib
import smtplib
import ssl
import time
from email.message import EmailMessage

from flask import current_app

from community.mail_account import MailAccount
from community.notices.outcome import BOUNCED, LATER, SENT, Outcome

TIMEOUT = 20.0
"""Seconds for each answer."""

GOODBYE = 2.0
LEFT_ALONE = 60
"""Seconds for which a server that did not answer is not asked again."""


class Line:
    """A connection to the SMTP server, for one mail."""

    def __init__(self, account: MailAccount) -> None:
        self._account = account
        self._smtp: smtplib.SMTP | None = None
        self._was_heard = False

    def hand_over(self, mail: EmailMessage, sender: str) -> Outcome:
        """Give the mail away. The moment the server says yes this returns, so that it is noted at once."""
        try:
            self._smtp = self._opened()
            self._sign_in(self._smtp)
            self._smtp.ehlo_or_helo_if_needed()
            code, _said = self._smtp.mail(sender)
            if code != 250:
                return Outcome(LATER, f"sender {code}")
            code, _said = self._smtp.rcpt(str(mail["To"]))
            if code not in (250, 251):
                return Outcome(BOUNCED if 500 <= code < 600 else LATER, f"recipient {code}")
            code, _said = self._smtp.data(mail.as_bytes())
            self._was_heard = True
            return Outcome(SENT) if code == 250 else Outcome(LATER, f"data {code}")
        except smtplib.SMTPDataError as error:
            return Outcome(LATER, f"data {error.smtp_code}")
        except smtplib.SMTPAuthenticationError:
            leave_alone()
            return Outcome(LATER, "authentication")
        except (OSError, smtplib.SMTPException) as error:
            leave_alone()
            return Outcome(LATER, type(error).__name__[:40])

    def hang_up(self) -> None:
        """Say goodbye where all went well, if that takes no time, and close."""
        if self._smtp is None:
            return
        if self._was_heard and self._smtp.sock is not None:
            self._smtp.sock.settimeout(GOODBYE)
            with contextlib.suppress(OSError, smtplib.SMTPException):
                self._smtp.quit()
        self._smtp.close()

    def _opened(self) -> smtplib.SMTP:
        at, own = self._account, self._account.domain
        if at.scheme == "smtps":
            return smtplib.SMTP_SSL(at.host, at.port, own, timeout=TIMEOUT, context=trust())
        return smtplib.SMTP(at.host, at.port, own, TIMEOUT)

    def _sign_in(self, line: smtplib.SMTP) -> None:
        at = self._account
        if at.scheme == "smtp+starttls":
            line.starttls(context=trust())  # raises where there is none: nothing goes in the clear
        if at.user:
            line.login(at.user, at.password)


def trust() -> ssl.SSLContext:
    """Whom this machine believes to be who they say."""
    return ssl.create_default_context()


def leave_alone() -> None:
    """The server does not answer: others need not wait for it too."""
    current_app.extensions["mail_away_until"] = time.monotonic() + LEFT_ALONE


def is_away() -> bool:
    """Whether the server did not answer a moment ago."""
    return bool(time.monotonic() < current_app.extensions.get("mail_away_until", 0.0))

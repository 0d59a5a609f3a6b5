"""What a mail says: that there is something, and where. No name, no group, no words of anybody (L9.1)."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from flask_babel import force_locale
from flask_babel import gettext as _

from community.clock import now
from community.mail_account import MailAccount
from community.notices.operations import Errand

POLICY = SMTP.clone(max_line_length=900)
"""Long enough that no address in a header is folded."""


def mail_for(errand: Errand, account: MailAccount, site: str) -> EmailMessage:
    """The mail of an errand; `site` is the origin of our own pages."""
    mail = EmailMessage(POLICY)
    with force_locale(errand.locale):
        subject, words = _confirmation(errand, site) if errand.secret else _news(errand, site)
    mail["From"] = Address(errand.word, addr_spec=account.sender)
    mail["To"] = errand.to
    mail["Subject"] = f"{errand.word}: {subject}" if errand.word else subject
    mail["Date"] = format_datetime(now())
    mail["Message-ID"] = f"<{errand.key}@{account.domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    if not errand.secret:
        mail["List-Unsubscribe"] = f"<{_stop(errand, site)}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(words)
    return mail


def _news(errand: Errand, site: str) -> tuple[str, str]:
    lines = (
        _("You have something new."),
        f"{site}/notices",
        _("No more mail:"),
        _stop(errand, site),
    )
    return _("You have something new"), "\n\n".join(lines) + "\n"


def _confirmation(errand: Errand, site: str) -> tuple[str, str]:
    lines = (
        _("Somebody gave this address to be written to. If it was you, confirm it within a day:"),
        f"{site}/mail/confirmation/{errand.secret}",
        _("If it was not, do nothing. Nothing more will come."),
    )
    return _("Please confirm this address"), "\n\n".join(lines) + "\n"


def _stop(errand: Errand, site: str) -> str:
    return f"{site}/mail/off/{errand.token}"

"""Scheduled work of notices. Whatever waits for another machine happens here, outside of any unit."""

import contextlib
from collections.abc import Mapping
from typing import Any

import gevent
from flask import current_app

from community.mail_account import MailAccount
from community.notices import operations
from community.notices.mailing.sending import LEFT_ALONE, Line, is_away, leave_alone
from community.notices.mailing.writing import mail_for
from community.notices.models import PUSH
from community.notices.operations import Errand
from community.notices.outcome import LATER, Outcome
from community.notices.pushing.sending import push

AT_MOST = 90.0
"""Seconds for one letter; well within a job's lease."""

TOO_LONG = "it takes too long"


def gather(payload: Mapping[str, Any]) -> None:
    """Make one letter of what is due for a member by one way."""
    operations.gather(payload["member"], payload["way"])


def send(payload: Mapping[str, Any]) -> None:
    """Take a letter, hand it over, note what became of it."""
    letter_id, account = payload["letter"], current_app.config["HEARTH"].mail
    if payload["way"] != PUSH and (account is None or is_away()):
        operations.put_off_letter(letter_id, LEFT_ALONE)
        return
    errand = operations.take_letter(letter_id)
    if errand is not None and errand.way == PUSH:
        _push(errand)
    elif errand is not None:
        _mail(errand, account)


def _mail(errand: Errand, account: MailAccount) -> None:
    mail = mail_for(errand, account, current_app.config["HEARTH"].address)
    line = Line(account)
    try:
        outcome = Outcome(LATER, TOO_LONG)
        with contextlib.suppress(gevent.Timeout), gevent.Timeout(AT_MOST):
            outcome = line.hand_over(mail, account.return_path(errand.token))
        if outcome.why == TOO_LONG:
            leave_alone()
        operations.note_outcome(errand.letter_id, outcome)
    finally:
        line.hang_up()


def _push(errand: Errand) -> None:
    config, key = current_app.config["HEARTH"], current_app.extensions["keys"]["vapid"]
    subject = config.address if config.production else "mailto:nobody@example.org"
    outcome = Outcome(LATER, TOO_LONG)
    with contextlib.suppress(gevent.Timeout), gevent.Timeout(AT_MOST):
        outcome = push(
            errand.endpoint,
            errand.p256dh,
            errand.auth,
            key,
            subject,
            current_app.extensions["push_carrier"],
        )
    operations.note_outcome(errand.letter_id, outcome)

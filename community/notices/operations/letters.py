"""A letter's way out of the house: taken, handed over outside of any unit, and what became of it."""

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from flask import current_app

from community.clock import now
from community.extensions import db
from community.jobs import schedule
from community.members.models import Member
from community.notices import policies, queries
from community.notices.models import CONFIRM, MAIL, Device, Letter, Mailbox
from community.notices.operations.mailboxes import confirmation_of, note_bounce
from community.notices.outcome import BOUNCED, GONE, LATER, SENT, Outcome
from community.operations import operation, tell

TRIED_FOR = timedelta(days=1)


@dataclass(frozen=True)
class Errand:
    """What has to be handed over to whom; `key` is the same at every attempt and tells nothing."""

    letter_id: int
    way: str
    key: str
    locale: str
    word: str = ""
    to: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)
    endpoint: str = field(default="", repr=False)
    p256dh: str = field(default="", repr=False)
    auth: str = field(default="", repr=False)


@operation
def take_letter(letter_id: int) -> Errand | None:
    """Begin to send a letter; None where it is done, or must not go out any more. A job's work."""
    letter = db.session.get(Letter, letter_id, with_for_update=True)
    if letter is None or not letter.is_open():
        return None
    errand = _errand(letter, db.session.get_one(Member, letter.member_id))
    if errand is None:
        letter.gave_up_at, letter.why = now(), "unwanted"
        return None
    letter.started_at, letter.attempts = now(), letter.attempts + 1
    return errand


@operation
def note_outcome(letter_id: int, outcome: Outcome) -> None:
    """Keep what became of an attempt. What failed for a while is tried again, for a day."""
    letter = db.session.get(Letter, letter_id, with_for_update=True)
    if letter is None or not letter.is_open():
        return
    letter.why = outcome.why
    if outcome.kind == SENT:
        letter.sent_at = now()
    elif outcome.kind == LATER and now() - letter.created_at < TRIED_FOR:
        letter.started_at = None
        wait = outcome.wait or min(60 * 2 ** (letter.attempts - 1), 3600)
        _try_again(letter, wait)
    else:
        letter.gave_up_at = now()
        _draw_conclusions(letter, outcome)


@operation
def put_off_letter(letter_id: int, seconds: int) -> None:
    """The carrier is known to be away: try later, and count no attempt."""
    letter = db.session.get(Letter, letter_id)
    if letter is None or not letter.is_open():
        return
    if now() - letter.created_at < TRIED_FOR:
        _try_again(letter, seconds)
    else:
        letter.gave_up_at, letter.why = now(), "nobody to carry it"


def _try_again(letter: Letter, seconds: int) -> None:
    at = now() + timedelta(seconds=seconds)
    schedule(
        "notices:send",
        f"send:{letter.id}:{at.isoformat()}",
        {"letter": letter.id, "way": letter.way},
        at,
    )


def _draw_conclusions(letter: Letter, outcome: Outcome) -> None:
    box = queries.mailbox_of(letter.member_id)
    if outcome.kind == BOUNCED and letter.way == MAIL and box is not None:
        note_bounce(box.token)
    elif outcome.kind == BOUNCED and box is not None:  # the address that was to be confirmed
        box.pending = box.confirm_hash = None
        tell(letter.member_id, "mail_bounced", {})
    device = db.session.get(Device, letter.device_id) if letter.device_id else None
    if outcome.kind == GONE and device is not None:
        db.session.delete(device)


def _errand(letter: Letter, member: Member) -> Errand | None:
    box = queries.mailbox_of(member.id)
    known: dict[str, Any] = {
        "letter_id": letter.id,
        "way": letter.way,
        "key": _key_of(letter),
        "locale": member.locale,
    }
    word = queries.outreach().word
    if letter.way == CONFIRM:
        return _confirmation(known | {"word": word}, box)
    if letter.way == MAIL:
        if box is None or not policies.can_mail(member, box, now()):
            return None
        return Errand(**known, word=word, to=member.email or "", token=box.token)
    return _push(known, letter, member)


def _confirmation(known: dict[str, Any], box: Mailbox | None) -> Errand | None:
    if box is None or not box.pending:
        return None
    return Errand(**known, to=box.pending, token=box.token, secret=confirmation_of(box))


def _push(known: dict[str, Any], letter: Letter, member: Member) -> Errand | None:
    on = queries.outreach().push_since is not None
    mine = {device.id: device for device in queries.devices_of(member.id)}
    device = mine.get(letter.device_id or 0)
    if device is None or not policies.can_push(member, on, now()):
        return None
    to: dict[str, Any] = {"endpoint": device.endpoint, "p256dh": device.p256dh, "auth": device.auth}
    return Errand(**known, **to)


def _key_of(letter: Letter) -> str:
    key = current_app.extensions["keys"]["mail"]
    return hmac.new(key, f"letter:{letter.id}".encode(), hashlib.sha256).hexdigest()[:32]

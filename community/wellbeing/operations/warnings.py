"""Telling somebody what their own days say, and nobody else (L6.5)."""

from dataclasses import asdict
from datetime import date

from community import vault
from community.clock import now
from community.columns import new_id
from community.extensions import db
from community.operations import in_order_of, operation, tell
from community.wellbeing.forms.warnings import OutlookForm
from community.wellbeing.models.grants import Grant, WarningSent
from community.wellbeing.models.warnings import Outlook, Warning
from community.wellbeing.queries.grants import told_with
from community.wellbeing.queries.warnings import (
    closed_day_of,
    days_until,
    last_warned,
    wanted_by,
    warning_for,
    was_warned,
)
from community.wellbeing.warnings import SILENCE, WORDS, Firing, look_at, own_words_in

NUMBERS = ("urge", "urge_before", "mood", "mood_before", "silent", "silent_before", "run", "before")


@operation
def look_at_days(member_id: int) -> bool:
    """Look at somebody's days once the last of them can no longer change; whether something was told.

    Each day is looked at once. After an outage only the last is: what would have been said meanwhile is no news.
    """
    in_order_of(f"checkins:{member_id}")
    day, outlook = closed_day_of(member_id), _outlook(member_id)
    if outlook.looked_on is not None and outlook.looked_on >= day:
        return False
    outlook.looked_on = day
    if not outlook.is_on:
        return False
    days = days_until(member_id, day)
    last = last_warned(member_id)
    firing = look_at(days, max(last.values(), default=None), last.get(SILENCE))
    if firing is not None:
        _warn(member_id, firing)
    return firing is not None


def meet_own_words(member_id: int, day: date, line: str) -> None:
    """Inside the unit that notes a day: tell its owner where the line has a warning word of their own."""
    wanted = wanted_by(member_id)
    word = own_words_in(line, wanted.words) if wanted.is_on else ""
    if word and not was_warned(member_id, day, WORDS):
        _warn(member_id, Firing(WORDS, day, word=word))


@operation
def choose_outlook(member_id: int, form: OutlookForm) -> None:
    """Whether the rules look at one's days, and one's own words."""
    in_order_of(f"checkins:{member_id}")
    outlook = _outlook(member_id)
    outlook.is_on = form.is_on
    outlook.words = vault.seal("\n".join(form.words), outlook.about) if form.words else ""


@operation
def see_warning(member_id: int, warning_id: int) -> None:
    """Say that one has read it. Raises NotFound."""
    row = warning_for(member_id, warning_id).warning
    row.seen_at = row.seen_at or now()


def _warn(member_id: int, firing: Firing) -> None:
    numbers = {name: said for name, said in asdict(firing).items() if name in NUMBERS}
    row = Warning(
        id=new_id(), member_id=member_id, day=firing.on, rule=firing.rule, numbers=numbers, word="", at=now()
    )  # fmt: skip
    row.word = vault.seal(firing.word, row.about) if firing.word else ""
    db.session.add(row)
    db.session.flush()
    told = told_with(member_id)
    tell(member_id, "days_warn", {"warning": row.id, "sent": len(told)})
    for grant in told:
        _tell_mentor(grant, row)


def _tell_mentor(grant: Grant, row: Warning) -> None:
    """After its owner, and by their consent alone: which rule it was, and no number or word."""
    sent = WarningSent(warning_id=row.id, to_id=grant.to_id, owner_id=grant.owner_id, at=now())
    db.session.add(sent)
    db.session.flush()
    about = {
        "owner": grant.owner_id, "to": grant.to_id, "rule": row.rule, "group": grant.owner.group_id,
    }  # fmt: skip
    tell(grant.to.member_id, "mentee_warned", about)


def _outlook(member_id: int) -> Outlook:
    row = db.session.get(Outlook, member_id)
    if row is None:
        row = Outlook(member_id=member_id, is_on=True, words="")
        db.session.add(row)
        db.session.flush()
    return row

"""Noting how a day was, and taking that away again (L6.3)."""

from datetime import date

from flask_babel import format_date
from flask_babel import gettext as _

from community import vault
from community.clock import now
from community.columns import new_id
from community.errors import Conflict, NotFound
from community.extensions import db
from community.members.queries import member_for
from community.operations import in_order_of, operation
from community.wellbeing.days import day_in, is_open
from community.wellbeing.forms.checkins import CheckinForm
from community.wellbeing.models.checkins import Checkin
from community.wellbeing.operations.warnings import meet_own_words
from community.wellbeing.queries.checkins import row_on


@operation
def check_in(member_id: int, form: CheckinForm) -> date:
    """Note a day; which one. What is said last holds: there is one row a day, however many devices say it.

    Raises Conflict where that day can no longer be written, or not yet.
    """
    in_order_of(f"checkins:{member_id}")
    zone, moment = member_for(member_id).zone, now()
    today = day_in(zone, moment)
    day = form.day or today
    row = row_on(member_id, day)
    if row is not None and _says(row, form):
        return day
    if not is_open(day, zone, moment, row.made_at if row else None):
        raise _closed(day, today, row is not None)
    if row is None:
        row = Checkin(
            id=new_id(), member_id=member_id, day=day, mood=form.mood, line="", marks=[], made_at=moment,
            changed_at=moment,
        )  # fmt: skip
        db.session.add(row)
    row.mood, row.changed_at = form.mood, moment
    if form.whole:
        row.urge, row.sleep, row.marks = form.urge, form.sleep, list(form.marks)
        row.line = vault.seal(form.line, row.about) if form.line else ""
        meet_own_words(member_id, day, form.line)
    db.session.flush()
    return day


@operation
def forget_checkin(member_id: int, day: date) -> None:
    """Take away what one noted of a day. Raises NotFound."""
    row = row_on(member_id, day)
    if row is None:
        raise NotFound
    db.session.delete(row)
    db.session.flush()


def _says(row: Checkin, form: CheckinForm) -> bool:
    """Whether the row says all that already: so that sending twice is harmless, also after midnight."""
    if row.mood != form.mood:
        return False
    there = (row.urge, row.sleep, tuple(row.marks), vault.read(row.line, row.about))
    return not form.whole or there == (form.urge, form.sleep, form.marks, form.line)


def _closed(day: date, today: date, is_noted: bool) -> Conflict:
    if day > today:
        return Conflict(
            _(
                "By your clock it is %(day)s. Note how it is today.",
                day=format_date(today, "EEEE d MMMM"),
            )
        )
    if is_noted:
        return Conflict(_("That day has ended. What you noted stays as it was, and today is open."))
    return Conflict(_("That day has ended. It can stay empty, and today is open."))

"""Seeding, adding, changing, confirming and retiring crisis lines."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _

from community.actors import SYSTEM
from community.clock import now
from community.errors import Conflict, NotFound
from community.extensions import db
from community.journal import record
from community.operations import in_order_of, operation, publish, tell
from community.wellbeing.crisis import current, queries
from community.wellbeing.crisis.forms import LineForm
from community.wellbeing.crisis.models import CrisisLine
from community.wellbeing.crisis_lines import PLACES, Line, Place

A_WEEK = timedelta(days=7)
ORDER = "crisis lines"
EMERGENCY = "Emergency"


@operation
def seed_lines() -> int:
    """Put the shipped lines there that were never there, unconfirmed; how many.

    What nobody here has confirmed or changed follows what this version ships. What was retired stays so.
    """
    in_order_of(ORDER)
    there, added = queries.shipped_rows(), 0
    for shipped, facts in _shipped():
        row = there.get(shipped)
        if row is None:
            row = CrisisLine(shipped=shipped, changed_at=now(), revision=0)
            db.session.add(row)
            added += 1
        elif row.confirmed_at or row.changed_by or row.retired_at or _says(row, facts):
            continue
        for name, value in facts.items():
            setattr(row, name, value)
        _touch(row, None)
    if added:
        record(SYSTEM, "wellbeing:crisis:seeded", "crisis", {"lines": added})
    return added


@operation
def add_line(member_id: int, form: LineForm) -> int:
    """Put a line there; its id. The same once more gives the first. Raises NotFound for others than administrators."""
    in_order_of(ORDER)
    if not queries.may_keep_lines(member_id):
        raise NotFound
    before = queries.line_like(form.country, form.name, form.phone, form.text)
    if before is not None:
        return before.id
    row = CrisisLine(changed_at=now(), revision=0)
    _fill(row, form)
    row.verified_on = queries.today()
    db.session.add(row)
    db.session.flush()
    _touch(row, member_id)
    record(member_id, "wellbeing:crisis:added", f"crisis:{row.id}")
    if form.checked:
        _confirm(member_id, row)
    return row.id


@operation
def change_line(member_id: int, line_id: int, form: LineForm) -> None:
    """Change what a line says. It is unconfirmed then, unless its source was read today. Raises NotFound, Conflict."""
    row = _there(member_id, line_id)
    _fill(row, form)
    row.confirmed_at = None
    _touch(row, member_id)
    record(member_id, "wellbeing:crisis:changed", f"crisis:{row.id}")
    if form.checked:
        _confirm(member_id, row)


@operation
def confirm_line(member_id: int, line_id: int) -> None:
    """Note that this administrator made sure today that a line holds. Raises NotFound, Conflict."""
    _confirm(member_id, _there(member_id, line_id))


@operation
def retire_line(member_id: int, line_id: int) -> None:
    """Take a line off the pages. Again changes nothing. Raises NotFound."""
    in_order_of(ORDER)
    row = queries.line_for(member_id, line_id)
    db.session.refresh(row)
    if row.retired_at is None:
        row.retired_at, row.retired_by = now(), member_id
        _touch(row, member_id)
        record(member_id, "wellbeing:crisis:retired", f"crisis:{row.id}")


@operation
def return_line(member_id: int, line_id: int) -> None:
    """Put a line that was taken off back, unconfirmed. Again changes nothing. Raises NotFound."""
    in_order_of(ORDER)
    row = queries.line_for(member_id, line_id)
    db.session.refresh(row)
    if row.retired_at is not None:
        row.retired_at, row.retired_by, row.confirmed_at = None, None, None
        _touch(row, member_id)
        record(member_id, "wellbeing:crisis:returned", f"crisis:{row.id}")


@operation
def remind_administrators() -> None:
    """Tell them what was last checked 180 days ago, in one notice and not twice within a week. Harmless twice."""
    in_order_of(ORDER)
    stale, last, moment = queries.stale_and_untold(), queries.last_told(), now()
    told_at = last.stale_told_at if last is not None else None
    if not stale or (told_at is not None and moment - told_at < A_WEEK):
        return
    for row in stale:
        row.stale_told_at = moment
    for member_id in queries.who_keeps_lines():
        tell(member_id, "crisis_lines_stale", {"count": len(stale)})
    record(SYSTEM, "wellbeing:crisis:reminded", "crisis", {"lines": len(stale)})


def _there(member_id: int, line_id: int) -> CrisisLine:
    in_order_of(ORDER)
    row = queries.line_for(member_id, line_id)
    db.session.refresh(row)
    if row.retired_at is not None:
        raise Conflict(_("This line was taken off. Put it back first."))
    return row


def _confirm(member_id: int, row: CrisisLine) -> None:
    row.confirmed_at, row.verified_on, row.verified_by = now(), queries.today(), member_id
    row.stale_told_at = None
    _touch(row, member_id)
    record(member_id, "wellbeing:crisis:confirmed", f"crisis:{row.id}")


def _touch(row: CrisisLine, by: int | None) -> None:
    row.changed_at, row.changed_by = now(), by
    db.session.flush()
    row.revision = queries.next_revision()
    db.session.flush()
    publish(current.look_again)


def _fill(row: CrisisLine, form: LineForm) -> None:
    row.country, row.name, row.source, row.is_emergency = (
        form.country, form.name, form.source, form.is_emergency,
    )  # fmt: skip
    row.phone, row.text, row.chat_url = form.phone, form.text, form.chat_url
    row.hours, row.languages, row.audience = form.hours, list(form.languages), form.audience


def _says(row: CrisisLine, facts: Mapping[str, Any]) -> bool:
    return all(getattr(row, name) == value for name, value in facts.items())


def _shipped() -> Iterator[tuple[str, dict[str, Any]]]:
    for code, place in PLACES.items():
        if place.emergency and place.emergency_source:
            yield f"{code}:emergency", _emergency(place)
        for position, line in enumerate(place.lines):
            if line.source:
                yield f"{code}:{line.name}"[:80], _facts(code, position, line)


def _emergency(place: Place) -> dict[str, Any]:
    return {
        "country": place.code, "is_emergency": True, "position": 0, "name": EMERGENCY, "phone": place.emergency,
        "text": "", "hours": "", "languages": [], "source": place.emergency_source,
        "verified_on": place.verified_on,
    }  # fmt: skip


def _facts(code: str, position: int, line: Line) -> dict[str, Any]:
    is_dialled = line.number.replace(" ", "").replace("-", "").lstrip("+").isdigit()
    return {
        "country": code, "is_emergency": False, "position": position, "name": line.name,
        "phone": line.number if is_dialled else "", "text": "" if is_dialled else line.number,
        "hours": line.hours, "languages": list(line.languages), "source": line.source,
        "verified_on": line.verified_on,
    }  # fmt: skip

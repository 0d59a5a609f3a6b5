"""A group's formats: taken from a shipped one, changed by versions, put away and brought back (L5.3)."""

from dataclasses import asdict

import sqlalchemy as sa
from flask_babel import gettext as _

from community.actors import is_person
from community.clock import now
from community.errors import Conflict, Invalid
from community.extensions import db
from community.groups.models import Group
from community.groups.operations.attendance import hold_group
from community.groups.queries import membership_of, needs_moderator, place_in, staff_ready
from community.journal import record
from community.meetings import policies, queries
from community.meetings.forms.formats import FormatForm
from community.meetings.models import Format, FormatVersion
from community.meetings.shipped import SHIPPED
from community.operations import operation


@operation
def adopt_format(actor: int, group_id: int, shipped: str) -> int:
    """Give the group its own copy of a shipped format, in the actor's language; its id.

    Adopting it again returns the copy that is there, brought back if it was put away. Raises Forbidden, Invalid.
    """
    hold_group(group_id)
    if is_person(actor):
        _require_moderator(actor, db.session.get_one(Group, group_id))
    if shipped not in SHIPPED:
        raise Invalid({"shipped": _("Choose one of these.")})
    known = queries.copy_of(group_id, shipped)
    if known is not None:
        _set_archived(actor, known, False)
        return known.id
    draft = SHIPPED[shipped]
    form = FormatForm(str(draft.name), str(draft.welcome), str(draft.etiquette), draft.phases)
    return _begin(actor, group_id, form, shipped)


@operation
def copy_format(member_id: int, format_id: int, name: str) -> int:
    """Begin another format of the group from what this one says now; its id. Raises NotFound, Forbidden."""
    kept = _managed(member_id, format_id)
    said = kept.version
    form = FormatForm(name, said.welcome, said.etiquette, tuple(said.parts))
    return _begin(member_id, kept.format.group_id, form, "")


@operation
def add_version(member_id: int, format_id: int, form: FormatForm) -> int:
    """Change what the format says from the next lobby on; its newest version's number.

    Words that are the same make no version. Raises NotFound, Forbidden, and Conflict where somebody else has
    made a version since the one that `form` was made from.
    """
    kept = _managed(member_id, format_id)
    if form.made_from != kept.version.number:
        said = _("Somebody changed this while you were writing. What you typed is not saved yet.")
        raise Conflict(said, fields={"made_from": said})
    _rename(member_id, kept.format, form.name)
    if _same(kept.version, form):
        return kept.version.number
    _add(member_id, kept.format, form, kept.version.number + 1)
    return kept.version.number + 1


@operation
def archive_format(member_id: int, format_id: int) -> None:
    """Put a format away: it is offered no longer; meetings that use it keep it. Raises NotFound, Forbidden."""
    _set_archived(member_id, _managed(member_id, format_id).format, True)


@operation
def restore_format(member_id: int, format_id: int) -> None:
    """Bring a format back. Raises NotFound, Forbidden."""
    _set_archived(member_id, _managed(member_id, format_id).format, False)


def _begin(actor: int, group_id: int, form: FormatForm, shipped: str) -> int:
    begun = Format(group_id=group_id, name=form.name, shipped=shipped, created_at=now())
    db.session.add(begun)
    db.session.flush()
    facts = {"group": group_id, "shipped": shipped}
    record(actor, "meetings:format:begun", f"format:{begun.id}", facts)
    _add(actor, begun, form, 1)
    return begun.id


def _add(actor: int, format: Format, form: FormatForm, number: int) -> None:
    author = membership_of(actor, format.group_id) if is_person(actor) else None
    db.session.add(
        FormatVersion(
            format_id=format.id, number=number, author_id=author.id if author else None, at=now(),
            welcome=form.welcome, etiquette=form.etiquette, phases=[asdict(p) for p in form.phases],
        )
    )  # fmt: skip
    db.session.flush()
    record(actor, "meetings:format:changed", f"format:{format.id}", {"version": number})


def _managed(member_id: int, format_id: int) -> queries.KeptFormat:
    found = db.session.scalar(sa.select(Format.group_id).where(Format.id == format_id))
    if found is not None:
        hold_group(found)
    kept = queries.format_for(member_id, format_id)
    _require_moderator(member_id, kept.place.group)
    return kept


def _require_moderator(member_id: int, group: Group) -> None:
    place = place_in(member_id, group)
    if not policies.can_manage_meetings(place, staff_ready(member_id)):
        raise needs_moderator(place)


def _rename(member_id: int, format: Format, name: str) -> None:
    if format.name != name:
        format.name = name
        record(member_id, "meetings:format:renamed", f"format:{format.id}")


def _set_archived(actor: int, format: Format, away: bool) -> None:
    if away == (format.archived_at is not None):
        return
    format.archived_at = now() if away else None
    kind = f"meetings:format:{'archived' if away else 'restored'}"
    record(actor, kind, f"format:{format.id}")


def _same(version: FormatVersion, form: FormatForm) -> bool:
    said = (version.welcome, version.etiquette, tuple(version.parts))
    return said == (form.welcome, form.etiquette, form.phases)

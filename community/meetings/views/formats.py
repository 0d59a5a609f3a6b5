"""A group's formats: read by whoever is inside, changed by its moderators; the editor works without script (L5.3)."""

from typing import Any

from flask import Response, flash, g, render_template, request
from flask_babel import gettext as _

from community.groups.queries import inside_for, needs_moderator, staff_ready
from community.groups.views.blueprint import bound
from community.meetings import operations, policies, queries
from community.meetings.forms import FormatForm, NameForm, Sheet
from community.meetings.models import Format, FormatVersion
from community.meetings.queries import KeptFormat
from community.meetings.shipped import SHIPPED
from community.meetings.views.blueprint import pages
from community.registry import registry
from community.text import render
from community.web import answer, me, redraws

FORMAT = "/formats/<int:format_id>"
EDITOR = "meetings.change_format"
LARGEST = 600 * 1024
"""Bytes of an editor's page that is sent: room for the longest format in any script, and some for what is too long."""


@pages.url_value_preprocessor
def make_room(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Let the editor send a whole format at once, so that too long a reading is refused in words and kept."""
    if endpoint == EDITOR:
        request.max_content_length = request.max_form_memory_size = LARGEST


@pages.get("/groups/<slug>/formats")
def list_formats(slug: str) -> str:
    """A group's formats, and the shipped ones it could take."""
    place = inside_for(me().id, slug)
    mine, away = (queries.formats_of(place.group.id, archived) for archived in (False, True))
    known = {each.shipped for each in mine}
    shipped = {key: draft for key, draft in SHIPPED.items() if key not in known}
    return render_template(
        "meetings/formats/index.html", **bound(place), formats=[_line(each) for each in mine],
        archived=away, shipped=shipped, may_change=policies.can_manage_meetings(place, me().has_totp),
    )  # fmt: skip


@pages.post("/groups/<slug>/formats")
@redraws(list_formats)
def create_format(slug: str) -> Response:
    """Take a copy of a shipped format."""
    group = inside_for(me().id, slug).group
    format_id = operations.adopt_format(me().id, group.id, request.form.get("shipped", ""))
    return answer(_address(format_id))


@pages.get(FORMAT)
def show_format(format_id: int) -> str:
    """A format as it is now, and its versions."""
    return _shown(queries.format_for(me().id, format_id))


@pages.get(f"{FORMAT}/versions/<int:number>")
def show_version(format_id: int, number: int) -> str:
    """A format as it was."""
    return _shown(queries.format_for(me().id, format_id, number))


@pages.get(f"{FORMAT}/edit")
def edit_format(format_id: int) -> str:
    """The editor: with the format as it is, as it was (`?from=`), or with what was typed."""
    kept = queries.format_for(me().id, format_id, request.args.get("from", type=int))
    if not policies.can_manage_meetings(kept.place, staff_ready(me().id)):
        raise needs_moderator(kept.place)
    sheet = g.get("sheet") or (Sheet.typed(g.values) if g.get("values") else _kept_sheet(kept))
    return render_template("meetings/formats/edit.html", **_editor(kept, sheet))


@pages.post(f"{FORMAT}/edit")
@redraws(edit_format)
def change_format(format_id: int) -> Response | str:
    """Save a new version, or bring the page again with a part added, moved or taken out."""
    order = request.form.get("do", "save")
    if order != "save":
        g.sheet = Sheet.typed(request.form).arranged(order)
        return edit_format(format_id)
    number = operations.add_version(me().id, format_id, FormatForm.parse(request.form))
    flash(_("Saved. This is version %(number)d.", number=number))
    return answer(_address(format_id))


@pages.post(f"{FORMAT}/copies")
@redraws(show_format)
def create_copy(format_id: int) -> Response:
    """Begin another format from this one."""
    form = NameForm.parse(request.form)
    return answer(f"{_address(operations.copy_format(me().id, format_id, form.name))}/edit")


@pages.post(f"{FORMAT}/archive")
def create_format_archive(format_id: int) -> Response:
    """Put it away."""
    operations.archive_format(me().id, format_id)
    return answer(_address(format_id))


@pages.post(f"{FORMAT}/restoration")
def create_format_restoration(format_id: int) -> Response:
    """Bring it back."""
    operations.restore_format(me().id, format_id)
    return answer(_address(format_id))


def _address(format_id: int) -> str:
    return f"/formats/{format_id}"


def _line(format: Format) -> dict[str, Any]:
    version = queries.newest_of(format.id)
    minutes = sum(part.minutes for part in version.parts)
    return {"format": format, "version": version, "minutes": minutes, "parts": len(version.parts)}


def _shown(kept: KeptFormat) -> str:
    version = kept.version
    parts = [
        {"phase": part, "readings": [(each.title, render(each.body)) for each in part.readings]}
        for part in version.parts
    ]
    return render_template(
        "meetings/formats/show.html", **bound(kept.place), kept=kept, format=kept.format, version=version,
        parts=parts, minutes=sum(part.minutes for part in version.parts),
        welcome=render(version.welcome), etiquette=render(version.etiquette),
        versions=_versions(kept.format.id),
        may_change=policies.can_manage_meetings(kept.place, me().has_totp),
    )  # fmt: skip


def _versions(format_id: int) -> list[tuple[FormatVersion, str]]:
    """Every version with its author's handle; without it where the reader has blocked them (L1.8)."""
    hidden = registry.hidden_from(me().id)
    return [
        (version, "" if author in hidden else handle)
        for version, author, handle in queries.versions_of(format_id)
    ]


def _kept_sheet(kept: KeptFormat) -> Sheet:
    said = kept.version
    head = {"name": kept.format.name, "welcome": said.welcome, "etiquette": said.etiquette}
    return Sheet.of(head | {"made_from": str(kept.newest)}, said.parts)


def _editor(kept: KeptFormat, sheet: Sheet) -> dict[str, Any]:
    """What the editor's page knows. Whoever is told of a newer version writes after it from then on."""
    newest = str(kept.newest)
    stale = sheet.head.get("made_from") != newest
    sheet.head["made_from"] = newest
    return bound(kept.place) | {
        "kept": kept, "format": kept.format, "sheet": sheet, "values": sheet.values,
        "stale": _versions(kept.format.id)[0] if stale else None, "told": _told(sheet),
    }  # fmt: skip


def _told(sheet: Sheet) -> list[tuple[str, str]]:
    """What is to be changed, each with the field it is about and the part that field stands in."""
    told, left = [], dict(g.get("errors", {}))
    for place, part in enumerate(sheet.parts, 1):
        for name in [name for name in left if name.startswith(f"p{part.number}_")]:
            said = _("Part %(place)d: %(what)s", place=place, what=left.pop(name))
            told.append((name, said))
    left.pop("made_from", "")  # the page says it in its own words, with the newer version
    return [*left.items(), *told]

"""The pages of the directory: looking for help, suggesting it, and looking after it."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, flash, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from community import limits
from community.directory import operations, queries, words
from community.directory.forms import AnswerForm, BatchForm, EntryForm, searched
from community.directory.models import WAITING, Listing
from community.directory.policies import can_suggest
from community.directory.queries import Shelf, Wanted
from community.directory.showing import country_words, shown
from community.errors import NotFound
from community.groups.models import Place
from community.groups.views.blueprint import bound
from community.web import answer, me, public, redraws, someone

pages = Blueprint("directory", __name__)


@pages.get("/directory")
@public
def list_entries() -> ResponseReturnValue:
    """The site's list, and the search in it."""
    wanted = Wanted(**searched(request.args))
    return _list(queries.site_list(_reader(), wanted), wanted)


@pages.get("/groups/<slug>/directory")
def list_group_entries(slug: str) -> ResponseReturnValue:
    """A group's own list."""
    wanted = Wanted(**searched(request.args))
    return _list(queries.group_list(me().id, slug, wanted), wanted)


@pages.get("/directory/<int:entry_id>")
@public
def show_entry(entry_id: int) -> ResponseReturnValue:
    """One entry, and for its keepers what can be done with it."""
    entry, keeper = queries.entry_for(_reader(), entry_id)
    facts = {"one": shown(entry, keeper), "state": entry.state, "mine": _is_mine(entry)}
    return render_template("directory/show.html", **facts)


@pages.get("/directory/new")
def new_entry() -> ResponseReturnValue:
    """The form of a suggestion for the site's list."""
    return _form("directory/new.html", None)


@pages.post("/directory")
@redraws(new_entry)
def create_entry() -> ResponseReturnValue:
    """Suggest it."""
    return _suggest(None)


@pages.get("/groups/<slug>/directory/new")
def new_group_entry(slug: str) -> ResponseReturnValue:
    """The form of a suggestion for a group's list."""
    return _form("directory/new.html", queries.place_to_suggest(me().id, slug))


@pages.post("/groups/<slug>/directory")
@redraws(new_group_entry)
def create_group_entry(slug: str) -> ResponseReturnValue:
    """Suggest it."""
    return _suggest(slug)


@pages.get("/directory/mine")
def list_mine() -> ResponseReturnValue:
    """What one suggested, and what became of it."""
    return render_template("directory/mine.html", entries=queries.suggested_by(me().id))


@pages.get("/directory/keeping")
def show_keeping() -> ResponseReturnValue:
    """What waits in the site's list, and what should be checked again."""
    queries.kept_site_list(me().id)
    facts = {
        "for_members_only": queries.is_for_members_only(), "runs_site": me().is_administrator,
        "batches": queries.batches_waiting(),
    }  # fmt: skip
    return render_template("directory/keeping.html", **_kept(None), **facts)


@pages.get("/groups/<slug>/directory/keeping")
def show_group_keeping(slug: str) -> ResponseReturnValue:
    """The same of a group's list."""
    return render_template(
        "directory/keeping.html", **_kept(queries.kept_group_list(me().id, slug))
    )


@pages.get("/directory/batches")
def show_batch() -> ResponseReturnValue:
    """What came out of a file: all of one kind and region (`kind`, `region`), or its first hundred."""
    queries.kept_site_list(me().id)
    form = BatchForm.parse(request.args.to_dict())
    kind, region = form.kind, form.region
    entries = queries.first_of_batch(kind, region)
    if not entries:
        raise NotFound
    number = next(n for k, b, n in queries.batches_waiting() if (k, b) == (kind, region))
    facts = {"entries": entries, "number": number, "kind": kind, "region": region}
    return render_template("directory/batch.html", **facts, kind_words=words.kinds()[kind])


@pages.post("/directory/batches/approval")
def create_batch_approval() -> ResponseReturnValue:
    """Take all of a kind and region up."""
    form = BatchForm.parse(request.form)
    number = operations.accept_batch(me().id, form.kind, form.region)
    flash(ngettext("One entry was taken up.", "%(num)d entries were taken up.", number))
    return answer("/directory/keeping")


@pages.post("/directory/batches/discarding")
def create_batch_discarding() -> ResponseReturnValue:
    """Throw all of a kind and region away."""
    form = BatchForm.parse(request.form)
    number = operations.discard_batch(me().id, form.kind, form.region)
    flash(ngettext("One entry was thrown away.", "%(num)d entries were thrown away.", number))
    return answer("/directory/keeping")


@pages.post("/directory/openness")
def change_openness() -> ResponseReturnValue:
    """Let strangers read the site's list (`open=yes`), or members only."""
    operations.open_list(me().id, request.form.get("open") == "yes")
    flash(_("Saved."))
    return answer("/directory/keeping")


@pages.get("/directory/<int:entry_id>/edit")
def edit_entry(entry_id: int) -> ResponseReturnValue:
    """The form that changes an entry."""
    entry = queries.kept_entry_for(me().id, entry_id)
    return _form("directory/edit.html", None, entry)


@pages.post("/directory/<int:entry_id>/edit")
@redraws(edit_entry)
def change_entry(entry_id: int) -> ResponseReturnValue:
    """Change it."""
    operations.change_entry(me().id, entry_id, EntryForm.parse(request.form))
    return _done(entry_id, _("Saved."))


@pages.post("/directory/<int:entry_id>/approval")
@redraws(show_entry)
def create_approval(entry_id: int) -> ResponseReturnValue:
    """Take a suggestion up."""
    operations.accept_entry(me().id, entry_id)
    return _done(entry_id, _("It stands in the directory now."))


@pages.post("/directory/<int:entry_id>/refusal")
@redraws(show_entry)
def create_refusal(entry_id: int) -> ResponseReturnValue:
    """Do not take it up."""
    operations.refuse_entry(me().id, entry_id, AnswerForm.parse(request.form))
    return _done(entry_id, _("It was not taken up. Whoever suggested it is told."))


@pages.post("/directory/<int:entry_id>/check")
@redraws(show_entry)
def create_check(entry_id: int) -> ResponseReturnValue:
    """It was right today."""
    operations.check_entry(me().id, entry_id)
    return _done(entry_id, _("Noted: checked today."))


@pages.post("/directory/<int:entry_id>/owner")
@redraws(show_entry)
def create_owner(entry_id: int) -> ResponseReturnValue:
    """Look after it from now on."""
    operations.take_over(me().id, entry_id)
    return _done(entry_id, _("You look after this entry now."))


@pages.post("/directory/<int:entry_id>/retirement")
@redraws(show_entry)
def create_retirement(entry_id: int) -> ResponseReturnValue:
    """Take it off the list."""
    operations.retire_entry(me().id, entry_id)
    return _done(entry_id, _("It was taken off the list."))


@pages.post("/directory/<int:entry_id>/return")
@redraws(show_entry)
def create_return(entry_id: int) -> ResponseReturnValue:
    """Put it back."""
    operations.put_back(me().id, entry_id)
    return _done(entry_id, _("It stands in the directory again."))


def _reader() -> int | None:
    reader = someone()
    return reader.id if reader is not None else None


def _is_mine(entry: Listing) -> bool:
    reader = _reader()
    return reader is not None and entry.suggested_by == reader


def _list(shelf: Shelf, wanted: Wanted) -> str:
    named = words.countries()
    base = f"/groups/{shelf.group.slug}/directory" if shelf.group else "/directory"
    facts: dict[str, Any] = {
        "found": [shown(entry, shelf.keeper) for entry in shelf.found],
        "wanted": wanted, "values": vars(wanted), "base": base, "kept": shelf.is_kept,
        "kinds": [("", _("Any")), *words.kinds().items()],
        "countries": [("", _("Any")), *((code, named.get(code, code)) for code in shelf.countries)],
        "languages": [("", _("Any")), *((each, each) for each in shelf.languages)],
        "earlier": _turn(base, wanted, wanted.page - 1) if wanted.page > 1 else "",
        "later": _turn(base, wanted, wanted.page + 1) if shelf.more else "",
        "may_suggest": someone() is not None and can_suggest(shelf.place),
    }  # fmt: skip
    if shelf.place is not None:
        facts |= bound(shelf.place)
    return render_template("directory/index.html", **facts)


def _turn(base: str, wanted: Wanted, page: int) -> str:
    chosen = {name: value for name, value in vars(wanted).items() if value and name != "page"}
    return f"{base}?{urlencode({**chosen, 'page': page})}"


def _form(template: str, place: Place | None, entry: Listing | None = None) -> str:
    anywhere = country_words("")
    values: Mapping[str, Any] = g.get("values") or (_values(entry) if entry else {})
    facts: dict[str, Any] = {
        "values": values, "entry": entry, "kinds": list(words.kinds().items()),
        "countries": [("", anywhere[:1].upper() + anywhere[1:]), *words.countries().items()],
    }  # fmt: skip
    return render_template(template, **facts, **(bound(place) if place is not None else {}))


def _values(entry: Listing) -> dict[str, Any]:
    named = ("kind", "name", "country", "area", "address", "phone", "web", "cost", "about")
    return {name: getattr(entry, name) for name in named} | {
        "languages": ", ".join(entry.languages)
    }


def _suggest(slug: str | None) -> ResponseReturnValue:
    form = EntryForm.parse(request.form)
    limits.spend("suggestions", me().id)
    entry_id = operations.suggest_entry(me().id, form, slug)
    entry, _keeper = queries.entry_for(me().id, entry_id)
    said = _("Thank you. Somebody looks at it, and you hear what becomes of it.")
    return _done(entry_id, said if entry.state == WAITING else _("It stands in the directory now."))


def _kept(place: Place | None) -> dict[str, Any]:
    group_id = place.group.id if place is not None else None
    facts: dict[str, Any] = {
        "waiting": queries.waiting_in(group_id), "stale": queries.stale_in(group_id),
        "retired": queries.retired_in(group_id), "kind_words": words.kinds(),
        "base": f"/groups/{place.group.slug}/directory" if place is not None else "/directory",
    }  # fmt: skip
    return facts | (bound(place) if place is not None else {})


def _done(entry_id: int, said: str) -> ResponseReturnValue:
    flash(said)
    return answer(f"/directory/{entry_id}")

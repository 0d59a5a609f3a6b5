"""What one wants to see of words under a content note."""

from flask import Response, flash, g, render_template, request
from flask_babel import gettext as _

from community.rooms import broadcasts, operations, queries
from community.rooms.forms import NotesForm
from community.rooms.views.blueprint import pages
from community.web import answer, me, redraws


@pages.get("/you/content-notes")
def show_notes() -> str:
    """Each note with what was chosen for it."""
    chosen = queries.notes_chosen_by(me().id)
    notes = list(broadcasts.NOTE_LABELS.items())
    g.values = g.get("values") or {name: chosen.get(name, "") for name, _label in notes}
    return render_template("rooms/notes.html", notes=notes)


@pages.post("/you/content-notes")
@redraws(show_notes)
def choose_notes() -> Response:
    """Choose for each note."""
    operations.choose_notes(me().id, NotesForm.parse(request.form))
    flash(_("Saved."))
    return answer("/you/content-notes")

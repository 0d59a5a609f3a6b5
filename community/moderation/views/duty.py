"""Who is there when, what one leaves for the next, and one's own limit (L8.7)."""

from flask import flash, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from community.clock import zones_said
from community.moderation import operations, queries
from community.moderation.forms import AbsenceForm, HandOverForm, LimitForm, ShiftForm
from community.moderation.models import MOST
from community.moderation.showing_duty import day_names, roster_facts
from community.moderation.views.blueprint import pages
from community.web import answer, me, redraws


@pages.get("/groups/<slug>/roster")
@pages.get("/site/roster", defaults={"slug": ""}, endpoint="show_site_roster")
def show_roster(slug: str) -> ResponseReturnValue:
    """Who is there when, for those who share a roster."""
    roster = queries.roster_for(me().id, slug)
    g.values = g.get("values") or {"zone": me().zone}
    return render_template(
        "moderation/roster.html", roster=roster, **roster_facts(roster, me().id), zones=zones_said(),
        days=day_names(),
    )  # fmt: skip


@pages.post("/groups/<slug>/roster/shifts")
@pages.post("/site/roster/shifts", defaults={"slug": ""}, endpoint="create_site_shifts")
@redraws(show_roster)
def create_shifts(slug: str) -> ResponseReturnValue:
    """Be there at these hours."""
    operations.add_shifts(me().id, slug, ShiftForm.parse(request.form))
    flash(_("Kept. Thank you for being there."))
    return answer(_page(slug, "roster"))


@pages.post("/shifts/<int:shift_id>/removal")
def remove_shift(shift_id: int) -> ResponseReturnValue:
    """Be there at these hours no longer."""
    return answer(f"{operations.remove_shift(me().id, shift_id)}/roster")


@pages.post("/groups/<slug>/roster/absence")
@pages.post("/site/roster/absence", defaults={"slug": ""}, endpoint="create_site_absence")
@redraws(show_roster)
def create_absence(slug: str) -> ResponseReturnValue:
    """Be away."""
    operations.go_away(me().id, slug, AbsenceForm.parse(request.form))
    return answer(_page(slug, "roster"))


@pages.post("/groups/<slug>/roster/absence/ending")
@pages.post("/site/roster/absence/ending", defaults={"slug": ""}, endpoint="end_site_absence")
def end_absence(slug: str) -> ResponseReturnValue:
    """Be back."""
    operations.come_back(me().id, slug)
    return answer(_page(slug, "roster"))


@pages.get("/groups/<slug>/hand-over")
@pages.get("/site/hand-over", defaults={"slug": ""}, endpoint="show_site_hand_over")
def show_hand_over(slug: str) -> ResponseReturnValue:
    """The last notes, and the form of a new one."""
    roster, office = queries.roster_for(me().id, slug), queries.office_of(me().id)
    return render_template(
        "moderation/hand_over.html", roster=roster, notes=queries.notes_of(office, roster),
        cases=queries.cases_to_hand(office, roster),
    )  # fmt: skip


@pages.post("/groups/<slug>/hand-over")
@pages.post("/site/hand-over", defaults={"slug": ""}, endpoint="create_site_hand_over")
@redraws(show_hand_over)
def create_hand_over(slug: str) -> ResponseReturnValue:
    """Leave a note for the next."""
    operations.hand_over(me().id, slug, HandOverForm.parse(request.form))
    flash(_("Left for the next. Rest well."))
    return answer(_page(slug, "hand-over"))


@pages.post("/hand-overs/<int:note_id>/taking-over")
def take_over(note_id: int) -> ResponseReturnValue:
    """Take over."""
    operations.take_over(me().id, note_id)
    return answer("/desk")


def draw_limit() -> str:
    """How many opened words a day, for oneself alone."""
    queries.reader_of_desk(me().id)
    most = queries.limit_of(me().id)
    g.values = g.get("values") or {"most": "never" if most is None else str(most)}
    numbers = [
        (str(number), ngettext("one time a day", "%(num)d times a day", number))
        for number in range(1, MOST + 1)
    ]
    return render_template(
        "moderation/exposure.html", seen=queries.viewings_today(me().id), number_choices=numbers
    )


@pages.get("/desk/exposure")
def show_exposure() -> str:
    """One's own limit."""
    return draw_limit()


@pages.post("/desk/exposure")
@redraws(draw_limit)
def create_limit() -> ResponseReturnValue:
    """Choose it."""
    operations.set_limit(me().id, LimitForm.parse(request.form))
    flash(_("Kept."))
    return answer("/desk/exposure")


def _page(slug: str, name: str) -> str:
    return f"/groups/{slug}/{name}" if slug else f"/site/{name}"

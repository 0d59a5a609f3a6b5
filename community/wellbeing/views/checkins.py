"""How one's days are: noted, looked at, told to a group (L6.3)."""

from datetime import date
from secrets import token_urlsafe
from typing import Any

from flask import Blueprint, flash, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community import limits
from community.errors import NotFound
from community.rooms.broadcasts import address_of_line
from community.rooms.logs import after_posting
from community.rooms.queries import send_rate
from community.web import answer, me, redraws
from community.wellbeing.checkin_panels import cards_of
from community.wellbeing.days import A_DAY
from community.wellbeing.forms.checkins import CheckinForm, day_named
from community.wellbeing.forms.daily_threads import SharingForm
from community.wellbeing.operations.checkins import check_in, forget_checkin
from community.wellbeing.operations.daily_threads import share_checkin
from community.wellbeing.plots import Curve, curve
from community.wellbeing.queries.checkins import noted_for, noted_since, series_of, today_of
from community.wellbeing.queries.daily_threads import (
    OpenThread,
    channels_for,
    place_for,
    threads_for,
)
from community.wellbeing.queries.group_words import voice_of
from community.wellbeing.queries.plans import with_numbers
from community.wellbeing.words import checkins as words
from community.wellbeing.words.sentences import Voice

SPANS = (30, 90)

pages = Blueprint("checkins", __name__)


@pages.app_context_processor
def spoken() -> dict[str, Any]:
    """The words of check-ins and of a plan's items, for the card on other features' pages too."""
    return {"mood_words": words.MOODS, "mark_words": words.MARKS, "with_numbers": with_numbers}


@pages.app_template_filter("figure")
def figure(number: float) -> str:
    """A number without needless noughts: 7 or 7.5."""
    return f"{number:g}"


@pages.get("/you/checkins")
def show_checkins() -> str:
    """Today, yesterday until noon, and the last 30 or (`?days=90`) 90 days as curves and as a table."""
    span = SPANS[1] if request.args.get("days") == str(SPANS[1]) else SPANS[0]
    mine = me().id
    card, yesterday = cards_of(mine)
    return render_template(
        "wellbeing/checkins.html", card=card, yesterday=yesterday, span=span, spans=SPANS,
        curves=_curves(mine, span), noted=noted_since(mine, today_of(mine) - span * A_DAY),
    )  # fmt: skip


@pages.post("/you/checkins")
@redraws(show_checkins)
def create_checkin() -> ResponseReturnValue:
    """Note a day: by a tap on a mood, or with all the rest."""
    form = CheckinForm.parse(request.form)
    day = check_in(me().id, form)
    if day != today_of(me().id):
        return answer("/you/checkins?more=yes#yesterday")
    return answer("/#check-in" if form.whole else "/?more=yes#check-in")


@pages.post("/you/checkins/<day>/deletion")
def delete_checkin(day: str) -> ResponseReturnValue:
    """Take a day away."""
    forget_checkin(me().id, _named(day))
    flash(_("Deleted."))
    return answer("/you/checkins")


@pages.get("/you/checkins/<day>/sharing")
def show_sharing(day: str) -> str:
    """What would be told of a day (`?line=yes` with its line), in words to be changed first, and where."""
    noted = noted_for(me().id, _named(day))
    line = noted.line if request.args.get("line") == "yes" else ""
    threads = [*threads_for(me().id), *channels_for(me().id)]
    said = _proposed(noted.mood, line, threads)
    g.values = {"body": said, "key": token_urlsafe(16)} | (g.get("values") or {})
    return render_template(
        "wellbeing/sharing.html", noted=noted, threads=threads, with_line=bool(line)
    )


@pages.post("/you/checkins/<day>/sharing")
@redraws(show_sharing)
def create_sharing(day: str) -> ResponseReturnValue:
    """Tell of a day in a group's thread, or to one's mentor: an ordinary post."""
    limits.spend(send_rate(me().id), me().id)
    form = SharingForm.parse(request.form)
    place = place_for(me().id, form.thread)
    posted = share_checkin(me().id, _named(day), form)
    line = "" if posted.waits else address_of_line(place.stream, posted.seq)
    return after_posting(posted, line, place.end)


def _named(day: str) -> date:
    found = day_named(day)
    if found is None:
        raise NotFound
    return found


def _proposed(mood: int, line: str, threads: list[OpenThread]) -> str:
    """What could be told, to begin with: in the group's own words where it can only be one group."""
    voice = voice_of(threads[0].group) if len(threads) == 1 else Voice()
    return "\n\n".join(part for part in (voice.say(f"day_{mood}").text, line) if part)


def _curves(member_id: int, span: int) -> list[tuple[str, Curve]]:
    series = series_of(member_id, span)
    return [
        (_("Mood"), curve("mood", series, 1, 5)),
        (_("Urge"), curve("urge", series, 0, 10)),
        (_("Hours of sleep"), curve("sleep", series, 0, 12)),
    ]

"""This week's meetings, in the reader's own time: a list that can be narrowed by a plain form."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _

from community.clock import now
from community.groups.queries import memberships_of
from community.meetings import queries, weeks, wording
from community.meetings.forms import WeekForm
from community.meetings.lines import Lines
from community.meetings.models import Sitting
from community.meetings.types import label_of, language_label
from community.meetings.views.blueprint import pages
from community.meetings.weeks import Week
from community.web import me

Choice = tuple[str, str]


@pages.get("/meetings")
def list_week() -> str:
    """Seven days, from today or from `?week=` on."""
    form = WeekForm.parse(request.args)
    week = Week.of(form.week, me().zone, now())
    found = queries.week_for(me().id, week.since, week.until)
    mine = {membership.group_id for membership in memberships_of(me().id)}
    chosen = weeks.chosen(found, form, week.zone, mine)
    facts = {"week": week, "form": form, "choices": _choices(found, week)}
    return render_template("meetings/week.html", **facts, **_shown(chosen, week, mine))


def _shown(chosen: Sequence[Sitting], week: Week, mine: set[int]) -> dict[str, Any]:
    lines = Lines(week.zone.key, now(), mine).of(chosen)
    rest = [line for line in lines if line.state not in ("on", "over")]
    days = [(day, list(those)) for day, those in groupby(rest, lambda line: line.at.date())]
    return {
        "on": [line for line in lines if line.is_on],
        "over": [line for line in lines if line.state == "over"],
        "days": days,
        "count": len(lines),
        "address": _address,
        "none_chosen": WeekForm(),
        "zone_words": wording.zone_in_words(week.zone.key),
    }


def _address(form: WeekForm, week: Any = None) -> str:
    """The page from another day on, with the same choice."""
    said: dict[str, Any] = {"week": week, **form.words()}
    return url_for("meetings.list_week", **said)


def _choices(found: Iterable[Sitting], week: Week) -> dict[str, list[Choice]]:
    """What there is to choose: only what stands in this week."""
    sittings = list(found)
    meetings = {one.meeting_id: one.meeting for one in sittings}.values()
    days = sorted({weeks.day_of(one, week.zone) for one in sittings})
    times = {weeks.time_of(one, week.zone) for one in sittings}
    types = {code for meeting in meetings for code in meeting.types}
    languages = {code for meeting in meetings for code in meeting.languages}
    groups = {(meeting.group.slug, meeting.group.name) for meeting in meetings}
    return {
        "day": [(wording.DAYS[d.weekday()].lower(), wording.weekday(d.weekday())) for d in days],
        "time": [(name, words) for name, words in _times().items() if name in times],
        "type": _by_words((code, label_of(code)) for code in types),
        "language": _by_words((code, language_label(code)) for code in languages),
        "group": _by_words(groups),
    }


def _times() -> dict[str, str]:
    return {
        "morning": _("Morning, 5 to 12"),
        "afternoon": _("Afternoon, 12 to 17"),
        "evening": _("Evening, 17 to 22"),
        "night": _("Night, 22 to 5"),
    }


def _by_words(choices: Iterable[Choice]) -> list[Choice]:
    return sorted(choices, key=lambda choice: choice[1].casefold())

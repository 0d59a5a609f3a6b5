"""A meeting's page: when, how it goes, its coming dates and who does what. To a stranger only what is public."""

from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from community.clock import now
from community.groups.policies import can_read, can_see_people
from community.links import is_safe_link
from community.meetings import policies, queries, wording
from community.meetings.dates import Dates
from community.meetings.lines import Lines, state_of, where
from community.meetings.models import Meeting, Sitting
from community.meetings.types import label_of, language_label
from community.meetings.views.blueprint import MEETING, pages
from community.registry import registry
from community.text import render
from community.web import answer, me, public, someone

COMING = 8


@pages.get(MEETING)
@public
def show_meeting(slug: str) -> ResponseReturnValue:
    """The meeting, as far as it is open to whoever asks."""
    if someone() is None:
        return _to_a_stranger(slug)
    return render_template("meetings/show.html", **meeting_page(queries.meeting_for(me().id, slug)))


@pages.get(f"{MEETING}/join")
def join_meeting(slug: str) -> ResponseReturnValue:
    """Into its room; to its page where it is held elsewhere, or the room is not open to the member."""
    met = queries.meeting_for(me().id, slug)
    if met.meeting.room_id is None or not can_read(met.place):
        return answer(f"/meetings/{slug}")
    return answer(f"/rooms/{met.meeting.room_id}")


def _to_a_stranger(slug: str) -> ResponseReturnValue:
    meeting = queries.published_meeting(slug)
    if meeting is None:
        return redirect(url_for("members.show_sign_in", next=f"/meetings/{slug}"), 303)
    coming = queries.coming_of(meeting.id, COMING)
    facts = _about(meeting, coming, meeting.zone)
    facts["lines"] = Lines(meeting.zone, now()).of(facts["coming"])
    return render_template("meetings/public.html", **facts)


def meeting_page(met: queries.Met) -> dict[str, Any]:
    """Everything that the page shows a member."""
    meeting, place, zone = met.meeting, met.place, me().zone
    coming = queries.coming_of(meeting.id, COMING)
    rota = queries.rota_of([one.id for one in coming])
    hidden = registry.hidden_from(me().id)
    return _about(meeting, coming, zone) | {
        "dates": Dates(place, zone, now(), hidden).of(coming, rota),
        "inside": can_read(place),
        "member": can_see_people(place),
        "can_manage": policies.can_manage_meetings(place, me().has_totp),
        "published": policies.can_publish(meeting),
        "link": _link(meeting),
        "follows": queries.follows(me().id, meeting.id),
        "format": queries.newest_of(meeting.format_id) if meeting.format_id else None,
    }


def _about(meeting: Meeting, coming: list[Sitting], zone: str) -> dict[str, Any]:
    moment = now()
    return {
        "meeting": meeting,
        "group": meeting.group,
        "rule": wording.rule_in_words(meeting),
        "for_you": wording.for_you(meeting, zone, moment),
        "length": wording.minutes_in_words(meeting.minutes),
        "about": render(meeting.about) if meeting.about else "",
        "types": [label_of(code) for code in meeting.types],
        "languages": [language_label(code) for code in meeting.languages],
        "where": where(meeting),
        "zone_words": wording.zone_in_words(meeting.zone),
        "coming": [one for one in coming if state_of(one, moment) != "over"],
    }


def _link(meeting: Meeting) -> str:
    """Where it is online, if one can safely go there."""
    said = str(meeting.elsewhere.get("url") or "")
    return said if is_safe_link(said) else ""

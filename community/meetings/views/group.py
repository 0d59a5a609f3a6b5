"""The meetings of one group, each with its rule in words."""

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from community.clock import now
from community.groups.policies import can_read
from community.groups.queries import place_for
from community.groups.views.blueprint import bound
from community.meetings import policies, queries, wording
from community.meetings.lines import where
from community.meetings.models import Meeting
from community.meetings.views.blueprint import GROUP, pages
from community.web import me


@pages.get(GROUP)
def list_meetings(slug: str) -> ResponseReturnValue:
    """Every meeting of the group, with its rule in words."""
    place = place_for(me().id, slug)
    found = queries.meetings_of(place)
    return render_template(
        "meetings/of_group.html",
        **bound(place),
        meetings=[_told(meeting) for meeting in found],
        can_plan=policies.can_manage_meetings(place, me().has_totp),
        inside=can_read(place),
        published=any(policies.can_publish(meeting) for meeting in found),
    )


def _told(meeting: Meeting) -> dict[str, Any]:
    return {
        "meeting": meeting,
        "rule": wording.rule_in_words(meeting),
        "for_you": wording.for_you(meeting, me().zone, now()),
        "length": wording.minutes_in_words(meeting.minutes),
        "where": where(meeting),
    }

"""A milestone, offered to be celebrated: where its owner likes, in their own words, or not now (L6.1)."""

from datetime import timedelta
from secrets import token_urlsafe
from zoneinfo import ZoneInfo

from flask import flash, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community import limits
from community.clock import now
from community.errors import NotFound
from community.forums.queries import latest_in
from community.groups.queries import memberships_of
from community.meetings.policies import can_celebrate
from community.meetings.queries import agenda_of
from community.rooms.broadcasts import address_of_line
from community.rooms.logs import after_posting
from community.rooms.models import LOUNGE
from community.rooms.queries import rooms_of, send_rate
from community.web import answer, me, redraws
from community.wellbeing import operations, queries
from community.wellbeing.forms import ShareForm
from community.wellbeing.views.clocks import CLOCK, pages
from community.wellbeing.words import clocks as words
from community.wellbeing.words.sentences import PROPOSAL

CHIP = f"{CLOCK}/chips/<code>"
TOPICS = 5
"""Of each group, those in which somebody wrote last."""

Places = list[tuple[str, list[tuple[str, str]]]]


@pages.get(CHIP)
def show_chip(clock_id: int, code: str) -> str:
    """A milestone that was reached, and where it could be celebrated."""
    clock = queries.clock_of(me().id, clock_id)
    chip = next((each for each in clock.chips if each.code == code), None)
    if chip is None:
        raise NotFound
    voice = queries.voice_for(me().id)
    proposed = voice.say(PROPOSAL, milestone=words.milestone(code)).text
    g.values = g.get("values") or {"words": proposed, "key": token_urlsafe(12)}
    return render_template(
        "wellbeing/chip.html", clock=clock, chip=chip, places=_places(), voice=voice
    )


@pages.post(f"{CHIP}/sharing")
@redraws(show_chip)
def create_sharing(clock_id: int, code: str) -> ResponseReturnValue:
    """Celebrate it there."""
    limits.spend(send_rate(me().id), me().id)
    form = ShareForm.parse(request.form)
    posted = operations.share_chip(me().id, clock_id, code, form)
    if posted is None:
        flash(
            _("Kept. Whoever is in the chair sees it when chips are given, and nobody else does.")
        )
        return answer(f"/you/clocks/{clock_id}")
    stream = f"{form.kind}:{form.id}"
    waiting = f"/topics/{form.id}?go=end" if form.kind == "topic" else f"/rooms/{form.id}"
    return after_posting(
        posted, "" if posted.waits else address_of_line(stream, posted.seq), waiting
    )


@pages.post(f"{CHIP}/later")
def create_later(clock_id: int, code: str) -> ResponseReturnValue:
    """Not now."""
    operations.celebrate_later(me().id, clock_id, code)
    flash(_("That is fine. The chip stays yours."))
    return answer(f"/you/clocks/{clock_id}")


def _places() -> Places:
    """Meetings of today, rooms, and topics in which somebody wrote last, by group."""
    tonight = (now().astimezone(ZoneInfo(me().zone)) + timedelta(days=1)).replace(hour=0, minute=0)
    mine = memberships_of(me().id)
    inside = {membership.group_id for membership in mine}
    evenings = [
        (f"sitting:{sitting.id}", sitting.meeting.name)
        for sitting in agenda_of(me().id, tonight)
        if sitting.meeting.group_id in inside and can_celebrate(sitting)
    ]
    found = [(_("Meetings of today"), evenings)]
    for membership in mine:
        rooms = [room for room in rooms_of(membership.group_id) if room.kind == LOUNGE]
        topics = latest_in(membership.group_id, TOPICS)
        found.append((membership.group.name, [
            *((f"room:{room.id}", room.name) for room in rooms),
            *((f"topic:{topic.id}", topic.name) for topic in topics),
        ]))  # fmt: skip
    return [(name, places) for name, places in found if places]

"""The daily thread: switched on by moderators, opened by itself, and a check-in told there (L6.3)."""

from datetime import date

from babel.dates import format_date
from flask_babel import gettext as _

from community.clock import now
from community.errors import Invalid
from community.extensions import db
from community.forums import operations as forums
from community.forums.queries import boards_of
from community.groups.models import Group
from community.groups.operations.attendance import hold_group, hold_group_at
from community.groups.queries import group_by_id, managed_for
from community.journal import record
from community.operations import operation
from community.rooms import operations as rooms
from community.rooms.operations import Posted
from community.wellbeing.days import day_in
from community.wellbeing.forms.daily_threads import DailyThreadForm, SharingForm
from community.wellbeing.models.daily_threads import DailyThread, DailyTopic
from community.wellbeing.queries.checkins import noted_for
from community.wellbeing.queries.daily_threads import is_due, place_for, thread_of
from community.wellbeing.queries.group_words import voice_of
from community.wellbeing.words.sentences import DAILY_OPENING, DAILY_TITLE

SPOKEN = {"en": "EEEE, d MMMM y", "es": "full"}
"""How a day is written as a title."""


@operation
def set_daily_thread(member_id: int, slug: str, form: DailyThreadForm) -> None:
    """Let a thread open each day on that board, or none any more. Doing it again changes nothing.

    Raises NotFound, Forbidden, Invalid.
    """
    hold_group_at(slug)
    group = managed_for(member_id, slug).group
    before = thread_of(group.id)
    if (before.board_id if before else 0) == form.board:
        return
    if form.board and form.board not in {board.id for board in boards_of(group.id)}:
        raise Invalid({"board": _("That board is not in this group.")})
    if before is not None:
        db.session.delete(before)
        db.session.flush()
    if form.board:
        db.session.add(
            DailyThread(group_id=group.id, board_id=form.board, switched_on_by=member_id, at=now())
        )
    db.session.flush()
    record(member_id, f"wellbeing:daily-thread:{'on' if form.board else 'off'}", group.scope)
    open_daily_topic(group.id)


@operation
def open_daily_topic(group_id: int) -> int | None:
    """Open the thread of the group's own day, unless it is there; its topic. Days that were missed get none."""
    hold_group(group_id)
    wanted, group = thread_of(group_id), group_by_id(group_id)
    if wanted is None or not is_due(group):
        return None
    if wanted.board_id not in {board.id for board in boards_of(group_id)}:
        return None  # archived: the thread waits until a board is chosen
    day = day_in(group.zone, now())
    voice = voice_of(group)
    title = voice.say(DAILY_TITLE, date=_written(group, day)).text
    topic_id = forums.open_topic(wanted.board_id, title, voice.own.get(DAILY_OPENING, ""))
    db.session.add(DailyTopic(topic_id=topic_id, group_id=group_id, day=day))
    db.session.flush()
    return topic_id


@operation
def share_checkin(member_id: int, day: date, form: SharingForm) -> Posted:
    """Tell of one's check-in in a group's daily thread, or to one's mentor, in words that one has read.

    From then on it is an ordinary post.

    Raises NotFound, Forbidden, Warned as any post.
    """
    noted_for(member_id, day)
    place = place_for(member_id, form.thread)
    return rooms.post_message(member_id, place.stream, form.post)


def _written(group: Group, day: date) -> str:
    """The day, in the first of the group's languages that is spoken here."""
    language = next((one for one in group.languages if one in SPOKEN), "en")
    return str(format_date(day, SPOKEN[language], locale=language))

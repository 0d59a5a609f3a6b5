"""Being reminded of a meeting, or no more."""

from collections.abc import Callable

from flask.typing import ResponseReturnValue

from community.meetings import operations, queries
from community.meetings.views.blueprint import MEETING, pages
from community.meetings.views.meeting import show_meeting
from community.web import answer, me, redraws


@pages.post(f"{MEETING}/follow")
@redraws(show_meeting)
def create_follow(slug: str) -> ResponseReturnValue:
    """Be reminded of it."""
    return _follow(slug, operations.follow_meeting)


@pages.post(f"{MEETING}/unfollow")
@redraws(show_meeting)
def delete_follow(slug: str) -> ResponseReturnValue:
    """No more reminders."""
    return _follow(slug, operations.unfollow_meeting)


def _follow(slug: str, act: Callable[[int, int], None]) -> ResponseReturnValue:
    act(me().id, queries.meeting_for(me().id, slug).meeting.id)
    return answer(f"/meetings/{slug}")

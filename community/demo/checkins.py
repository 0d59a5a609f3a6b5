"""Somebody's last weeks in the demo, a plan, and a thread for each day: so that there is something to look at."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from community.demo.evening import Deed, Hall
from community.forums.queries import boards_of
from community.wellbeing.forms.checkins import CheckinForm
from community.wellbeing.forms.daily_threads import DailyThreadForm
from community.wellbeing.forms.plans import PlanForm
from community.wellbeing.operations.checkins import check_in
from community.wellbeing.operations.daily_threads import set_daily_thread
from community.wellbeing.operations.plans import write_plan

OWNER, KEEPER, CIRCLE = "blue-gate", "saltmarsh", "riverside-evenings"
DAYS = "3445 343 2334445 34 54434 4545"
"""A mood a day, the last of them yesterday's; a space is a day without."""

LINES = {2: "Left early, and it was fine.", 9: "Bad night. The kettle helped."}
"""Days ago, and what was said."""

PLAN = PlanForm(
    signs=("I stop answering messages.", "I count other people’s glasses."),
    steps=("Put the kettle on.", "Walk once around the block.", "Call second-cup."),
    people=("second-cup, after six", "The night line, 0800 555 0100"),
    reasons=("Sunday breakfasts.", "Knowing where the evening went."),
)


def deeds_of(hall: Hall) -> Iterator[Deed]:
    """Everything that is noted, with its moment."""
    yield hall.present - timedelta(days=30), partial(_write, hall)
    yield hall.present - timedelta(hours=1), partial(_open, hall)
    for back, mood in enumerate(reversed(DAYS), 1):
        if mood.strip():
            yield hall.present - timedelta(days=back), partial(_note, hall, back, int(mood))


def _write(hall: Hall) -> None:
    write_plan(hall.member_ids[OWNER], PLAN)


def _note(hall: Hall, back: int, mood: int) -> None:
    check_in(hall.member_ids[OWNER], _day(back, mood))


def _day(back: int, mood: int) -> CheckinForm:
    marks = ("tired",) if mood < 3 else ()
    return CheckinForm(
        mood, whole=True, urge=8 - mood - back % 2, sleep=9 + mood + back % 3, line=LINES.get(back, ""), marks=marks
    )  # fmt: skip


def _open(hall: Hall) -> None:
    board = boards_of(hall.group_ids[CIRCLE])[0]
    set_daily_thread(hall.member_ids[KEEPER], CIRCLE, DailyThreadForm(board.id))

"""A mentor in the demo, whom some have met often enough: two who walk together, two who parted, an ask that is open.

Whoever mentors here has an authenticator, so plumtree does.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256

from community.actors import OPERATOR
from community.demo.evening import Deed, Hall
from community.extensions import db
from community.groups.queries import membership_of
from community.members.forms import PolicyForm
from community.members.operations import write_policy_page
from community.members.policy_pages import CONTACT
from community.mentoring import operations, queries
from community.mentoring.finding import operations as finding
from community.mentoring.finding.facts import Facts, Wishes
from community.mentoring.finding.forms import PreferencesForm, ProposalForm, SwitchForm, WordsForm
from community.mentoring.forms import (
    AgreementForm,
    ApplicationForm,
    AskForm,
    PlacesForm,
    QuizForm,
    VoucherForm,
)
from community.mentoring.path import operations as path
from community.mentoring.path.forms import ChecklistForm, GuideForm, LineForm
from community.mentoring.words.agreement import CURRENT
from community.mentoring.words.quiz import right_answers
from community.rooms import operations as rooms
from community.rooms.forms import MessageForm
from community.wellbeing.forms.grants import GrantForm
from community.wellbeing.models.grants import MOODS, PLAN
from community.wellbeing.operations import grant

CIRCLE, KEEPER, LEAD = "riverside-evenings", "saltmarsh", "allotment"
MENTOR, MENTEE, FORMER, ASKING, WISHING = (
    "plumtree", "blue-gate", "woolly-hat", "half-past-six", "gravel",
)  # fmt: skip
SPEAKING = ("second-cup", "corduroy")
"""Who vouch."""

REACHED = {
    "reach": "hello@millbrook.example", "post": "Millbrook Peers\n4 Mill Lane\nMillbrook",
    "answered": "within two days", "languages": "English, Spanish", "leads": "leads@millbrook.example",
    "authorities": "courts@millbrook.example", "outside": "The Millbrook ombudsman, 0555 0142",
}  # fmt: skip
STORY = (
    "I came because my sister asked me to, and I stayed because somebody had kept a chair free.\n\nWhat helped was "
    "small: *mint tea, an early night, one person who knew.*\n\n> Say it on the first evening, not on the last."
)
WORD = "Thank you for this month. Rest as you would tell them to, and say so when it gets too much."
ASKED = {
    MENTEE: "You said that the whole conversation was a kettle. I would like to learn that.",
    ASKING: "I am mostly here early in the morning. Would that fit?",
}
SAID = (
    (6, 19, MENTOR, "Good that you asked. I am usually here after the dishes, and never before eight."),
    (6, 20, MENTEE, "After the dishes suits me. I am not good at beginnings."),
    (6, 20, MENTOR, "Nobody is. How was today, in a word?"),
    (6, 21, MENTEE, "Long."),
    (4, 19, MENTEE, "I practised asking for something small. Somebody held the door, and the sky did not fall."),
    (4, 20, MENTOR, "I am glad. What would be the next size up?"),
    (2, 21, MENTEE, "Telling my brother that I am not coming on Saturday. I have written it down three times."),
    (1, 19, MENTOR, "Then it is written. Shall we look at it together tomorrow?"),
)  # fmt: skip
"""Days ago, the hour, who, and what."""


@dataclass
class _Pair:
    """What is between two, once there is something."""

    ask: int = 0
    mentorship: int = 0
    month: int = 0
    vouches: list[int] = field(default_factory=list)


def deeds_of(hall: Hall) -> Iterator[Deed]:
    """Everything that is done about mentoring, with its moment."""
    yield _days(hall, 28, 9), partial(_say_who_is_reached, hall)
    yield _days(hall, 27, 9), partial(_become_mentor, hall)
    yield _days(hall, 26, 20), partial(_tell, hall)
    yield _days(hall, 10, 9), partial(_write, hall)
    walking = _Pair()
    yield from _walk(hall, MENTEE, walking, 6, 5)
    for number, (days, hour, who, words) in enumerate(SAID):
        yield _days(hall, days, hour, 6 * number), partial(_say, hall, walking, who, words)
    yield _days(hall, 3, 18), partial(_let_read, hall)
    former = _Pair()
    yield from _walk(hall, FORMER, former, 12, 11)
    yield _days(hall, 6, 10), partial(_leave, hall, former)
    yield _days(hall, 5, 10), partial(_apply, hall, FORMER)
    yield _days(hall, 5, 11), partial(_learn, hall, former)
    yield _days(hall, 4, 10), partial(_apply, hall, WISHING)
    yield _days(hall, 3, 9), partial(_propose, hall)
    yield hall.present - timedelta(hours=5), partial(_ask, hall, ASKING, _Pair())


def _walk(hall: Hall, who: str, pair: _Pair, asked: int, went_on: int) -> Iterator[Deed]:
    yield _days(hall, asked, 8), partial(_ask, hall, who, pair)
    yield _days(hall, asked, 18), partial(_accept, hall, pair)
    yield _days(hall, went_on, 8), partial(_go_on, hall, who, pair)


def _say_who_is_reached(hall: Hall) -> None:
    write_policy_page(OPERATOR, CONTACT, PolicyForm(REACHED))


def _become_mentor(hall: Hall) -> None:
    mentor_id = _apply(hall, MENTOR)
    for who in SPEAKING:
        operations.ask_to_vouch(_who(hall, MENTOR), CIRCLE, VoucherForm(who))
    row = queries.standing_row(_membership(hall, MENTOR))
    assert row is not None
    db.session.refresh(row)  # all of the demo is one unit: what was asked just now is not in it yet
    for vouch in list(row.vouches):
        operations.give_vouch(vouch.membership.member_id, vouch.id)
    operations.approve_mentor(_who(hall, KEEPER), mentor_id)
    operations.set_places(_who(hall, MENTOR), CIRCLE, PlacesForm(3, available=True))
    told = Facts(languages=("en",), hours=("evening",), shown=True)
    finding.keep_preferences(_who(hall, MENTOR), CIRCLE, PreferencesForm(told, Wishes()))


def _tell(hall: Hall) -> None:
    finding.tell_story(_who(hall, MENTOR), CIRCLE, WordsForm(STORY))


def _write(hall: Hall) -> None:
    finding.write_word(_who(hall, LEAD), WordsForm(WORD))


def _apply(hall: Hall, who: str) -> int:
    mentor_id = operations.apply_to_mentor(_who(hall, who), CIRCLE, ApplicationForm("", CURRENT))
    operations.pass_quiz(_who(hall, who), CIRCLE, QuizForm(right_answers()))
    return mentor_id


def _ask(hall: Hall, who: str, pair: _Pair) -> None:
    row = queries.standing_row(_membership(hall, MENTOR))
    assert row is not None
    pair.ask = operations.ask_mentor(_who(hall, who), row.id, AskForm(ASKED.get(who, ""), CURRENT))
    operations.deliver_ask(pair.ask)


def _accept(hall: Hall, pair: _Pair) -> None:
    pair.mentorship = operations.accept_ask(_who(hall, MENTOR), pair.ask, AgreementForm(CURRENT))


def _go_on(hall: Hall, who: str, pair: _Pair) -> None:
    for each in (who, MENTOR):
        operations.go_on(_who(hall, each), pair.mentorship)


def _say(hall: Hall, pair: _Pair, who: str, words: str) -> None:
    room_id = queries.mentorship_for(_who(hall, who), pair.mentorship).room_id
    key = sha256(f"channel/{words}".encode()).hexdigest()[:32]
    rooms.post_message(
        _who(hall, who), f"room:{room_id}", MessageForm.parse({"body": words, "key": key})
    )


def _let_read(hall: Hall) -> None:
    for what in (MOODS, PLAN):
        grant(_who(hall, MENTEE), GrantForm(_membership(hall, MENTOR), what))


def _leave(hall: Hall, pair: _Pair) -> None:
    operations.leave(_who(hall, FORMER), pair.mentorship)


def _learn(hall: Hall, pair: _Pair) -> None:
    learner, guide = _who(hall, FORMER), _who(hall, MENTOR)
    pair.month = path.ask_to_shadow(learner, CIRCLE, GuideForm(_membership(hall, MENTOR)))
    path.accept_shadow(guide, pair.month)
    path.go_through(learner, pair.month, ChecklistForm(("limits", "hand_over")))
    for who in (learner, guide):
        path.show_line(who, CIRCLE, LineForm(True))


def _propose(hall: Hall) -> None:
    finding.allow_proposals(_who(hall, KEEPER), CIRCLE, SwitchForm(True))
    finding.propose(_who(hall, KEEPER), CIRCLE, ProposalForm(WISHING, MENTOR))


def _who(hall: Hall, handle: str) -> int:
    return hall.member_ids[handle]


def _membership(hall: Hall, handle: str) -> int:
    mine = membership_of(hall.member_ids[handle], hall.group_ids[CIRCLE])
    assert mine is not None
    return mine.id


def _days(hall: Hall, days: int, hour: int, minute: int = 0) -> datetime:
    that_day = hall.present - timedelta(days=days)
    return that_day.replace(hour=hour, minute=minute, second=0, microsecond=0)

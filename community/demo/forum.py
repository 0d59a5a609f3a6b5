"""What stands in the demo's forum: a topic that was answered, a long one of two pages, one that a moderator pinned."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from hashlib import sha256

from community.demo.evening import Deed, Hall
from community.forums import operations as forums
from community.forums import queries
from community.forums.forms import TopicForm, TopicRules
from community.rooms import operations as rooms
from community.rooms.forms import MessageForm

CIRCLE = "riverside-evenings"
KEEPER = "saltmarsh"
HELLO = "How we use this forum"
TEA = "What is in your mug tonight?"
NIGHTS = "The hour between three and four"

BEGUN = {
    HELLO: (7, "saltmarsh", "Rooms are for now, this is for **later**. Begin a topic when an answer may take days.\n\n"
            "> Nothing here needs to be clever.\n\nIf something is heavy, give it a content note."),
    TEA: (5, "second-cup", "A list, for the long evenings. I begin: rooibos, far too hot."),
    NIGHTS: (3, "gravel", "I wake, and then I negotiate. What do you do with that hour?"),
}  # fmt: skip
"""Days ago, by whom, and the first post."""

MUGS = (
    ("plumtree", "Mint from the window sill."), ("corduroy", "Cocoa. I am not ashamed."),
    ("blue-gate", "Hot water with a slice of lemon, like my nan."), ("half-past-six", "Train tea. It tastes of train."),
    ("woolly-hat", "Fennel, aniseed, caraway."), ("gravel", "The last of the good coffee, without the coffee."),
)  # fmt: skip
ROUNDS = 4
ANSWERS = (
    ("woolly-hat", "I iron. Nobody needs that many tea towels, and still."),
    ("plumtree", "I get up and sit at the *kitchen table* until the light changes. In bed it wins, at the table it is "
     "only a bad hour."),
    ("teaspoon", "I did not know that other people have that hour too."),
    ("gravel", "The table helped. Thank you, all of you."),
)  # fmt: skip
QUOTING = {f"{NIGHTS}/3": "3/63-114"}
"""What an answer quotes: the end of that post."""

KEPT = ("blue-gate", NIGHTS, 3)
"""Who keeps which post under their bookmarks."""


def deeds_of(hall: Hall) -> Iterator[Deed]:
    """Everything that is done in the forum, with its moment."""
    for name, (days, who, words) in BEGUN.items():
        yield hall.present - timedelta(days=days), partial(_begin, hall, name, who, words)
    yield hall.present - timedelta(days=6), partial(_pin, hall)
    for number in range(ROUNDS * len(MUGS)):
        who, words = MUGS[number % len(MUGS)]
        again = f"{words} Again." if number >= len(MUGS) else words
        moment = hall.present - timedelta(days=4) + number * timedelta(hours=3)
        yield moment, partial(_answer, hall, TEA, who, again, number)
    for number, (who, words) in enumerate(ANSWERS):
        moment = hall.present - timedelta(days=2) + number * timedelta(hours=7)
        yield moment, partial(_answer, hall, NIGHTS, who, words, number)
    yield hall.present - timedelta(hours=9), partial(_keep, hall, *KEPT)


def _begin(hall: Hall, name: str, who: str, words: str) -> None:
    board = queries.boards_of(hall.group_ids[CIRCLE])[0]
    forums.start_topic(
        hall.member_ids[who], board.id, TopicForm(name, MessageForm(words, _key(name)))
    )


def _answer(hall: Hall, name: str, who: str, words: str, number: int) -> None:
    stream, told = f"topic:{_topic_id(hall, name)}", f"{name}/{number}"
    quotes = f"{stream}/{QUOTING[told]}" if told in QUOTING else ""
    form = MessageForm.parse({"body": words, "key": _key(told), "quotes": quotes})
    rooms.post_message(hall.member_ids[who], stream, form)


def _keep(hall: Hall, who: str, name: str, seq: int) -> None:
    rooms.set_bookmark(hall.member_ids[who], f"topic:{_topic_id(hall, name)}", seq, True)


def _pin(hall: Hall) -> None:
    board = queries.boards_of(hall.group_ids[CIRCLE])[0]
    rules = TopicRules(HELLO, board.id, pinned=True)
    forums.change_topic(hall.member_ids[KEEPER], _topic_id(hall, HELLO), rules)


def _topic_id(hall: Hall, name: str) -> int:
    found = queries.latest_in(hall.group_ids[CIRCLE], len(BEGUN))
    return next(topic.id for topic in found if topic.name == name)


def _key(told: str) -> str:
    return sha256(f"forum/{told}".encode()).hexdigest()[:32]

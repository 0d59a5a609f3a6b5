"""What the lines of a meeting say, once: the page renders them, and carries them along for the browser to say live.

What stands in {braces} is filled in by whoever says it.
"""

from flask_babel import lazy_gettext as _l

SENTENCES = {
    "lobby": _l("The room is open."),
    "part": _l("{title} began."),
    "lounge": _l("Nobody took the chair. The room is open as a lounge."),
    "locked": _l("The door is closed for tonight."),
    "unlocked": _l("The door is open again."),
    "topic": _l("Topic: {topic}"),
    "fellowship": _l("The meeting is over. The room stays open for half an hour."),
    "closed": _l("The room is closed until the next meeting."),
    "called": _l("{who} was called."),
    "minute": _l("{who} has more time."),
    "thanked": _l("{who} was thanked."),
    "chair": _l("{who} is in the chair."),
    "chair_lost": _l("{who} has lost the connection. Nothing else has changed."),
    "no_chair": _l("Nobody is in the chair."),
    "motion": _l("A vote: {words}"),
    "result": _l("{words} Yes {yes}, no {no}, abstained {abstain}."),
    "who_voted": _l("Yes: {yes}. No: {no}. Abstained: {abstain}."),
    "nobody": _l("nobody"),
    "somebody": _l("somebody"),
}
"""In the browser each is called `m_line_` and its name."""


def say(name: str, **values: object) -> str:
    """The sentence of that name in the reader's language."""
    return str(SENTENCES[name]).format(**values)

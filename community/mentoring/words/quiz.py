"""The short quiz of whoever would like to mentor: four situations, each with one good answer (L7.3)."""

from flask_babel import lazy_gettext as _l

QUESTIONS = {
    "danger": (
        _l("Your mentee writes at night that they do not want to live any more. What do you do?"),
        {
            "alone": _l("I promise to tell nobody, and stay with them until morning."),
            "lines": _l("I take it seriously, point to the crisis lines and the emergency number, and tell the group’s "
                        "staff or a safeguarding lead."),
            "wait": _l("I wait until our next talk. People say such things."),
        },
        "lines",
    ),
    "advice": (
        _l("They ask whether they should stop taking a prescribed medicine."),
        {
            "stop": _l("I tell them what I did."),
            "doctor": _l("I listen, and say that this is for them and whoever prescribed it."),
            "search": _l("I look it up and tell them what I found."),
        },
        "doctor",
    ),
    "money": (
        _l("They ask you for a small loan, just this once."),
        {
            "lend": _l("I lend it, if it is small."),
            "no": _l("I say no kindly: no money between us, either way. If it goes on, I tell staff."),
            "sell": _l("I offer to buy something from them instead."),
        },
        "no",
    ),
    "slip": (
        _l("They tell you that something slipped."),
        {
            "thank": _l("I thank them for telling me, ask how they are, and we look at what would help now."),
            "strict": _l("I tell them that it starts again from nothing."),
            "group": _l("I mention it in the group, so that others can help."),
        },
        "thank",
    ),
}  # fmt: skip
"""By name: the question, its answers by name, and the good one."""


def right_answers() -> dict[str, str]:
    """The good answer to each question."""
    return {name: good for name, (_asked, _answers, good) in QUESTIONS.items()}

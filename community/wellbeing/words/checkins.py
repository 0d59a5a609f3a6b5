"""The words of check-ins and of the plan, in one place."""

from flask_babel import lazy_gettext as _l

MOODS = {
    1: _l("Very low"),
    2: _l("Low"),
    3: _l("So-so"),
    4: _l("Good"),
    5: _l("Very good"),
}
MARKS = {
    "hungry": _l("Hungry"),
    "angry": _l("Angry"),
    "lonely": _l("Lonely"),
    "tired": _l("Tired"),
}
PARTS = {
    "signs": (_l("How I notice that it is getting hard"), _l("For example: I stop answering messages.")),
    "steps": (_l("What I do then, one after the other"), _l("For example: go outside for ten minutes.")),
    "people": (_l("Who I can turn to"), _l("A name, and a number if you like. It stays on this page.")),
    "helps": (_l("What helps when a day is hard"), _l("What others can do, for example: ring me, do not write.")),
    "reasons": (_l("What it is for"), _l("For example: breakfast with my daughter.")),
}  # fmt: skip
"""The parts of a plan: what each is headed, and a hint."""

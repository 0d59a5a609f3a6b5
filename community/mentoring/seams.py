"""What parts of mentoring that come later add to earlier ones."""

from collections.abc import Callable

from community.mentoring.models import Mentor, Mentorship

STILL_MISSING: list[Callable[[Mentor], str]] = []
"""What else has to be there before somebody is approved, in a sentence; nothing where it is there."""

ON_APPROVAL: list[Callable[[int, int], object]] = []
"""What is done, inside that unit, by whom and for which group, when a mentor is approved."""


BY_TIME: list[Callable[[Mentorship], bool]] = []
"""What else comes by time for two who are not parting, inside the unit that holds them; True: they part from now on."""


def still_missing(mentor: Mentor) -> str:
    """What else is missing, if anything is."""
    return next((said for each in STILL_MISSING if (said := each(mentor))), "")

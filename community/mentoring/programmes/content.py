"""What a programme says: pure (L7.9)."""

from dataclasses import dataclass, field
from typing import Any

from community.mentoring.rhythms import Rhythm, rhythm_in, written

TITLE, ABOUT, LINE, LINES = 80, 2000, 300, 30
"""Characters of a title, of what it is about, of a step or task; steps and tasks at most, each."""

LONGEST = 104
"""Weeks."""


@dataclass(frozen=True)
class Content:
    """Steps in their order, tasks in any, a rhythm, and a length in weeks; 0: none.

    `proposes`: while the group offers it, its moderators may propose mentors (L7.5).
    """

    title: str
    about: str = ""
    steps: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    rhythm: Rhythm = field(default_factory=Rhythm)
    weeks: int = 0
    proposes: bool = False

    def kept(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "title": self.title, "about": self.about, "steps": list(self.steps), "tasks": list(self.tasks),
            "rhythm": written(self.rhythm), "weeks": self.weeks, "proposes": self.proposes,
        }  # fmt: skip


def content_in(kept: dict[str, Any]) -> Content:
    """What was kept."""
    return Content(
        kept["title"], kept["about"], tuple(kept["steps"]), tuple(kept["tasks"]), rhythm_in(kept["rhythm"]),
        kept["weeks"], kept["proposes"],
    )  # fmt: skip

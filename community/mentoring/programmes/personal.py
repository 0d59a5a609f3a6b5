"""What programmes keep about people: who worked on them, in office (L1.9)."""

from community.mentoring.programmes.models import Programme, ProgrammeVersion
from community.personal import Personal
from community.registry import registry

OF_GROUP = "it is the group’s programme, written in office"
UNNAMED = "who worked on it is on the group’s record, without a name"


def declare() -> None:
    """Say it to the registry."""
    registry.keeps(
        Personal(Programme, ("edited_by",), withheld=OF_GROUP, stays=UNNAMED),
        Personal(ProgrammeVersion, ("published_by",), withheld=OF_GROUP, stays=UNNAMED),
    )

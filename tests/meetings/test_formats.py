"""Formats: a group's way of meeting, kept as data, changed by versions with author and date (L5.3)."""

import pytest

from community.meetings import operations as meetings
from community.meetings import queries
from community.meetings.forms import FormatForm
from community.meetings.shipped import SHIPPED
from tests.factories import Circle
from tests.laws import law


def as_written(format_id: int, member_id: int) -> FormatForm:
    """The form of a format as its editor finds it."""
    kept = queries.format_for(member_id, format_id)
    said = kept.version
    return FormatForm(
        kept.format.name, said.welcome, said.etiquette, tuple(said.parts), said.number
    )


@law("L5.3")
@pytest.mark.parametrize("shipped", SHIPPED)
def test_a_group_takes_its_own_copy_of_a_shipped_format(circle: Circle, shipped: str) -> None:
    keeper = circle.moderator
    format_id = meetings.adopt_format(keeper.id, circle.group_id, shipped)
    assert [kept.id for kept in queries.formats_of(circle.group_id)] == [format_id]
    kept = queries.format_for(circle.newcomer.id, format_id)
    assert kept.version.number == 1
    assert kept.version.author_id == circle.mid(keeper)
    assert tuple(kept.version.parts) == SHIPPED[shipped].phases
    assert meetings.adopt_format(keeper.id, circle.group_id, shipped) == format_id


@law("L5.3")
def test_shipped_formats_are_what_the_law_says() -> None:
    kinds = {key: [phase.kind for phase in SHIPPED[key].phases] for key in SHIPPED}
    assert kinds["smart"] == ["check-in", "topic", "sharing", "closing"]
    twelve, smart, silent = (
        SHIPPED[key].phases for key in ("twelve-step", "smart", "open-check-in")
    )
    sharing = {phase.kind: phase for phase in twelve}["sharing"]
    assert (sharing.posting, sharing.cross_talk, sharing.share_seconds) == ("floor", False, 240)
    assert (smart[2].posting, smart[2].cross_talk) == ("everyone", True)
    assert not any(phase.cross_talk for phase in silent)
    assert all("sharing" in some for some in kinds.values())

"""Formats: a group's way of meeting, kept as data, changed by versions with author and date (L5.3)."""

from dataclasses import replace

import pytest

from community.actors import OPERATOR
from community.errors import Conflict, Forbidden, Invalid, NotFound
from community.extensions import db
from community.journal import JournalEntry
from community.meetings import operations as meetings
from community.meetings import queries
from community.meetings.forms import FormatForm
from community.meetings.models import Meeting
from community.meetings.models.formats import KINDS
from community.meetings.shipped import SHIPPED
from tests.factories import Circle, a_circle, a_person, admit
from tests.laws import law
from tests.meetings.stage import an_evening


@pytest.fixture
def format_id(circle: Circle) -> int:
    """The group's copy of the twelve-step discussion."""
    return meetings.adopt_format(circle.moderator.id, circle.group_id, "twelve-step")


def as_written(circle: Circle, format_id: int) -> FormatForm:
    """The form of a format as its editor finds it."""
    kept = queries.format_for(circle.moderator.id, format_id)
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
    assert queries.formats_of(a_circle().group_id) == []


@law("L5.3")
def test_shipped_formats_are_what_the_law_says(app: object) -> None:
    kinds = {key: [phase.kind for phase in SHIPPED[key].phases] for key in SHIPPED}
    assert kinds["smart"] == ["check-in", "topic", "sharing", "closing"]
    assert all({"sharing"} <= set(some) <= set(KINDS) for some in kinds.values())
    twelve, smart, silent = (
        SHIPPED[key].phases for key in ("twelve-step", "smart", "open-check-in")
    )
    sharing = next(phase for phase in twelve if phase.kind == "sharing")
    assert (sharing.posting, sharing.cross_talk, sharing.share_seconds) == ("floor", False, 240)
    assert (smart[2].posting, smart[2].cross_talk) == ("everyone", True)
    assert not any(phase.cross_talk for phase in silent)


@law("L5.3")
def test_a_shipped_format_passes_the_check_that_editors_pass(circle: Circle) -> None:
    for key in SHIPPED:
        form = as_written(circle, meetings.adopt_format(OPERATOR, circle.group_id, key))
        head = {
            "name": form.name, "welcome": form.welcome, "etiquette": form.etiquette, "made_from": "1",
        }  # fmt: skip
        assert FormatForm.parse(sent(form) | head) == form


def sent(form: FormatForm) -> dict[str, str]:
    """The parts of a form, as a browser sends them."""
    fields = {}
    for number, part in enumerate(form.phases):
        of = f"p{number}_"
        fields |= {
            f"{of}kind": part.kind,
            f"{of}title": part.title,
            f"{of}minutes": str(part.minutes),
        }
        fields |= {f"{of}posting": part.posting, f"{of}share_seconds": str(part.share_seconds)}
        fields |= {f"{of}cross_talk": "yes"} if part.cross_talk else {}
        for each, reading in enumerate(part.readings):
            fields |= {f"{of}r{each}_title": reading.title, f"{of}r{each}_body": reading.body}
    return fields


@law("L5.3")
def test_a_change_makes_a_version_and_the_same_words_make_none(
    circle: Circle, format_id: int
) -> None:
    form = as_written(circle, format_id)
    assert meetings.add_version(circle.moderator.id, format_id, form) == 1
    changed = replace(form, phases=form.phases[3:])
    assert meetings.add_version(circle.moderator.id, format_id, changed) == 2
    newest, first = queries.versions_of(format_id)
    assert newest[0].parts == list(changed.phases)
    assert first[0].parts == list(form.phases)
    assert newest[1:] == (circle.mid(circle.moderator), circle.moderator.handle)
    assert newest[0].at >= first[0].at


@law("L5.3")
def test_a_new_name_alone_makes_no_version(circle: Circle, format_id: int) -> None:
    form = replace(as_written(circle, format_id), name="Thursday")
    assert meetings.add_version(circle.moderator.id, format_id, form) == 1
    assert queries.format_for(circle.newcomer.id, format_id).format.name == "Thursday"


@law("L5.3")
def test_of_two_who_write_at_once_the_later_is_told(circle: Circle, format_id: int) -> None:
    other = admit(a_person(staff=True), circle.slug, "moderator")
    form = as_written(circle, format_id)
    meetings.add_version(circle.moderator.id, format_id, replace(form, welcome="Mine."))
    with pytest.raises(Conflict):
        meetings.add_version(other.id, format_id, replace(form, welcome="Theirs."))
    assert queries.newest_of(format_id).welcome == "Mine."
    again = replace(form, welcome="Theirs.", made_from=2)
    assert meetings.add_version(other.id, format_id, again) == 3


@law("L5.3")
def test_only_moderators_with_an_authenticator_change_a_format(
    circle: Circle, format_id: int
) -> None:
    keyless = admit(a_person(), circle.slug, "moderator")
    form = replace(as_written(circle, format_id), welcome="Come in.")
    for person in (circle.regular, circle.newcomer, keyless):
        with pytest.raises(Forbidden):
            meetings.add_version(person.id, format_id, form)
        with pytest.raises(Forbidden):
            meetings.adopt_format(person.id, circle.group_id, "smart")
        with pytest.raises(Forbidden):
            meetings.archive_format(person.id, format_id)
    for act in (meetings.archive_format, queries.format_for):
        with pytest.raises(NotFound):
            act(circle.outsider.id, format_id)
    assert queries.newest_of(format_id).number == 1


@law("L5.3")
def test_a_moderator_elsewhere_is_an_outsider_here(circle: Circle, format_id: int) -> None:
    stranger, form = a_circle().moderator, as_written(circle, format_id)
    with pytest.raises(NotFound):
        meetings.add_version(stranger.id, format_id, form)
    with pytest.raises(NotFound):
        meetings.copy_format(stranger.id, format_id, "Ours")


@law("L5.3")
def test_a_meeting_keeps_the_version_it_opened_with(circle: Circle) -> None:
    evening = an_evening(circle)
    opened_with = evening.sitting().version_id
    format_id = db.session.get_one(Meeting, evening.sitting().meeting_id).format_id
    form = replace(as_written(circle, format_id), welcome="Another welcome.")
    assert meetings.add_version(circle.moderator.id, format_id, form) == 2
    assert evening.sitting().version_id == opened_with
    version = queries.version_of(evening.sitting())
    assert version is not None
    assert version.welcome == "You are welcome here."


@law("L5.3")
def test_a_format_is_put_away_and_comes_back(circle: Circle, format_id: int) -> None:
    keeper = circle.moderator
    meetings.archive_format(keeper.id, format_id)
    assert queries.formats_of(circle.group_id) == []
    assert queries.format_for(circle.regular.id, format_id).format.archived_at is not None
    assert meetings.adopt_format(keeper.id, circle.group_id, "twelve-step") == format_id
    assert [kept.id for kept in queries.formats_of(circle.group_id)] == [format_id]
    meetings.archive_format(keeper.id, format_id)
    meetings.restore_format(keeper.id, format_id)
    assert [kept.id for kept in queries.formats_of(circle.group_id)] == [format_id]


@law("L5.3")
def test_a_copy_goes_its_own_way(circle: Circle, format_id: int) -> None:
    copy_id = meetings.copy_format(circle.moderator.id, format_id, "Beginners")
    form = as_written(circle, copy_id)
    assert form.phases == as_written(circle, format_id).phases
    meetings.add_version(circle.moderator.id, copy_id, replace(form, welcome="For beginners."))
    assert queries.newest_of(format_id).number == 1
    assert queries.format_for(circle.regular.id, copy_id).format.shipped == ""


def test_every_act_on_a_format_stands_in_the_journal(circle: Circle, format_id: int) -> None:
    keeper = circle.moderator
    form = replace(as_written(circle, format_id), name="Ours", welcome="Come in.")
    meetings.add_version(keeper.id, format_id, form)
    meetings.archive_format(keeper.id, format_id)
    meetings.archive_format(keeper.id, format_id)
    meetings.restore_format(keeper.id, format_id)
    mine = db.session.query(JournalEntry).filter_by(subject=f"format:{format_id}")
    kinds = [entry.kind.rpartition(":")[2] for entry in mine.order_by(JournalEntry.seq)]
    assert kinds == ["begun", "changed", "renamed", "changed", "archived", "restored"]
    assert {entry.actor for entry in mine} == {keeper.id}


def test_nobody_takes_a_copy_of_what_is_not_shipped(circle: Circle) -> None:
    with pytest.raises(Invalid):
        meetings.adopt_format(circle.moderator.id, circle.group_id, "../smart")
    meetings.adopt_format(circle.moderator.id, circle.group_id, "smart")
    assert len(queries.formats_of(circle.group_id)) == 1

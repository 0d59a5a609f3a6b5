"""The demo's directory: what the people of Millbrook know of. None of these places exists."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial

from community.demo.evening import Hall
from community.directory import operations
from community.directory.forms import EntryForm

KEEPER, MODERATOR, MEMBER = "keyring", "saltmarsh", "blue-gate"
CIRCLE = "riverside-evenings"
SITES = (
    EntryForm(
        kind="clinic", name="Millbrook Walk-in", country="GB", area="Millbrook", address="12 Quay Lane",
        phone="01632 960 120", web="https://walk-in.millbrook.example", languages=("English",), cost="Free",
        about="Weekdays, nine to four. No letter from a doctor is needed. Ask for the nurse on duty.",
    ),
    EntryForm(
        kind="medication", name="Quay Street Practice", country="GB", area="Millbrook", phone="01632 960 121",
        languages=("English", "Polski"), cost="Free", about="Treatment with medication, seen within the week.",
    ),
    EntryForm(
        kind="housing", name="The Ropewalk", country="GB", area="Millbrook and the valley", phone="01632 960 122",
        languages=("English",), cost="By income", about="Twelve rooms, nobody is asked to leave for a slip.",
    ),
    EntryForm(
        kind="literature", name="Nights Without", web="https://nights-without.example", languages=("English",),
        cost="Free", about="A small book to print at home.",
    ),
)  # fmt: skip
WAITS = EntryForm(
    kind="counselling", name="Dovecote Counselling", country="GB", area="Millbrook", phone="01632 960 123",
    languages=("English",), cost="By income", about="Two of us went there. They ring back the same day.",
)  # fmt: skip
OURS = {
    MODERATOR: EntryForm(
        kind="hotline", name="The kettle phone", country="GB", area="Riverside", phone="01632 960 124",
        languages=("English",), cost="Free", about="Whoever has the phone that week picks up until ten.",
    ),
    MEMBER: EntryForm(
        kind="literature", name="Letters to a newcomer", web="https://letters.millbrook.example",
        languages=("English",), cost="Free", about="Read aloud here once. It is good on trains.",
    ),
}  # fmt: skip


def deeds_of(hall: Hall) -> Iterator[tuple[datetime, Callable[[], object]]]:
    """What was put there, and when."""
    for days, form in enumerate(SITES, 20):
        yield hall.present - timedelta(days=days), partial(_bring, hall, KEEPER, form)
    yield hall.present - timedelta(days=1), partial(_bring, hall, MEMBER, WAITS)
    for who, days in ((MODERATOR, 9), (MEMBER, 2)):
        form = OURS[who]
        yield hall.present - timedelta(days=days), partial(_bring, hall, who, form, CIRCLE)


def _bring(hall: Hall, who: str, form: EntryForm, slug: str | None = None) -> None:
    operations.suggest_entry(hall.member_ids[who], form, slug)

"""What tests of the directory share."""

from typing import Any

from community.directory import operations
from community.directory.forms import EntryForm
from community.directory.models import Listing
from community.extensions import db
from tests.factories import Circle, Person

HARBOUR = {
    "kind": "clinic", "name": "Harbour Clinic", "country": "IE", "area": "Cork and around", "phone": "021 555 0100",
    "web": "https://harbour-clinic.example/visit", "languages": "English, Gaeilge", "cost": "Free",
    "about": "Walk in on weekdays, nine to four.",
}  # fmt: skip


def typed(**other: str) -> dict[str, str]:
    """A form about the clinic, but for what is other."""
    return {**HARBOUR, **other}


def an_entry(keeper: Person, circle: Circle | None = None, **other: str) -> int:
    """Something that stands in the site's list, or a group's, brought by its keeper."""
    form = EntryForm.parse(typed(**other))
    return operations.suggest_entry(keeper.id, form, circle.slug if circle else None)


def a_suggestion(member: Person, circle: Circle | None = None, **other: str) -> int:
    """Something that a member suggested; it waits."""
    return an_entry(member, circle, **other)


def entry(entry_id: int) -> Any:
    """The row."""
    return db.session.get(Listing, entry_id)

"""Reading a saved file of FindTreatment.gov: rows of JSON, as its locator answers them (public domain)."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from community.directory import hosts
from community.directory.forms import EntryForm
from community.directory.models import CLINIC, MEDICATION
from community.errors import Invalid

MOST_ROWS = 50_000
SOURCE = "From FindTreatment.gov."
MEDICINES = ("buprenorphine", "methadone", "naltrexone", "opioid treatment program")


class Unreadable(Exception):
    """The file is none of these; the sentence says why."""


@dataclass(frozen=True)
class Brought:
    """An entry out of a file, the fingerprint it came as, and the region with which it waits."""

    form: EntryForm
    came_as: str
    batch: str


def read_rows(data: bytes) -> tuple[list[Brought], int]:
    """The entries of a file, and how many of its rows make none. Raises Unreadable."""
    try:
        told = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise Unreadable("This is no JSON.") from None
    rows = told.get("rows") if isinstance(told, dict) else told
    if not isinstance(rows, list):
        raise Unreadable("There is no list of rows in it.")
    if len(rows) > MOST_ROWS:
        raise Unreadable(f"It has more than {MOST_ROWS} rows. Save a smaller region.")
    found = {one.came_as: one for row in rows if (one := _brought(row)) is not None}
    return list(found.values()), len(rows) - len(found)


def _brought(row: Any) -> Brought | None:
    """A row as an entry; None where it names nothing, or nothing by which it is reached."""
    if not isinstance(row, dict):
        return None
    name = ", ".join(filter(None, (_said(row, "name1"), _said(row, "name2"))))[:120]
    street = " ".join(filter(None, (_said(row, "street1"), _said(row, "street2"))))
    place = ", ".join(filter(None, (_said(row, "city"), _said(row, "state"))))
    raw = {
        "kind": _kind(row), "name": name, "country": "US", "area": place[:120],
        "address": f"{street}, {_said(row, 'zip')}".strip(", ")[:200], "phone": _phone(row)[:60], "web": _web(row),
        "cost": "unknown", "about": SOURCE,
    }  # fmt: skip
    try:
        form = EntryForm.parse(raw)
    except Invalid:
        return None
    own = "\n".join((name, street, place, _said(row, "zip"))).casefold()
    return Brought(form, hashlib.sha256(own.encode()).hexdigest(), _said(row, "state")[:40])


def _said(row: Mapping[str, Any], name: str) -> str:
    said = row.get(name)
    return " ".join(str(said).split()) if isinstance(said, str | int) else ""


def _phone(row: Mapping[str, Any]) -> str:
    return next(filter(None, (_said(row, name) for name in ("phone", "intake1", "hotline1"))), "")


def _web(row: Mapping[str, Any]) -> str:
    """Its page, where that is a plain https address; a guess would be no source."""
    said = _said(row, "website")
    return said if len(said) <= 300 and hosts.judge(said) == hosts.PLAIN else ""


def _kind(row: Mapping[str, Any]) -> str:
    said = " ".join(_services(row)).casefold()
    return MEDICATION if any(word in said for word in MEDICINES) else CLINIC


def _services(row: Mapping[str, Any]) -> Iterator[str]:
    services = row.get("services")
    for service in services if isinstance(services, list) else []:
        if isinstance(service, dict):
            yield _said(service, "f3")

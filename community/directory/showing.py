"""How an entry is told on a page: names as far as this reader may know them, and when it was last checked."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from markupsafe import Markup

from community.clock import now
from community.directory.models import SITE, Listing
from community.directory.policies import Keeper, can_keep
from community.directory.queries import name_in_group, site_handle
from community.directory.words import countries, kinds
from community.text import render


@dataclass(frozen=True)
class Shown:
    """An entry for one reader. `calls` is what a phone dials; empty where the number is words."""

    entry: Listing
    kind: str
    where: str
    languages: str
    calls: str
    about: Markup
    is_stale: bool
    checked_on: datetime | None
    checked_by: str
    looked_after_by: str
    is_kept: bool


def shown(entry: Listing, keeper: Keeper) -> Shown:
    """An entry as its page tells it."""
    return Shown(
        entry=entry,
        kind=kinds()[entry.kind],
        where=", ".join(filter(None, (entry.area, country_words(entry.country)))),
        languages=", ".join(entry.languages),
        calls=dialled(entry.phone),
        about=render(entry.about),
        is_stale=entry.is_stale(now()),
        checked_on=entry.verified_on,
        checked_by=_name(entry.verified_by, entry, keeper),
        looked_after_by=_name(entry.owner_id, entry, keeper),
        is_kept=can_keep(keeper, entry),
    )


def country_words(code: str) -> str:
    """A country's name; anywhere, where there is none."""
    return countries().get(code, code) if code else _("anywhere, or online")


def dialled(phone: str) -> str:
    """The digits of a number that can be called, with its plus; empty where there is more to it."""
    bare = "".join(sign for sign in phone if sign not in " -().\u00a0\u2011/")
    return bare if bare.removeprefix("+").isdigit() and bare.isascii() else ""


def _name(member_id: int | None, entry: Listing, keeper: Keeper) -> str:
    """In a group the name one has there. Of those who look after the site's list only their own kind learn more."""
    if member_id is None:
        return ""
    if entry.group_id is not None:
        return name_in_group(member_id, entry.group_id)
    if can_keep(keeper, entry) and entry.scope == SITE:
        return site_handle(member_id)
    return _("the people who answer for this site")

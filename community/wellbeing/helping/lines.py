"""The crisis lines of a country that was chosen on this device (L6.6): the site keeps nobody's country (L1.4)."""

import re
from dataclasses import dataclass

from flask import request

from community.errors import NotFound
from community.wellbeing.crisis_lines import Line, Place
from community.wellbeing.queries import place

COOKIE = "country"
CODE = re.compile(r"[a-z]{2}")
NUMBER = re.compile(r"\+?[0-9]+")


@dataclass(frozen=True)
class Call:
    """A number that can be tapped."""

    name: str
    number: str
    digits: str
    is_emergency: bool = False


def chosen_place() -> Place | None:
    """The country chosen on this device, if one was, and if something is recorded for it."""
    code = request.cookies.get(COOKIE, "")
    try:
        return place(code) if CODE.fullmatch(code) else None
    except NotFound:
        return None


def numbers_of(country: Place | None) -> list[Call]:
    """What can be called there, people who listen first, the emergency number last."""
    if country is None:
        return []
    found = [_call(line) for line in country.lines if NUMBER.fullmatch(_digits(line.number))]
    if country.emergency:
        found.append(Call("", country.emergency, _digits(country.emergency), is_emergency=True))
    return found


def _call(line: Line) -> Call:
    return Call(line.name, line.number, _digits(line.number))


def _digits(number: str) -> str:
    return re.sub(r"[ ()-]", "", number)

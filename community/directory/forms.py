"""What is typed about an entry, and what is looked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from community.directory import hosts
from community.directory.models import KINDS
from community.directory.words import country_codes
from community.members.fields import Fields

FIELDS = (
    "kind",
    "name",
    "country",
    "area",
    "address",
    "phone",
    "web",
    "languages",
    "cost",
    "about",
)
LONGEST_NAME, LONGEST_ABOUT, LONGEST_ANSWER = 120, 1_000, 400
MOST_LANGUAGES = 8
COUNTRIES = country_codes()
MOST_PAGES = 1_000


@dataclass(frozen=True)
class EntryForm:
    """An entry as it is to stand there. No `country`: it is for anywhere, or online."""

    kind: str
    name: str
    country: str = ""
    area: str = ""
    address: str = ""
    phone: str = ""
    web: str = ""
    languages: tuple[str, ...] = ()
    cost: str = ""
    about: str = ""

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "EntryForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, FIELDS)
        form = cls(
            kind=fields.one_of("kind", KINDS),
            name=fields.line("name", _("Say what it is called."), LONGEST_NAME),
            country=fields.one_of("country", {*COUNTRIES, ""}, unsaid=""),
            area=fields.optional_line("area", 120),
            address=fields.optional_line("address", 200),
            phone=fields.optional_line("phone", 60),
            web=_web(fields),
            languages=_languages(fields),
            cost=fields.line("cost", _("Say what it costs, if only “free” or “unknown”."), 120),
            about=fields.words("about", LONGEST_ABOUT),
        )
        _no_addresses_elsewhere(fields, raw)
        if not (form.address or form.phone or form.web or "web" in fields.errors):
            fields.refuse("phone", _("Say how it is reached: an address, a number or a web page."))
        fields.finish()
        return form

    @property
    def search_words(self) -> str:
        """What a search reads."""
        said = (
            self.name,
            self.area,
            self.address,
            self.phone,
            *self.languages,
            self.cost,
            self.about,
        )
        return " ".join(said).casefold()


@dataclass(frozen=True)
class AnswerForm:
    """Words for whoever suggested something, if any."""

    words: str = ""

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "AnswerForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("words",))
        form = cls(fields.optional_line("words", LONGEST_ANSWER))
        fields.finish()
        return form


@dataclass(frozen=True)
class BatchForm:
    """Which of what came out of files: all of a kind and region."""

    kind: str
    region: str = ""

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "BatchForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("kind", "region"))
        form = cls(fields.one_of("kind", KINDS), fields.optional_line("region", 40))
        fields.finish()
        return form


def searched(raw: Mapping[str, str]) -> dict[str, Any]:
    """What somebody looks for, as an address has it. What makes no sense there is left out: a search refuses nobody."""
    page = raw.get("page", "")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 5 else 1
    return {
        "words": _written(raw.get("words", ""), 100),
        "kind": raw.get("kind", "") if raw.get("kind") in KINDS else "",
        "country": raw.get("country", "") if raw.get("country") in COUNTRIES else "",
        "language": _written(raw.get("language", ""), 40),
        "page": min(max(number, 1), MOST_PAGES),
    }


def _written(said: str, longest: int) -> str:
    return "".join(sign for sign in " ".join(said.split())[:longest] if sign.isprintable())


def _web(fields: Fields) -> str:
    said = fields.optional_line("web", 300)
    verdict = hosts.judge(said) if said else hosts.PLAIN
    if verdict == hosts.NOT_SAFE:
        fields.refuse("web", _("A web address begins with https:// and is written out whole."))
    elif verdict != hosts.PLAIN:
        fields.refuse(
            "web",
            _(
                "The directory takes no advertising, referral links or sale. This address tells who sent a visitor,"
                " or hides where it leads. Give the plain address of the page itself."
            ),
        )
    return said


def _languages(fields: Fields) -> tuple[str, ...]:
    said = fields.optional_line("languages", 200)
    listed = tuple(dict.fromkeys(part.strip() for part in said.split(",") if part.strip()))
    if len(listed) > MOST_LANGUAGES:
        fields.refuse("languages", _("There is room for %(most)d.", most=MOST_LANGUAGES))
    if any(len(each) > 40 for each in listed):
        fields.refuse("languages", _("Put a comma between two languages."))
    return listed


def _no_addresses_elsewhere(fields: Fields, raw: Mapping[str, Any]) -> None:
    for name in FIELDS:
        said = raw.get(name)
        if name == "web" or not isinstance(said, str):
            continue
        if "://" in said or "www." in said.casefold():
            fields.refuse(
                name, _("Web addresses stand in their own field, so that we can look at them.")
            )

"""The interface's own sentences in templates: found once in a language and made safe once, not on every page.

A page says some hundred and fifty of them; looking each up anew was a sixth of what it cost. Only sentences that stand
in the program come here, never what people write: their words are put into the gaps afterwards, and kept nowhere.
"""

import functools
from collections.abc import Callable, Hashable
from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache
from typing import TypeVar

from flask import Flask, current_app
from flask.globals import app_ctx
from flask_babel import format_date, format_datetime, get_locale, get_timezone, get_translations
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

H = TypeVar("H", bound=Hashable)
SENTENCES = 10_000
"""So many are kept at most: there are some two thousand, in each language and each kind of template."""

MOMENTS = 2_000
"""So many moments and days are kept in words at most; of whom or what they are is not."""

PIECES = 100
"""So many drawings of one piece are kept at most."""

Language = tuple[str, str | None, str | None]
"""Language, script and territory."""


def install_language(app: Flask) -> None:
    """Give templates `_`, `ngettext` and dates. After Flask-Babel, whose own it replaces."""
    app.jinja_env.globals.update({"_": said, "gettext": said, "ngettext": counted})
    app.jinja_env.filters.update(datetimeformat=moment_said, dateformat=day_said)


@pass_eval_context
def said(context: EvalContext, sentence: str, /, **facts: object) -> str:
    """A sentence in the language of who reads, with what stands in its gaps made safe for a page."""
    language = language_now()
    if not facts:
        return _whole(language, sentence, context.autoescape)
    return _with_gaps(language, sentence, context.autoescape) % facts


@pass_eval_context
def counted(context: EvalContext, one: str, other: str, num: int, /, **facts: object) -> str:
    """The one or the other sentence, as the language has it for that number."""
    language = language_now()
    if not facts:
        return _number(language, one, other, num, context.autoescape)
    return _of_number(language, one, other, num, context.autoescape) % ({"num": num} | facts)


def moment_said(moment: datetime, form: str) -> str:
    """A moment as that language and zone of the reader write it."""
    return _moment(language_now(), _zone_now(), moment, form)


def day_said(day: date, form: str) -> str:
    """A day, or that of a moment, as the reader's language writes it."""
    return _day(language_now(), _zone_now(), day, form)


def drawn_once(draw: Callable[[H], str]) -> Callable[[H], Markup]:
    """Keep a piece of page that knows no reader: it is drawn once for each language and each of what it is given."""

    @lru_cache(PIECES)
    def drawn(_language: Language, given: H) -> Markup:
        return Markup(draw(given))

    @functools.wraps(draw)
    def run(given: H) -> Markup:
        return drawn(language_now(), given)

    return run


def render_alone(template: str, **known: object) -> str:
    """A template that is given these facts and nothing else: not who reads, nor what the page is about."""
    return current_app.jinja_env.get_template(template).render(known)


def language_now() -> Language:
    """The language of who reads, or that in which somebody is written to."""
    found = getattr(_kept(), "babel_locale", None) or get_locale()
    return (found.language, found.script, found.territory) if found else ("en", None, None)


def _zone_now() -> tzinfo:
    return getattr(_kept(), "babel_tzinfo", None) or get_timezone() or UTC


def _kept() -> object:
    # where Flask-Babel keeps its answers: asking it takes ten times as long, and a page asks 150 times
    return getattr(app_ctx._get_current_object().g, "_flask_babel", None)  # type: ignore[attr-defined]


@lru_cache(SENTENCES)
def _with_gaps(language: Language, sentence: str, safe: bool) -> str:
    words = str(get_translations().ugettext(sentence))
    return Markup(words) if safe else words


@lru_cache(SENTENCES)
def _whole(language: Language, sentence: str, safe: bool) -> str:
    return _with_gaps(language, sentence, safe) % {}


@lru_cache(SENTENCES)
def _of_number(language: Language, one: str, other: str, num: int, safe: bool) -> str:
    words = str(get_translations().ungettext(one, other, num))
    return Markup(words) if safe else words


@lru_cache(SENTENCES)
def _number(language: Language, one: str, other: str, num: int, safe: bool) -> str:
    return _of_number(language, one, other, num, safe) % {"num": num}


@lru_cache(MOMENTS)
def _moment(language: Language, zone: tzinfo, moment: datetime, form: str) -> str:
    return str(format_datetime(moment, form))


@lru_cache(MOMENTS)
def _day(language: Language, zone: tzinfo, day: date, form: str) -> str:
    return str(format_date(day, form))

"""Sentences of the interface in templates: kept for everybody, by language, and never with anybody's words."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from flask import Flask, g, render_template_string
from flask_babel import force_locale
from pytz import timezone

from community import language
from community.extensions import babel


def forget() -> None:
    """Nothing is known any more of any language."""
    babel.domain_instance.cache.clear()
    for kept in (language._whole, language._with_gaps):
        kept.cache_clear()


@pytest.fixture
def spanish(app: Flask, tmp_path: Path) -> Iterator[None]:
    """A few sentences in Spanish."""
    words = Catalog(locale="es")
    words.add("Today", "Hoy")
    words.add("Signed in as %(handle)s", "Entraste como %(handle)s")
    words.add(("%(num)d post", "%(num)d posts"), ("%(num)d mensaje", "%(num)d mensajes"))
    folder = tmp_path / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "messages.mo").open("wb") as file:
        write_mo(file, words)
    directories = app.extensions["babel"].translation_directories
    kept = list(directories)
    directories[:] = [str(tmp_path)]
    forget()
    yield
    directories[:] = kept
    forget()


def test_each_reader_has_their_own_language_whoever_came_before(app: Flask, spanish: None) -> None:
    page = "{{ _('Today') }}, {{ ngettext('%(num)d post', '%(num)d posts', 2) }}"
    with app.test_request_context():
        for _turn in range(2):
            with force_locale("es"):
                assert render_template_string(page) == "Hoy, 2 mensajes"
            with force_locale("en"):
                assert render_template_string(page) == "Today, 2 posts"


def test_what_stands_in_the_gaps_is_made_safe_and_kept_nowhere(app: Flask, spanish: None) -> None:
    page = "{{ _('Signed in as %(handle)s', handle=who) }}"
    with app.test_request_context(), force_locale("es"):
        assert render_template_string(page, who="<b>wren") == "Entraste como &lt;b&gt;wren"
        assert render_template_string(page, who="robin") == "Entraste como robin"
    assert language._with_gaps.cache_info().currsize == 1
    assert language._whole.cache_info().currsize == 0


def test_a_per_cent_sign_is_written_twice_with_and_without_gaps(app: Flask) -> None:
    with app.test_request_context():
        assert render_template_string("{{ _('100 %% kept') }}") == "100 % kept"
        assert render_template_string("{{ _('%(n)d %% kept', n=3) }}") == "3 % kept"


def test_a_moment_is_said_in_each_reader_s_language_and_zone(app: Flask, spanish: None) -> None:
    moment = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)
    page = "{{ moment|datetimeformat('d MMMM, HH:mm') }}; {{ moment|dateformat('EEEE') }}"
    said = {
        ("en", "UTC"): "30 November, 23:30; Monday",
        ("en", "Europe/Madrid"): "1 December, 00:30; Tuesday",
        ("es", "Europe/Madrid"): "1 diciembre, 00:30; martes",
    }
    for _turn in range(2):
        for (tongue, zone), words in said.items():
            with app.test_request_context(), force_locale(tongue):
                g._flask_babel.babel_tzinfo = timezone(zone)
                assert render_template_string(page, moment=moment) == words


def test_a_letter_is_no_page(app: Flask) -> None:
    letter = app.jinja_env.from_string(
        "{% autoescape false %}{{ _('From %(who)s', who='Wren & Robin') }}{% endautoescape %}"
    )
    with app.test_request_context():
        assert letter.render() == "From Wren & Robin"

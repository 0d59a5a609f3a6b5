"""Whatever arrives as a form: a frozen form, or a sentence per field, and never anything else."""

from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community.errors import Invalid
from community.members import forms
from community.members.fields import Fields

WORDS = "velvet anchor pepper noon"
PARSERS = {
    "join": lambda raw: forms.JoinForm.parse(raw, "Harbour"),
    "add": lambda raw: forms.AddForm.parse(raw, "Harbour"),
    "renew": lambda raw: forms.RenewForm.parse(raw, "kestrel", "Harbour"),
    "sign in": forms.SignInForm.parse,
    "code": forms.CodeForm.parse,
    "recovery": lambda raw: forms.RecoveryForm.parse(raw, "Harbour"),
    "passphrase": lambda raw: forms.PassphraseForm.parse(raw, "kestrel", "Harbour"),
    "confirm": forms.ConfirmForm.parse,
    "settings": forms.SettingsForm.parse,
}
NAMES = (
    "handle", "passphrase", "new_passphrase", "code", "adult", "consent", "invitation", "next",
    "csrf_token", "theme", "letters", "locale", "zone", "discreet", "anything",
)  # fmt: skip
VALUES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(["yes", "", WORDS, "kestrel", "\0", "\u202e", "\ufffd", "x" * 5000, "dark"]),
    st.none(), st.integers(), st.lists(st.text(max_size=3), max_size=2), st.booleans(),
)  # fmt: skip


@pytest.fixture(autouse=True)
def in_english(app: Flask) -> Any:
    with app.test_request_context():
        yield


@pytest.mark.parametrize("form", PARSERS)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(raw=st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=8))
def test_any_form_is_taken_or_refused_in_words(form: str, raw: dict[str, Any]) -> None:
    said = sentences(form, raw)
    assert said is None or all(isinstance(sentence, str) and sentence for sentence in said)


def sentences(form: str, raw: dict[str, Any]) -> list[str] | None:
    """What was refused, or None where the form was taken."""
    try:
        PARSERS[form](raw)
    except Invalid as refusal:
        return list(refusal.fields.values()) or [""]
    return None


@pytest.mark.parametrize("sign", ["\0", "\x1b", "\ufffd", chr(0xD800)])
def test_a_sign_that_cannot_be_typed_is_refused(sign: str) -> None:
    for name in ("handle", "passphrase"):
        with pytest.raises(Invalid) as refusal:
            forms.SignInForm.parse({"handle": "kestrel", "passphrase": WORDS, name: f"a{sign}b"})
        assert name in refusal.value.fields
    assert forms.SignInForm.parse({"handle": "kestrel", "passphrase": WORDS}).next == "/"


@pytest.mark.parametrize("turned", ["gro\u202epu", "gro\u2066up"])
def test_a_line_that_turns_the_writing_around_is_refused(turned: str) -> None:
    fields = Fields({"name": turned}, ("name",))
    assert fields.line("name", "Give it a name.") == ""
    assert "turns" in fields.errors["name"]


def test_a_line_keeps_the_joins_of_other_scripts() -> None:
    fields = Fields({"name": "می\u200cروم"}, ("name",))
    assert fields.line("name", "Give it a name.") == "می\u200cروم"
    assert fields.errors == {}


@given(address=st.text(max_size=40))
@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_an_onward_address_never_leaves_the_site(address: str) -> None:
    for said in (address, "/" + address, "//" + address, "/\\" + address):
        kept = forms.here_only(said)
        assert kept.startswith("/")
        assert not kept.startswith(("//", "/\\"))
        assert kept.isascii()
        assert kept.isprintable()


def test_several_lines_are_kept_or_missed_in_words() -> None:
    fields = Fields({"why": "One.\nTwo.", "broken": "a\ufffd"}, ("why", "broken", "empty"))
    assert fields.words("why", 100) == "One.\nTwo."
    assert fields.words("empty", 100) == fields.words("broken", 100) == ""
    assert fields.words("empty", 100, "Say why.") == ""
    assert fields.errors.keys() == {"broken", "empty"}

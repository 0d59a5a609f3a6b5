"""Names: what a person may choose, and whom nobody can pass for."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.members import handles
from community.members.lookalikes import _lookalikes, is_everyday, skeleton
from tests.laws import law

EVERYDAY = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789áñüŁØđÐ"
GREEK = "αβγδεζηθικλμνξοπρστυφχψωςΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩάέή"
CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯіїєѕј"
OWN_ALPHABETS = """
kestrel Siân Đorđe Νίκος Μαρία Виктор Нина Боб Հայկ محمد נור हिन्दी วิไล 한국 太郎taro
"""
UNFIT = ["", "x", "x" * 25, "..", "_ines", "ines.", "in..es", "in es", "1234", "раypal", "ʜoʜa"]
UNFIT += ["ine\u200ds", "ine\ufe0fs", "\u3164\u3164", "ines\u202e", "نور١2", "e\u0301\u0301\u0301s"]
UNFIT += ["in\x00es", "\ud800ab", "in/es", "<b>", "@ines", "🦊fox"]

names = st.one_of(
    *(st.text(alphabet, min_size=2, max_size=8) for alphabet in (EVERYDAY, GREEK, CYRILLIC))
)


def passes(handle: str) -> bool:
    try:
        handles.check(handle)
    except ValueError:
        return False
    return True


@law("L1.3")
@pytest.mark.parametrize(
    ("taken", "imitation"),
    [
        ("kestrel", "kestreI"),
        ("kestrel", "KESTREL"),
        ("kestrel", "kestre1"),
        ("olivia", "0livia"),
        ("marisol", "rnarisol"),
        ("cop", "сор"),  # Cyrillic
        ("Tapac", "Тарас"),
        ("BEPA", "Вера"),
        ("kestrel", "ｋｅｓｔｒｅｌ"),
        ("strasse", "Straße"),
        ("Đorđe", "Ðorðe"),
    ],
)
def test_nobody_can_take_a_name_that_looks_like_one_already_here(
    taken: str, imitation: str
) -> None:
    assert handles.check(taken) != imitation
    assert handles.skeleton(taken) == handles.skeleton(imitation)


@pytest.mark.parametrize(
    ("one", "other"), [("jose", "josé"), ("lantern-jo", "lanternjo"), ("oldboots", "oldboats")]
)
def test_names_a_reader_can_tell_apart_live_side_by_side(one: str, other: str) -> None:
    assert handles.skeleton(one) != handles.skeleton(other)


@law("L1.3")
@given(names)
def test_case_never_makes_another_person(name: str) -> None:
    assert skeleton(name) == skeleton(name.upper()) == skeleton(name.casefold())


@law("L1.3")
@given(names.filter(passes), st.data())
def test_whatever_passes_for_a_name_is_that_name(name: str, data: st.DataObject) -> None:
    twin = "".join(data.draw(st.sampled_from(sorted(alike(sign)))) for sign in name)
    if passes(twin):
        assert skeleton(twin) == skeleton(name)


def alike(sign: str) -> set[str]:
    """Everything that looks like one letter; accents are signs of their own."""
    group = next((group for group in _lookalikes().values() if sign in group), set())
    bare = {other for other in group if unicodedata.is_normalized("NFD", other)}
    return {sign} | {other for other in bare if is_everyday(other)}


def test_a_greek_name_in_capitals_gives_way_to_a_latin_one() -> None:
    assert passes("αννα")
    assert passes("ANNA")
    with pytest.raises(ValueError, match="small letters"):
        handles.check("ΑΝΝΑ")


@pytest.mark.parametrize("name", OWN_ALPHABETS.split())
def test_people_write_their_name_in_their_own_alphabet(name: str) -> None:
    assert handles.check(name) == unicodedata.normalize("NFKC", name)


@pytest.mark.parametrize("name", UNFIT)
def test_a_name_that_could_not_be_read_or_typed_is_refused_with_a_sentence(name: str) -> None:
    with pytest.raises(ValueError, match=r"^[A-Z].*\.$"):
        handles.check(name)


@law("L1.3")
@pytest.mark.parametrize(
    "name",
    ["admin", "AdmIn2", "a.d.m.i.n", "m0derator", "The-Chair", "former_member", "null", "HEARTH"],
)
def test_nobody_can_speak_for_the_house(name: str) -> None:
    with pytest.raises(ValueError, match="belongs to the house"):
        handles.check(name)


def test_a_name_is_offered_that_is_free_and_allowed() -> None:
    assert handles.suggest("kestreI", lambda key: False) == "kestrel-north"
    taken = {skeleton("kestrel-north"), skeleton("kestrel-south")}
    assert handles.suggest("kestrel", taken.__contains__) == "kestrel-east"
    assert "kestrel-east" in handles.refusal_of_taken("kestreI", "kestrel-east")


@given(names.filter(passes))
def test_every_offer_is_a_name_one_may_take(name: str) -> None:
    asked: list[str] = []
    offer = handles.suggest(name, lambda key: bool(asked.append(key)) or len(asked) < 40)
    assert handles.check(offer) == offer
    assert len(asked) == 40

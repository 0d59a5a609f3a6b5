"""The private hint (R7): method and not feelings; the same in browser and server; seen by its author alone."""

import json
import random
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from community.extensions import db
from community.forums.models import Topic
from community.journal import JournalEntry
from community.moderation.models import Held, Mark
from community.moderation.safe_words import LANGUAGES, LISTS, hint_on, kinds_in, words_in
from community.rooms.models import Message
from tests.browser.test_modules import node
from tests.factories import Circle
from tests.forums.stage import a_topic
from tests.laws import law
from tests.moderation.corpus.measured import ORDINARY, held_out
from tests.moderation.corpus.safe_words import METHOD, TALK
from tests.stage import Browser

LISTED = METHOD["en"]["learned"][0]
HINT = "can be said without how it is done"
TWIN = """
import {{ kindsIn, ready }} from "{module}";
let said = "";
for await (const part of process.stdin) said += part;
const {{ texts, list }} = JSON.parse(said);
const words = ready(list);
process.stdout.write(JSON.stringify(texts.map((text) => kindsIn(text, words))));
"""


def hinted(texts: Sequence[str], language: str) -> list[str]:
    return [text for text in texts if kinds_in(text, words_in(language))]


@law("L8.6")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", ["learned", "held_out"])
def test_feelings_recovery_grief_and_medicine_are_no_method(language: str, part: str) -> None:
    assert hinted(TALK[language][part], language) == []


@law("L8.6")
def test_what_people_here_ordinarily_say_is_no_method() -> None:
    assert hinted(ORDINARY, "en") == []
    assert hinted(held_out("first", "ordinary") + held_out("last", "ordinary"), "en") == []


@law("L8.6")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", ["learned", "held_out"])
def test_how_something_is_done_is_found(language: str, part: str) -> None:
    texts = METHOD[language][part]
    assert len(hinted(texts, language)) >= 0.9 * len(texts)


def test_capitals_accents_and_marks_make_no_difference() -> None:
    words = words_in("en")
    for text in (
        LISTED.upper(),
        LISTED.replace(" ", "\n"),
        "What is the **best** way, to kill… myself?",
    ):
        assert kinds_in(text, words) == ["hurting"]
    assert kinds_in("I’ve 60 pills and I don’t want to live, I want to die", words) == ["hurting"]


@law("L8.6")
def test_a_long_draft_takes_no_time_and_is_looked_at_to_its_end() -> None:
    long = "how do I get some " * 250
    assert kinds_in(long[:4000], words_in("en")) == []
    assert kinds_in(long[:3900] + LISTED, words_in("en")) == ["hurting"]
    assert kinds_in("a" * 100_000, words_in("en")) == []


@law("L8.6")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_browser_finds_the_same(language: str, tmp_path: Path) -> None:
    every = [
        *METHOD[language].values(),
        *TALK[language].values(),
        ORDINARY if language == "en" else [],
    ]
    texts = [text for some in every for text in some]
    dice = random.Random(7)
    words = sorted({word for text in texts for word in text.split()})
    texts += [" ".join(dice.choices(words, k=dice.randrange(60))) for _ in range(800)]
    told = (LISTS / f"{language}.js").read_text().partition("export default ")[2]
    there = in_the_browser(
        tmp_path, {"texts": texts, "list": json.loads(told.strip().removesuffix(";"))}
    )
    here = [kinds_in(text, words_in(language)) for text in texts]
    assert there == here
    assert sum(map(bool, here)) > len(METHOD[language]["learned"])


def in_the_browser(folder: Path, said: Mapping[str, object]) -> list[list[str]]:
    """What the browser's module answers, in Node."""
    script = folder / "twin.mjs"
    script.write_text(TWIN.format(module=LISTS.parent / "safe_words.js"))
    run = subprocess.run(
        [node(), script], input=json.dumps(said), capture_output=True, text=True, timeout=60
    )
    assert run.returncode == 0, run.stderr
    answered: list[list[str]] = json.loads(run.stdout)
    return answered


@law("L8.6", "L13.2")
def test_without_script_the_author_reads_it_once_after_posting(
    circle: Circle, as_member: Browser
) -> None:
    mine, other = as_member(circle.regular), as_member(circle.other)
    address = f"/rooms/{circle.room_id}"
    answer = mine.post(f"{address}/messages", data={"body": LISTED, "key": "hint-key-1"})
    assert answer.status_code == 303
    assert HINT in mine.get(address).text.split("<template")[0]
    assert HINT not in mine.get(address).text.split("<template")[0]
    assert HINT not in other.get(address).text.split("<template")[0]
    assert db.session.query(Message).one().body == LISTED


@law("L8.6")
def test_with_script_the_page_says_it_no_second_time(circle: Circle, as_member: Browser) -> None:
    mine, address = as_member(circle.regular), f"/rooms/{circle.room_id}"
    mine.post(f"{address}/messages?script=1", data={"body": LISTED, "key": "hint-key-1"})
    assert HINT not in mine.get(address).text.split("<template")[0]


@law("L8.6", "L13.2")
def test_a_new_topic_is_hinted_and_begun_all_the_same(circle: Circle, as_member: Browser) -> None:
    board = a_topic(circle.other, circle).board_id
    before = db.session.query(Topic).count()
    mine = as_member(circle.regular)
    form = {"name": "Nights", "body": LISTED, "key": "hint-key-2", "note": ""}
    answer = mine.post(f"/boards/{board}/topics", data=form)
    assert answer.status_code == 303
    assert HINT in mine.get(answer.headers["Location"].partition("#")[0]).text.split("<template")[0]
    assert db.session.query(Topic).count() == before + 1


@law("L8.6", "L8.8")
def test_it_holds_counts_marks_and_records_nothing(circle: Circle, as_member: Browser) -> None:
    before = db.session.query(JournalEntry).count()
    mine = as_member(circle.regular)
    entries = db.session.query(JournalEntry).count()
    mine.post(f"/rooms/{circle.room_id}/messages", data={"body": LISTED, "key": "hint-key-3"})
    db.session.rollback()
    assert db.session.query(JournalEntry).count() == entries >= before
    assert db.session.query(Held).count() == db.session.query(Mark).count() == 0


def test_an_unknown_language_has_the_english_list() -> None:
    assert words_in("en").rules
    for locale in ("en", "en_GB", "de", ""):
        assert "en" in LANGUAGES
        assert isinstance(hint_on("Good evening.", locale), str)

"""The corpus as tests and training read it, and how much of it would be held.

Everything has a theme, so that a rule can be tried on themes from which it never learnt.
"""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from community.moderation.engine.normal import reading_of
from community.moderation.promotion import signs_of
from tests.moderation.corpus import ordinary, promotions
from tests.moderation.corpus.filling import filled
from tests.moderation.corpus.texts import themes

HELD_OUT = Path(__file__).with_name("held_out")
ORDINARY, PROMOTIONS = ordinary.ORDINARY, promotions.PROMOTIONS
SENTENCE = re.compile(r"(?<=[.!?])\s+")
PLACES = 3
"""Where a sentence is woven in: near the beginning, in the middle, at the end."""


@dataclass(frozen=True)
class Example:
    """A text to learn from or to measure, and how much it counts: the many fillings of a template less."""

    text: str
    promotes: bool
    theme: str
    weight: float = 1.0


def corpus() -> list[Example]:
    """Everything that may be learnt from."""
    found = [
        Example(text, False, theme) for theme, texts in themes("ordinary").items() for text in texts
    ]
    promoting = themes("promotion")
    for theme, texts in promoting.items():
        if "sentences" in theme:
            found += [
                Example(text, True, f"{theme} {number % 5}", 0.5)
                for number, text in enumerate(woven(texts, essays_of(themes("ordinary"))))
            ]
        else:
            found += [Example(text, True, theme) for text in texts]
    return found + _from_templates()


def _from_templates() -> list[Example]:
    found = []
    for name in ("SHORT", "CHATTER", "SECOND_LANGUAGE"):
        for number, template in enumerate(getattr(ordinary, name)):
            texts = filled([template], ordinary.SLOTS, each=3, seed=11)
            found += [
                Example(text, False, f"templates: {name} {number % 4}", 0.33) for text in texts
            ]
    found += [Example(text, False, "templates: essays", 0.5) for text in ordinary.essays[:120]]
    for name in ("PILLS", "REMEDIES", "CLINICS", "SMS", "MAIL"):
        texts = filled(getattr(promotions, name), promotions.SLOTS, each=3, seed=21)
        found += [Example(text, True, f"templates: {name}", 0.33) for text in texts]
    return found + [Example(text, True, "templates: woven", 0.33) for text in promotions.woven[:40]]


def essays_of(known: Mapping[str, Sequence[str]]) -> list[str]:
    """The long ordinary texts."""
    return [text for theme, texts in known.items() if "essays" in theme for text in texts]


def woven(sentences: Sequence[str], essays: Sequence[str]) -> list[str]:
    """Each sentence three times, in whole essays and in the first paragraphs of others."""
    chance, found = random.Random(3), []
    for sentence in sentences:
        for place in range(PLACES):
            essay = chance.choice(essays)
            if chance.random() < 0.5:
                essay = "\n\n".join(essay.split("\n\n")[: chance.randint(1, 4)])
            parts = SENTENCE.split(essay)
            at = (1, len(parts) // 2, len(parts))[place]
            found.append(" ".join([*parts[:at], sentence, *parts[at:]]))
    return found


def held_out(part: str, name: str) -> list[str]:
    """Texts written by hand that no weight was learnt from: the part `first` or `last`, `ordinary` or `promotion`."""
    if part == "first":
        lines = (HELD_OUT / f"first_{name}.txt").read_text().splitlines()
        return [line for line in lines if line]
    found = []
    for theme, texts in themes(f"{name}_last", HELD_OUT).items():
        found += woven(texts, essays_of(themes("ordinary"))) if "woven" in theme else texts
    return found


def rate_held(texts: Sequence[str]) -> float:
    """Which part of them would wait."""
    return sum(1 for text in texts if signs_of(reading_of(text))) / len(texts)

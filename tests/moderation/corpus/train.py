"""Learns the weights of the promotion rule: `python -m tests.moderation.corpus.train`.

A text's window that scores highest stands for it, so windows and weights are found by turns. What promotes may only
add, what is talk may only take away. The threshold comes from scores of themes that were left out of the learning.
"""

import json
import math
import random
import sys
from collections.abc import Iterator, Sequence

from community.moderation.engine.normal import reading_of
from community.moderation.promotion.families import SIGN_PATTERNS, TALK_PATTERNS
from community.moderation.promotion.rule import WEIGHTS, Vector, score, vectors_of
from tests.moderation.corpus.measured import Example, corpus

TURNS, EPOCHS, RATE, KEEP_SMALL = 4, 14, 0.08, 0.008
FOLDS = 8
MOST = 4.0
"""The most that one sign may add."""

HUSHED = 0.5
"""So many of the signs of what promotes are overlooked at random in each step: our own promotions are loud with many
signs at once, and each is to carry its part where it stands nearly alone."""

SPARED = 1 / 200
"""So many ordinary texts of themes left out may be held."""

MARGIN = 0.25
"""How far beyond that one has to go."""

Known = tuple[Sequence[Vector], Example]


def learn(texts: Sequence[Known]) -> dict[str, float]:
    """The weights that tell what promotes from what does not."""
    weights = {"bias": -2.0, "kinds": 0.5, **dict.fromkeys(SIGN_PATTERNS, 0.5)}
    chance = random.Random(5)
    for turn in range(TURNS):
        chosen = [
            (max(windows, key=lambda one: score(one, weights)), example)
            for windows, example in texts
        ]
        for epoch in range(EPOCHS):
            chance.shuffle(chosen)
            step = RATE / (1 + (turn * EPOCHS + epoch) / 8)
            for vector, example in chosen:
                heard = _hushed(vector, chance) if example.promotes else vector
                _learn_from(heard, example, weights, step)
    return {name: round(much, 3) for name, much in sorted(weights.items()) if abs(much) > 0.01}


def _hushed(vector: Vector, chance: random.Random) -> Vector:
    left = {
        name: much
        for name, much in vector.items()
        if name in TALK_PATTERNS or chance.random() >= HUSHED
    }
    return {**left, "kinds": vector["kinds"] * (1 - HUSHED)}


def _learn_from(vector: Vector, example: Example, weights: dict[str, float], step: float) -> None:
    likely = 1 / (1 + math.exp(-max(-30.0, min(30.0, score(vector, weights)))))
    wrong = (likely - example.promotes) * example.weight
    weights["bias"] -= step * wrong
    for name, much in vector.items():
        now = weights.get(name, 0.0)
        now -= step * (wrong * much + KEEP_SMALL * now)
        weights[name] = min(now, 0.0) if name in TALK_PATTERNS else min(max(now, 0.0), MOST)


def left_out(texts: Sequence[Known]) -> Iterator[tuple[float, Example]]:
    """Each text with its score by weights that were learnt without its theme."""
    fold = {}
    for promotes in (False, True):
        names = sorted(
            {example.theme for _windows, example in texts if example.promotes == promotes}
        )
        random.Random(1).shuffle(names)
        fold.update({name: number % FOLDS for number, name in enumerate(names)})
    for number in range(FOLDS):
        weights = learn([known for known in texts if fold[known[1].theme] != number])
        for windows, example in texts:
            if fold[example.theme] == number:
                yield max(score(one, weights) for one in windows), example


def threshold_from(scored: Sequence[tuple[float, Example]]) -> float:
    """Where holding begins."""
    ordinary = sorted((one for one, example in scored if not example.promotes), reverse=True)
    return round(ordinary[int(len(ordinary) * SPARED)] + MARGIN, 3)


def main() -> None:
    """Learn, write, and say how themes that were left out fared."""
    texts = [(vectors_of(reading_of(example.text)), example) for example in corpus()]
    scored = list(left_out(texts))
    threshold = threshold_from(scored)
    kept = {**learn(texts), "threshold": threshold}
    WEIGHTS.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n")
    told: dict[str, list[bool]] = {}
    for one, example in scored:
        kind = "promotion" if example.promotes else "ordinary"
        for name in (f"all {kind}", f"{kind}: {example.theme.partition(':')[0]}"):
            told.setdefault(name, []).append(one >= threshold)
    for name, held in sorted(told.items()):
        sys.stdout.write(f"{name}: {sum(held)} of {len(held)} held, {sum(held) / len(held):.1%}\n")


if __name__ == "__main__":
    main()

"""Sentences from templates: `{slot}` is filled from a list, as varied as the lists allow, the same each time."""

import random
import re
from collections.abc import Mapping, Sequence

SLOT = re.compile(r"\{(\w+)\}")


def filled(
    templates: Sequence[str], slots: Mapping[str, Sequence[str]], each: int, seed: int
) -> list[str]:
    """`each` different fillings of every template, fewer where there are not so many."""
    chance, found = random.Random(seed), []
    for template in templates:
        mine: dict[str, None] = {}
        for _try in range(each * 6):
            if len(mine) == each:
                break
            mine[SLOT.sub(lambda slot: chance.choice(slots[slot[1]]), template)] = None
        found += mine
    return found


def strung(parts: Sequence[str], count: int, lengths: Sequence[int], seed: int) -> list[str]:
    """Longer texts: so many strung from parts of the same kind."""
    chance = random.Random(seed)
    return [" ".join(chance.sample(parts, chance.choice(lengths))) for _text in range(count)]

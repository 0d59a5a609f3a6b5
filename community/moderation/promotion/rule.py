"""How the families of families.py are weighed together: by weights learnt from our own corpus (docs/promotion.md)."""

import json
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from flask_babel import lazy_gettext as _l

from community.moderation.engine.normal import Reading
from community.moderation.promotion.families import SIGN_PATTERNS, TALK_PATTERNS, WEAK
from community.moderation.promotion.windows import Counted, Sums

WEIGHTS = Path(__file__).with_name("weights.json")
ENOUGH = 1.4
"""Three of a kind are as good as ten."""

Vector = dict[str, float]


def sign_words() -> dict[str, Any]:
    """The signs in words, for a moderator. What was held before keeps its words, too (`bulk`)."""
    return {
        "offer": _l("an offer"), "sells": _l("an offer"), "goods": _l("something offered"),
        "junk": _l("goods of junk mail"),
        "price": _l("a price"), "bare_price": _l("a price"), "unit_price": _l("a price for each"),
        "bargain": _l("a bargain"), "free_offer": _l("something for free"), "tariff": _l("what a text or call costs"),
        "phone": _l("a telephone number"), "premium": _l("a number that costs"), "text_code": _l("a number to text"),
        "short_code": _l("a number to text"), "small_print": _l("small print"), "reach": _l("a way to make contact"),
        "soft_reach": _l("a way to make contact"), "contact": _l("contact details"), "link": _l("a link"),
        "odd_link": _l("a link to a shop"), "act": _l("a call to act"), "act_mild": _l("a call to act"),
        "urgency": _l("urgency"), "haste": _l("haste"), "promise": _l("a promise"), "praise": _l("praise"),
        "delivery": _l("delivery or payment"), "pay": _l("payment"), "referral": _l("a code or referral"),
        "lure": _l("a prize"), "prize": _l("a prize"), "money": _l("money to be made or lent"),
        "finance": _l("money matters"), "sex": _l("sex for sale"), "medicine": _l("a medicine or remedy"),
        "shop_talk": _l("how drugs are sold"), "care": _l("a treatment"),
        "care_offer": _l("treatment or coaching on offer"),
        "mail": _l("the sound of bulk mail"), "list": _l("the sound of bulk mail"),
        "bulk": _l("the sound of bulk messages"), "testimony": _l("a recommendation"),
        "giving_out": _l("something to hand out"), "to_us": _l("addressed to the group"),
        "to_you": _l("addressed to you"),
        "loud": _l("shouting"), "disguise": _l("disguised words"),
    }  # fmt: skip


SIGNS_TOLD = frozenset({*SIGN_PATTERNS, "loud", "disguise"}) - {"to_you"}
TOLD_FROM = 0.1
"""What adds less is not worth a moderator's eyes."""


def signs_of(reading: Reading) -> list[str]:
    """What makes a text sell or promote, strongest first; nothing where it does not."""
    weights, counted = _weights(), Counted(reading)
    counted.count(SIGN_PATTERNS)
    if _loudest(counted, weights)[0] < weights["threshold"]:
        return []  # whatever else is in it only speaks for the text
    counted.count(TALK_PATTERNS)
    best, vector = _loudest(counted, weights)
    if best < weights["threshold"]:
        return []
    told = {name: weights.get(name, 0.0) * vector[name] for name in vector if name in SIGNS_TOLD}
    return sorted((name for name in told if told[name] >= TOLD_FROM), key=lambda name: -told[name])


def score(vector: Vector, weights: Mapping[str, float]) -> float:
    """How far a window is from ordinary talk."""
    return weights["bias"] + sum(weights.get(name, 0.0) * much for name, much in vector.items())


def vectors_of(reading: Reading) -> list[Vector]:
    """One vector for each window of a text; at least one."""
    counted = Counted(reading)
    counted.count(SIGN_PATTERNS)
    counted.count(TALK_PATTERNS)
    return [_vector(sums, counted) for sums in counted.windows()]


def _loudest(counted: Counted, weights: Mapping[str, float]) -> tuple[float, Vector]:
    vectors = (_vector(sums, counted) for sums in counted.windows())
    return max(((score(one, weights), one) for one in vectors), key=lambda scored: scored[0])


def _vector(sums: Sums, counted: Counted) -> Vector:
    vector = {name: _much(number) for name, number in sums.items()}
    strong = sum(1 for name in sums if name in SIGN_PATTERNS and name not in WEAK)
    vector["kinds"] = max(0, strong - 1) / 2
    vector["loud"] = counted.loud
    vector["disguise"] = _much(counted.disguised)
    return vector


@cache
def _much(number: int) -> float:
    return min(math.log1p(number), ENOUGH)


@cache
def _weights() -> dict[str, float]:
    known: dict[str, float] = json.loads(WEIGHTS.read_text())
    return known

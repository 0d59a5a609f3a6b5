"""The verbs of two on their way."""

from community.mentoring.walking.operations.items import (
    change_item,
    finish_item,
    remove_item,
    take_item,
    write_item,
)
from community.mentoring.walking.operations.programmes import (
    accept_programme,
    lengthen_programme,
    propose_programme,
    withdraw_programme,
)
from community.mentoring.walking.operations.rhythms import (
    accept_rhythm,
    propose_rhythm,
    withdraw_rhythm,
)
from community.mentoring.walking.operations.tending import tend_walk

__all__ = [
    "accept_programme", "accept_rhythm", "change_item", "finish_item", "lengthen_programme", "propose_programme",
    "propose_rhythm", "remove_item", "take_item", "tend_walk", "withdraw_programme", "withdraw_rhythm", "write_item",
]  # fmt: skip

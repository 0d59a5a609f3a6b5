"""Pages of office: parse, act, answer."""

from community.moderation.views import (  # noqa: F401 -- each puts its pages on the blueprint
    acts,
    appeals,
    cases,
    duty,
    guarding,
    holding,
    outside,
    procedures,
    reports,
    transparency,
    watching,
)
from community.moderation.views.acts import on_person
from community.moderation.views.blueprint import pages
from community.moderation.views.cases import for_the_rail, of_oneself, of_today
from community.moderation.views.guarding import of_group
from community.moderation.views.hints import for_boxes
from community.moderation.views.procedures import on_oneself

__all__ = [
    "for_boxes",
    "for_the_rail",
    "of_group",
    "of_oneself",
    "of_today",
    "on_oneself",
    "on_person",
    "pages",
]

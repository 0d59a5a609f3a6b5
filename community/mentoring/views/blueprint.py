"""The blueprint of mentoring, and what its pages share."""

from typing import Any

from flask import Blueprint

from community.mentoring.words import agreement, gate, life, quiz
from community.wellbeing.words.checkins import MOODS, PARTS
from community.wellbeing.words.warnings import TO_MENTOR

pages = Blueprint("mentoring", __name__)


@pages.context_processor
def _words() -> dict[str, Any]:
    return {
        "agreement": agreement,
        "missing": gate.missing,
        "how_it_opens": gate.how_it_opens,
        "life": life,
        "questions": quiz.QUESTIONS,
        "told": TO_MENTOR,
        "parts": PARTS,
        "moods": MOODS,
    }

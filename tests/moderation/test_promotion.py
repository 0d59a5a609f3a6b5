"""Selling and promoting waits, talking about medication, drinking, doctors and overdose does not (L8.6)."""

import pytest

from community.moderation.engine import reading_of
from community.moderation.promotion import sign_words, signs_of
from community.moderation.promotion.families import SIGN_PATTERNS
from tests.laws import law
from tests.moderation.corpus.measured import (
    ORDINARY,
    PROMOTIONS,
    corpus,
    essays_of,
    held_out,
    rate_held,
)
from tests.moderation.corpus.texts import themes
from tests.quick import TRIES, seconds_of


@law("L8.6")
def test_hardly_any_ordinary_post_would_wait() -> None:
    ordinary = [example.text for example in corpus() if not example.promotes]
    assert len(ordinary) >= 1000
    assert rate_held(ordinary) <= 1 / 200
    assert rate_held(ORDINARY) <= 1 / 400
    assert rate_held(held_out("first", "ordinary") + held_out("last", "ordinary")) <= 1 / 200


@law("L8.6")
def test_most_of_what_promotes_would_wait() -> None:
    promoting = [example.text for example in corpus() if example.promotes]
    assert len(promoting) >= 700
    assert rate_held(promoting) >= 0.85
    assert rate_held(PROMOTIONS) >= 0.9
    assert rate_held(held_out("first", "promotion")) >= 0.7
    assert rate_held(held_out("last", "promotion")) >= 0.8


@law("L8.6")
@pytest.mark.parametrize(
    "words",
    [
        "I take 8 mg of suboxone and my doctor is fine with it.",
        "He died of an overdose of pills, two years ago today.",
        "If it gets too much call 988, they are kind there.",
        "Text HOME to 741741 if you cannot talk out loud. In the UK text SHOUT to 85258, it's free.",
        "Free on Friday? call me on 07700 900123, I'll bring £20 for the pizza",
        "Dear Peter,\n\nthe invoice over $4,500 is attached.\n\nKind regards\nAnna Smith\nTel: 020 7946 0991",
    ],
)
def test_talking_about_it_is_free(words: str) -> None:
    assert signs_of(reading_of(words)) == []


@law("L8.6")
@pytest.mark.parametrize(
    "words",
    [
        "Xanax and percs in stock, $4 per pill, text me on telegram @plugdaily",
        "X a n a x, cheap, in stock, DM me, discreet shipping",
        "Vаlium fоr sаle, bеst priсes, DM mе, ships worldwide",
        "V1agra and C!alis, no prescription needed, order today: http://qkz.rxdirect.example",
        '<p>Loans up to =\n$5,000, <b>bad credit</b> fine! <a href=3D"http://fastloans.example">Apply now</a></p>',
        "Subject: WINNER\n\n> Your mobile was drawn! Call 09061 701 461 from a\n> landline now. Calls 150ppm",
    ],
)
def test_selling_waits_however_it_is_dressed_up(words: str) -> None:
    assert signs_of(reading_of(words))


@law("L8.6")
def test_a_line_broken_by_a_mail_says_the_same() -> None:
    offer = "Our online pharmacy ships worldwide with no prescription needed, so click here and order today."
    broken = offer.replace("so click here", "so click\nhere")
    assert signs_of(reading_of(broken)) == signs_of(reading_of(offer)) != []


@law("L8.6")
def test_an_offer_in_a_long_honest_essay_is_found_and_explained() -> None:
    honest = max(essays_of(themes("ordinary")), key=len)
    offer = " I now coach others, book a free call at my site soberme.example with code DAY30. "
    assert signs_of(reading_of(honest)) == []
    signs = signs_of(reading_of(honest + offer + honest))
    assert {"act", "referral", "care_offer"} & set(signs)
    assert set(signs) <= set(sign_words())


def test_every_sign_has_words_for_the_moderator() -> None:
    assert {*SIGN_PATTERNS, "loud", "disguise"} <= set(sign_words())


@pytest.mark.speed
def test_it_takes_no_time_that_anybody_would_notice() -> None:
    some = ORDINARY[:300]
    fresh = iter([reading_of(text) for text in some * TRIES])
    signs_of(reading_of("warm"))
    assert seconds_of(lambda: [signs_of(next(fresh)) for _text in some]) / len(some) < 0.005


@pytest.mark.speed
@pytest.mark.parametrize(
    "piece",
    [
        "Order now, only $5 each, DM me! ",
        "<a href=",
        "1a",
        "> \n",
        "a b c d ",
        "=3D=20",
        "&lt;",
        "\n",
    ],
)
def test_the_longest_post_is_read_in_bounded_time(piece: str) -> None:
    fresh = iter([reading_of((piece * 40_000)[:40_000]) for _try in range(TRIES)])
    assert seconds_of(lambda: signs_of(next(fresh))) < 1

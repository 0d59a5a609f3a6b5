"""A post as the rule on promoting reads it: without the dress of mail and web pages, in whole lines.

People paste mails, and so do those who send them in thousands: marks of HTML and of its encodings, lines broken at 76
characters, words with a digit for a letter. All of it takes time in proportion to the length.
"""

import html
import re
from itertools import pairwise

import re2

from community.moderation.engine.normal import Reading, as_meant

QUOTED = re.compile(r"=(?:\r?\n|([0-9A-F]{2}))")
QUOTED_TEXT = re.compile(r"=(?:3D|20|A3|09|C2|E2|0D)|\w=\r?\n\w")
COMMENT = re2.compile(r"<!--[^<>]*>")
ADDRESS = re2.compile(
    r"(?i)<(?:a|form|area)\s[^<>]*?(?:href|action)\s?=\s?[\"']?([^\"'\s<>]+)[^<>]*>"
)
TAG = re2.compile(
    r"(?i)</?(?:html|head|body|title|style|meta|base|link|font|center|div|span|p|br|hr|b|i|u|em|strong|big|small|a|img|map"
    r"|area|table|tbody|tr|td|th|ul|ol|li|h[1-6]|form|input|script|tt|pre|blockquote|dl|dt|dd|!doctype)\b[^<>]*>"
)
NEW_LINE = re.compile(r"</?(?:p|br|div|tr|li|h[1-6]|table|title|center)\b", re.I)
HEADER_NAME = re.compile(
    r"^(?:from|to|cc|bcc|date|sent|reply-to|message-id|received|mime-version|content-[\w-]+|x-[\w-]+|return-path"
    r"|in-reply-to|references|precedence|sender|list-[\w-]+|errors-to|delivered-to|subject):",
    re.I | re.M,
)
QUOTE_MARKS = re.compile(r"^[>|: \t]{0,20}[>|] ?", re.M)
FULL_LINE = 50
"""From so many characters on a line was broken because it was full, not because something ended."""

LIST_MARKS = ("-", "*", "•", "#", "·", "+", "=", "_")
SPACES = re.compile(r"[^\S\n]+")
DISGUISED = re.compile(r"[a-z0-9@$!|+]{0,20}(?:[a-z][0-9@$!|+]|[0-9@$!|+][a-z])[a-z0-9@$!|+]{0,20}")
OFTEN_HIDDEN = (
    "viagra", "cialis", "levitra", "valium", "xanax", "ambien", "vicodin", "hydrocodone", "oxycodone", "codeine",
    "soma", "percocet", "adderall", "tramadol", "phentermine", "prescription", "pharmacy", "medication",
    "medications", "pills", "meds", "drugs", "rolex", "replica", "mortgage", "refinance", "loan", "loans", "credit",
    "debt", "casino", "lottery", "winner", "prize", "bitcoin", "invest", "online", "free", "cheap", "money", "cash",
    "discount", "sale", "offer", "penis", "enlarge", "enlargement", "sex", "porn", "nude", "girls", "horny",
    "teens", "dating", "singles", "software", "weight", "herbal", "order", "click", "buy", "save", "guarantee",
    "guaranteed", "price", "prices", "telegram", "whatsapp", "cocaine", "heroin", "fentanyl", "ketamine", "kratom",
    "percs", "benzos", "diazepam", "weed",
)  # fmt: skip
MEANT = {as_meant(word): word for word in OFTEN_HIDDEN}
SHORTEST_HIDDEN = 3
HELPLINES = re2.compile(
    r"(?:\b(?:call|text|txt|ring|phone|dial|send|reply) (?:\W?\w+\W? ){0,3}?(?:to |on |at )?)?"
    r"\b(?:741[- ]?741|85258|838255|50808|686868|116 ?123|988|1?[- ]?800[- ]662[- ](?:4357|help)"
    r"|1?[- ]?800[- ]273[- ](?:8255|talk)|0?845 ?790 ?9090|08457 ?90 ?90 ?90|0800 ?58 ?58 ?58|0800 ?1111"
    r"|13 ?11 ?14|0800 ?917 ?8282|0300 ?123 ?6600|0300 ?123 ?1110|024)\b"
)
"""Lines that answer people in need: to tell somebody to ring or text one is never an offer."""


def plain_of(reading: Reading) -> tuple[str, int]:
    """The words, in small plain letters with single spaces, a line for each line meant; and how many were disguised."""
    text = _unwrapped(_undressed(reading.text))
    plain = reading.plain if text == reading.text else Reading(text).plain
    return _revealed(HELPLINES.sub(" helpline ", SPACES.sub(" ", plain)))


def _undressed(text: str) -> str:
    if "=" in text and QUOTED_TEXT.search(text):
        text = QUOTED.sub(lambda found: chr(int(found[1], 16)) if found[1] else "", text)
    if "<" in text:
        text = COMMENT.sub("", text)
        text = ADDRESS.sub(r" \1 ", text)
        text = TAG.sub(lambda found: "\n" if NEW_LINE.match(found[0]) else " ", text)
    if "&" in text:
        text = html.unescape(text)
    return text


def _unwrapped(text: str) -> str:
    if "\n" not in text:
        return text
    text = QUOTE_MARKS.sub("", HEADER_NAME.sub("", text)) if "\n>" in text or ":" in text else text
    lines = [line.strip() for line in text.split("\n")]
    joined = [lines[0]]
    for before, line in pairwise(lines):
        goes_on = len(before) >= FULL_LINE and line and not line.startswith(LIST_MARKS)
        joined.append((" " if goes_on else "\n") + line)
    return "".join(joined)


def _revealed(plain: str) -> tuple[str, int]:
    hidden = 0

    def reveal(found: re.Match[str]) -> str:
        nonlocal hidden
        word = found[0].strip("!|+")
        meant = MEANT.get(as_meant(word), "") if len(word) >= SHORTEST_HIDDEN else ""
        if not meant or meant == word:
            return found[0]
        hidden += 1
        return meant

    return DISGUISED.sub(reveal, plain), hidden

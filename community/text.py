"""What people write: cleaned when it comes in, made safe when it goes out.

The only use of bleach and the only maker of `Markup`. bleach has no further releases, so it is the
second wall: markdown-it writes no tag that is not listed here, bleach lets no other one through.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

from bleach.sanitizer import Cleaner
from flask_babel import gettext as _
from linkify_it import LinkifyIt
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml, mdTrim
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup

from community.links import is_safe_link, without_referrals

__all__ = [
    "LONGEST_MESSAGE",
    "LONGEST_POST",
    "clean_body",
    "clean_line",
    "drawing",
    "forget",
    "plain",
    "render",
]

LONGEST_MESSAGE = 4_000  # characters
LONGEST_POST = 10_000

REL = "nofollow noopener noreferrer ugc"
TAGS = frozenset({"p", "br", "strong", "em", "a", "blockquote", "ul", "ol", "li"})
TAGS |= {"code", "pre", "hr", "span"}
SHAPES = frozenset({"svg", "title", "g", "path", "rect", "circle"})
SHAPE_ATTRIBUTES = frozenset({"viewBox", "width", "height", "class", "role", "transform", "d"})
SHAPE_ATTRIBUTES |= {"x", "y", "cx", "cy", "r", "fill", "stroke", "stroke-width", "aria-hidden"}
UNWRITABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff]"
)
TURNS_WRITING_AROUND = re.compile("[\u202a-\u202e\u2066-\u2069]")
LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
# Direction marks change how a bare line sorts and compares; inside a body people need them.
DROPPED_FROM_LINES = re.compile("[\u200e\u200f\u061c\ufeff]")
LOOKS_EMPTY = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
MARKUP = re.compile(r"[\\`*_\[<]|\|\||://|mailto:|^[ \t]*(?:[-+#>~]|\d+[.)])", re.M | re.I)
# Parsing is slow, at worst quadratic, in these; at this weight it stays below 50 ms.
MARKS = re.compile(r"([*_`~])\1{0,2}|[\\\[<>]|\|\||:|^[ \t]*[-+#\d]|\n[ \t]*\n", re.M)
LINKS = re.compile(r"://|mailto:|\]\(|@", re.I)
HEAVIEST = 400
DEEPEST = 16
BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")
LINE_BREAK = re.compile(r" *\n[ \t]*")
BREAK = "<br>\n"


def clean_line(value: object, limit: int, *, required: bool = True) -> str:
    """One line as it will be stored: NFC, single spaces, at most `limit` characters.

    ValueError with a sentence if it is no text, too long, unwritable, or empty where required.
    """
    text = DROPPED_FROM_LINES.sub("", _clean(value, limit))
    return _checked(" ".join(text.split()), limit, required)


def clean_body(value: object, limit: int, *, required: bool = True) -> str:
    """Many lines as they will be stored: as `clean_line`, but keeping lines and direction marks.

    Addresses lose the parameters that carry referrals (L3.2).
    """
    text = _clean(value, limit).replace("\ufeff", "")
    lines = (line.rstrip() for line in without_referrals(text).split("\n"))
    return _checked("\n".join(lines).strip("\n"), limit, required)


@lru_cache(maxsize=2_000)  # the two walls were half of what a page of posts costs
def render(body: str) -> Markup:
    """A message or post as safe HTML: CommonMark without HTML and images (L3.2).

    Never raises. What is longer, denser or deeper than people write is shown as it was typed.
    """
    body = UNWRITABLE.sub("\ufffd", LINE_ENDS.sub("\n", body))
    tokens = _parsed(body)
    if tokens is None:
        return Markup(_plain_html(body))
    return Markup(_cleaner.clean(_markdown.renderer.render(tokens, _markdown.options, {})))


def forget() -> None:
    """Let go of all that was made safe: words that are gone must not stay in a process for days (L1.9)."""
    render.cache_clear()


def plain(body: str, limit: int) -> str:
    """The words without the markup on one line, cut at a word; spoilers stay hidden."""
    tokens = _parsed(body)
    words = " ".join((body if tokens is None else "".join(_words(tokens))).split())
    if len(words) <= limit:
        return words
    return words[: limit - 1].rsplit(" ", 1)[0].rstrip() + "…"


def drawing(svg: str) -> Markup:
    """An SVG that Hearth itself drew, for the page. ValueError if it is more than plain shapes."""
    for element in ElementTree.fromstring(svg).iter():
        shape = element.tag.rpartition("}")[2]
        if shape not in SHAPES or not SHAPE_ATTRIBUTES.issuperset(element.attrib):
            raise ValueError(f"<{shape}> with {sorted(element.attrib)} is no plain drawing")
    return Markup(svg)


def _clean(value: object, limit: int) -> str:
    if not isinstance(value, str):
        raise ValueError(_("This needs to be text."))
    if len(value) > 4 * limit + 100:  # normalising is slow, and NFC shrinks nothing to a quarter
        raise ValueError(_too_long(len(value), limit))
    text = LINE_ENDS.sub("\n", value)
    if UNWRITABLE.search(text):
        raise ValueError(_("There is a character here that cannot be shown. Type the text again."))
    if TURNS_WRITING_AROUND.search(text):
        raise ValueError(
            _("An invisible mark here turns the writing around. Paste it as plain text.")
        )
    return unicodedata.normalize("NFC", text)


def _checked(text: str, limit: int, required: bool) -> str:
    if len(text) > limit:
        raise ValueError(_too_long(len(text), limit))
    if required and not any(_can_be_seen(sign) for sign in text):
        raise ValueError(_("Nothing is written here yet."))
    return text


def _too_long(count: int, limit: int) -> str:
    sentence: str = _(
        "This is %(count)d characters long; there is room for %(limit)d.", count=count, limit=limit
    )
    return sentence


def _can_be_seen(sign: str) -> bool:
    return unicodedata.category(sign)[0] not in "ZC" and sign not in LOOKS_EMPTY


def _parsed(body: str) -> list[Token] | None:
    """The tokens of a body, or None where its plain text is all there is to show."""
    if len(body) > LONGEST_POST or not MARKUP.search(body) or _weight(body) > HEAVIEST:
        return None
    tokens = _markdown.parse(body)
    # Beyond its deepest level the parser drops words.
    return tokens if max(token.level for token in tokens) < DEEPEST else None


def _weight(body: str) -> int:
    return len(MARKS.findall(body)) + 4 * len(LINKS.findall(body))


def _plain_html(body: str) -> str:
    """What markdown-it makes of text without markup, in a twentieth of the time."""
    paragraphs = (part for part in BLANK_LINES.split(body) if part.strip(" \t\n"))
    trimmed = (escapeHtml(mdTrim(paragraph)) for paragraph in paragraphs)
    return "".join(f"<p>{LINE_BREAK.sub(BREAK, paragraph)}</p>\n" for paragraph in trimmed)


class _Markdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:
        return is_safe_link(url)

    def normalizeLink(self, url: str) -> str:
        return without_referrals(super().normalizeLink(url))

    def normalizeLinkText(self, link: str) -> str:
        return without_referrals(super().normalizeLinkText(link))


def _spoiler(state: StateInline, silent: bool) -> bool:
    """`||words||`: shown when somebody asks for them."""
    end = state.src.find("||", state.pos + 2, state.posMax)
    if not state.src.startswith("||", state.pos) or end <= state.pos + 2:
        return False
    if not silent:
        whole = state.posMax
        state.push("spoiler_open", "span", 1).attrs = {"class": "spoiler", "tabindex": "0"}
        state.pos, state.posMax = state.pos + 2, end
        state.md.inline.tokenize(state)
        state.push("spoiler_close", "span", -1)
        state.posMax = whole
    state.pos = end + 2
    return True


def _link_open(self: Any, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    address = tokens[at].attrGet("href")
    return f'<a href="{escapeHtml(str(address))}" rel="{REL}">' if address else "<a>"


def _new_markdown() -> MarkdownIt:
    markdown = _Markdown("commonmark", {"html": False, "breaks": True, "xhtmlOut": False})
    markdown.options["linkify"] = True
    markdown.enable("linkify")
    # Headings would shout, and an indented line or a definition would change or swallow words.
    markdown.disable(
        ["image", "html_block", "html_inline", "lheading", "code", "reference", "entity"]
    )
    markdown.linkify = LinkifyIt(options={"fuzzy_link": False, "fuzzy_email": False})
    markdown.linkify.add("ftp:", None).add("//", None)
    markdown.inline.add_terminator_char("|")
    markdown.inline.ruler.before("emphasis", "spoiler", _spoiler)
    markdown.add_render_rule("link_open", _link_open)
    markdown.add_render_rule("heading_open", lambda *_given: "<p><strong>")
    markdown.add_render_rule("heading_close", lambda *_given: "</strong></p>\n")
    return markdown


def _allowed(tag: str, name: str, value: str) -> bool:
    """Whether an attribute stays; the last word on every address."""
    match tag, name:
        case "a", "href":
            return is_safe_link(value)
        case "a", "rel":
            return value == REL
        case "span", "class":
            return value == "spoiler"
        case "span", "tabindex":
            return value == "0"
        case "ol", "start":
            return value.isascii() and value.isdigit()
    return False


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    hidden = 0
    for token in tokens:
        hidden += {"spoiler_open": 1, "spoiler_close": -1}.get(token.type, 0)
        if token.type == "spoiler_open":
            yield "…"
        elif token.children:
            yield from _words(token.children)
        elif not hidden:
            yield token.content
        if token.block or token.type.endswith("break"):
            yield " "


_markdown = _new_markdown()
_cleaner = Cleaner(TAGS, _allowed, {"http", "https", "mailto"}, strip=True)

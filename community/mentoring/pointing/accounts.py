"""Mail addresses, and names by which somebody is found elsewhere."""

import re
from collections.abc import Collection, Iterator

from community.mentoring.pointing.plain import Plain, bare, one_of

ENDS = (
    "com net org info me io co uk de es fr it nl eu us ca au nz ie ch at se no dk fi pl pt br mx ar cl in edu gov "
    "mail app xyz dev icu online site ru"
)
MAIL = re.compile(r"(?<=[\w)\].]) ?@ ?[a-z0-9][a-z0-9-]{0,62}(?: ?\. ?[a-z0-9-]{1,62}){1,4}")
END = re.compile(one_of(ENDS))
_OPEN, _SHUT = r"[\s(\[{<_-]", r"[\s)\]}>_-]"
_DOT = rf"(?:{_OPEN}{{0,3}}(?:dot|punto|punkt|point){_SHUT}{{0,3}}|(?<=\S)\.(?=\S))"
SAID_AT = re.compile(
    rf"(?<=[\w.)\]]){_OPEN}{{1,3}}(?:at|arroba|chez){_SHUT}{{1,3}}[a-z0-9][a-z0-9-]{{1,40}}"
    rf"(?:{_DOT}[a-z0-9-]{{2,40}}){{0,2}}{_DOT}{one_of(ENDS)}\b"
)
MAILS = "e-?mail gmail mail correo hotmail outlook protonmail proton icloud"
MAIL_CUE = re.compile(
    rf"\b{one_of('my mi meine? mon')} {one_of('new private personal other')}? ?{one_of(MAILS)}(?: address)?"
    r"\s?(?:is|es|ist|:|=)\s?[\w.+-]{3,40}"
)

SURE = (
    "insta instagram ig facebook fb messenger snap snapchat tik_tok discord telegram tg signal whats_app wapp "
    "wa wasap "
    "we_chat kik skype viber twitter reddit linked_in threads mastodon bluesky bsky imessage face_time steam tinder "
    "hinge bumble grindr tumblr youtube twitch zoom"
)
"""Services; of some, as of `x`, the name alone says too little."""

_ANY = one_of(f"{SURE} matrix session line x")
_SURE = one_of(f"{SURE} google~meet hangouts e-?mail gmail")
_WHAT = one_of("name handle user_name user account id tag number profile usuario add link")
NAMED = re.compile(
    rf"\b{one_of('my mi mein mon her his')} (?:[a-z]{{2,10}} )?{_ANY}(?: {_WHAT})?\s?(?:is|it's|es|ist|are|:|=|-|->)"
    r"\s?@?[\w.]{2,30}"
)
REACHING = one_of(
    "add follow find text txt message msg dm pm hit call write contact ping reach talk~to chat~with look hmu "
    "get ring send"
)
REACH = re.compile(
    rf"\b{REACHING}(?: {one_of('me us each~other yourself')}| a {one_of('message dm text note')})?"
    r"(?: up| out)?(?: to me)?"
    rf" {one_of('on over through via at in with using')}(?: my)? {_SURE}\b"
)
MOVING = one_of(
    "move switch continue go talk chat write meet speak keep~talking carry~on connect take~this do~this come "
    "be~friends "
    "are~you you~are you're i'm i~am im am find~me your reach~me text better"
)
MOVE = re.compile(
    rf"(?<!group )\b{MOVING}(?: [a-z']{{1,12}}){{0,3}} {one_of('on to over via onto through at')}"
    rf" (?:my |your )?{_SURE}\b"
)
GIVING = one_of(
    "whats~your what's~your what~is~your give~me~your send~me~your tell~me~your share~your have~your "
    "i'll~give~you~my "
    "here~is~my here's~my heres~my this~is~my te~paso~mi te~doy~mi pasame~tu dame~tu cual~es~tu"
)
NUMBER = one_of("phone~number number cell mobile phone address numero telefono correo movil")
GIVE = re.compile(rf"\b{GIVING} (?:[a-z]{{2,10}} )?(?:{_SURE}|{NUMBER})\b(?! one\b)")
CALLED = re.compile(rf"\b{one_of('whats_app wasap insta telegram')} {one_of('me us')}\b")
_VERBS = one_of(
    "escribeme hablame buscame agregame anademe sigueme contactame mandame llamame hablamos hablemos escribes "
    "seguimos mensaje"
)
_THERE = one_of(
    "whats_app wasap wsp telegram signal insta instagram facebook face messenger discord snap correo privado"
)
SPANISH = re.compile(
    rf"\b{_VERBS}(?: [a-z]{{1,12}}){{0,3}} {one_of('por en al a el')} (?:el |mi |un )?{_THERE}\b"
)
COLONS = "insta instagram ig snap snapchat sc fb facebook discord telegram tg kik tiktok signal whatsapp wa skype"
COLON = re.compile(
    rf"\b{one_of(COLONS)}"
    rf"(?: {one_of('name handle id user username')})?\s?[:=]\s?@?(?!\s)[\w.]{{3,30}}"
)
THERE = re.compile(
    rf"\b[a-z][a-z0-9]{{0,20}}[_.\d][\w.]{{0,20}}(?: there| everywhere)? (?:on|over on|at|en) {_SURE}\b"
)
HOSTS = (
    "instagram.com instagr.am facebook.com fb.com fb.me m.me wa.me whatsapp.com t.me telegram.me telegram.org "
    "discord.gg "
    "discord.com discordapp.com snapchat.com signal.me signal.group tiktok.com twitter.com x.com linktr.ee "
    "linkedin.com "
    "join.skype.com zoom.us meet.google.com calendly.com onlyfans.com kik.me line.me threads.net bsky.app matrix.to "
    "keybase.io teams.microsoft.com reddit.com/u reddit.com/user"
).replace(".", r"\.")
HOST = re.compile(rf"\b{one_of(HOSTS)}/\S{{0,60}}")
TAG = re.compile(r"\b[a-z][\w.]{1,31}#\d{4}\b")
AT = re.compile(r"(?<![\w@./])@(\w(?:[\w.-]{0,38}\w)?)")
PLACES = bare(
    "home work night school noon midnight church gym least last first once the my an this that our your his her here "
    "there everyone all me you"
)
"""Words that people write after an @ and that are no names."""

SERVICES = bare(SURE, "matrix session line x google hangouts mail email gmail face privado wsp sc")
"""Without any of these words nobody names a service."""

MAIL_WORDS = bare(MAILS, "email")
SIGNS = (NAMED, REACH, MOVE, CALLED, SPANISH, COLON, THERE)
ALWAYS = (GIVE, HOST, TAG)


def mails(said: Plain) -> Iterator[tuple[int, int]]:
    """Where mail addresses stand, written or spelt out."""
    small = said.small
    if "@" in small:
        for found in MAIL.finditer(small):
            last = found[0].rpartition(".")[2].strip()
            tight = " " not in found[0]
            if (tight and last.isalpha() and len(last) > 1) or END.fullmatch(last):
                yield _word_before(small, found.start()), found.end()
    if said.words & {"at", "arroba", "chez"}:
        for found in SAID_AT.finditer(small):
            yield _word_before(small, found.start()), found.end()
    if said.words & MAIL_WORDS:
        for found in MAIL_CUE.finditer(small):
            yield found.span()


def accounts(said: Plain, own: Collection[str]) -> Iterator[tuple[int, int]]:
    """Where somebody can be found elsewhere. `own` are names of this house, which `@` calls."""
    small = said.small
    for sign in (*SIGNS, *ALWAYS) if said.words & SERVICES else ALWAYS:
        for found in sign.finditer(small):
            yield found.span()
    for found in AT.finditer(small) if "@" in small else ():
        name = found[1]
        if name not in own and name not in PLACES and not name[0].isdigit() and len(name) > 2:
            yield found.span()


def _word_before(small: str, begins: int) -> int:
    """Where the word before begins, forty signs before at most."""
    at = begins
    while at and begins - at < 40 and not small[at - 1].isspace():
        at -= 1
    return at

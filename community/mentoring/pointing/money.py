"""Ways to pay somebody: services by which people send money, account and card numbers, addresses of coins."""

import re
from collections.abc import Iterator

from community.mentoring.pointing.plain import Plain, bare, one_of

HOSTS = (
    "paypal.me paypal.com venmo.com cash.app cash.me ko-?fi.com buymeacoffee.com patreon.com gofundme.com gofund.me "
    "wise.com revolut.me revolut.com buy.stripe.com donate.stripe.com checkout.stripe.com pay.stripe.com "
    "squareup.com "
    "square.link zellepay.com mercadopago.com mpago.la tikkie.me monzo.me lydia-app.com razorpay.me liberapay.com "
    "opencollective.com indiegogo.com kickstarter.com givesendgo.com crowdfunder.co justgiving.com leetchi.com "
    "lunchmoney.app skrill.me payoneer.com westernunion.com moneygram.com remitly.com coinbase.com "
    "binance.com bunq.me "
    "twint.ch swish.nu pay.google.com throne.com"
)
_DOT = r"(?:_[.]_|_[(\[]?dot[)\]]?_)"
HOST = re.compile(
    rf"\b(?:www\.)?{one_of(HOSTS.replace('.', _DOT))}(?![\w.-]{{0,1}}\w)(?:/\S{{0,60}})?"
)
WAYS = (
    "pay_pal venmo cash_app zelle bizum revolut wise apple~pay google~pay gpay western~union moneygram "
    "mercado~pago monzo "
    "twint swish pix interac e-transfer vipps mobilepay payconiq lydia paytm upi m-?pesa ko-?fi patreon bitcoin btc "
    "crypto ethereum usdt gift_cards?"
)
_WAY = one_of(WAYS)
_MINE = one_of("name handle tag account link id address wallet number")
_GIVING = one_of(
    "send pay transfer lend wire loan donate tip give mandame enviame pagame haz hazme prestame"
)
ASKS = re.compile(
    rf"\b(?:my|mi) {_WAY}(?: {_MINE})?\s?(?:is|es|:|=)\s?[@$]?\w[\w.]{{1,40}}"
    rf"|\b{one_of('pay_pal venmo cash_app zelle bizum revolut wire gpay')}"
    rf" (?:me|it to me|it over|the money|\$?\d{{1,5}})\b"
    rf"|\b{_GIVING}(?: [\w$€£']{{1,12}}){{0,5}} {one_of('via through on by over with por con un using in to~my')}"
    rf" (?:my |a |el |un )?{_WAY}\b"
    rf"|\b{one_of('venmo cash_app pay_pal zelle revolut cashtag')}\s?[:=]\s?[@$]?\w[\w.]{{1,40}}"
    rf"|\b(?:my|mi) (?:bank )?{one_of('account sort~code routing iban cuenta clabe')}(?: number| details)?"
    r"\s?(?:is|are|es|:|=)\s?[a-z0-9]"
)
CASHTAG = re.compile(r"(?<![\w$])\$[a-z][a-z0-9_]{2,19}(?![\w$])")
SORT_CODE = re.compile(r"\bsort code\b[\s:is]{0,5}\d\d[ -]?\d\d[ -]?\d\d")

SERVICES = bare(
    WAYS,
    HOSTS,
    "pay kofi mpesa account wire cuenta clabe routing iban sort gift card cards cashtag",
)
"""Without any of these words nobody names a service, or an account."""

LENGTHS = {
    "ad": 24, "ae": 23, "al": 28, "at": 20, "az": 28, "ba": 20, "be": 16, "bg": 22, "bh": 22, "br": 29, "by": 28,
    "ch": 21, "cr": 22, "cy": 28, "cz": 24, "de": 22, "dk": 18, "do": 28, "ee": 20, "eg": 29, "es": 24, "fi": 18,
    "fo": 18, "fr": 27, "gb": 22, "ge": 22, "gi": 23, "gl": 18, "gr": 27, "gt": 28, "hr": 21, "hu": 28, "ie": 22,
    "il": 23, "iq": 23, "is": 26, "it": 27, "jo": 30, "kw": 30, "kz": 20, "lb": 28, "li": 21, "lt": 20, "lu": 20,
    "lv": 21, "mc": 27, "md": 24, "me": 22, "mk": 19, "mr": 27, "mt": 31, "mu": 30, "nl": 18, "no": 15, "pk": 24,
    "pl": 28, "ps": 29, "pt": 25, "qa": 29, "ro": 24, "rs": 22, "sa": 24, "se": 24, "si": 19, "sk": 24, "sm": 27,
    "tn": 24, "tr": 26, "ua": 29, "vg": 24, "xk": 20,
}  # fmt: skip
"""Signs of an IBAN, by country."""

IBAN = re.compile(r"(?<![a-z0-9])[a-z]{2}\d\d[ .-]?(?:[a-z0-9]{1,30}[ .-]?){1,9}")
CARD = re.compile(r"(?<![\d.-])[2-6]\d{3}[ .-]?\d{4,6}[ .-]?\d{4,5}(?:[ .-]?\d{1,4})?(?![\d.-])")
COINS = re.compile(
    r"(?<![A-Za-z0-9])(?:0x[0-9a-fA-F]{40}|(?:bc|ltc|tb)1[ac-hj-np-z02-9]{20,80}|addr1[a-z0-9]{50,110}|"
    r"[13LMDT][1-9A-HJ-NP-Za-km-z]{25,34}|4[0-9AB][1-9A-HJ-NP-Za-km-z]{93})(?![A-Za-z0-9])"
)
MIXED = (re.compile("[a-z]"), re.compile("[A-Z]"), re.compile("[0-9]"))


def payments(said: Plain) -> Iterator[tuple[int, int]]:
    """Where somebody can be paid."""
    small = said.small
    for sign in (HOST, ASKS, SORT_CODE) if said.words & SERVICES else (SORT_CODE,):
        for found in sign.finditer(small):
            yield found.span()
    for sign, is_one in ((CASHTAG, None), (IBAN, _is_iban), (CARD, _is_card)):
        for found in sign.finditer(small):
            if is_one is None or is_one("".join(filter(str.isalnum, found[0]))):
                yield found.span()
    for found in COINS.finditer(said.cased):
        if found[0][:2] in ("0x", "bc", "lt", "tb", "ad") or all(
            kind.search(found[0]) for kind in MIXED
        ):
            yield found.span()


def _is_iban(said: str) -> bool:
    """By its country's length and its check digits (ISO 13616); words after it do not matter."""
    length = LENGTHS.get(said[:2], 0)
    if not length or len(said) < length:
        return False
    said = said[4:length] + said[:4]
    return int("".join(str(int(sign, 36)) for sign in said)) % 97 == 1


def _is_card(digits: str) -> bool:
    """By its check digit (ISO 7812)."""
    if not 13 <= len(digits) <= 19 or len(set(digits)) < 2:
        return False
    twice = [int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(digits))]
    return sum(value - 9 * (value > 9) for value in twice) % 10 == 0

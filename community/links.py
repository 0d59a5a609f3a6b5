"""Addresses that members write: which may become links, and what they must not carry along."""

import re
from ipaddress import ip_address
from unicodedata import category
from urllib.parse import unquote, urlsplit

LONGEST_LINK = 2_000  # characters

# Parameters that tell who sent, paid for or tracked a visit. `utm_` and the like are prefixes.
REFERRALS = """
_ga _gl _hsenc _hsmi aff aff_id affid affiliate affiliate_id afftrack awc campaignid cjevent
click_id clickid coupon cmpid dclid epik fbclid gad_source gbraid gclid gclsrc igsh igshid
irclickid irgwc linkcode mc_cid mc_eid mkt_tok msclkid ncid oly_anon_id oly_enc_id partner
partner_id ranmid ransiteid rdt_cid ref ref_ ref_src ref_url referer referral referralcode
referrer referrer_id refid rfsn s_cid s_kwcid si sscid tag trk ttclid twclid vero_id wbraid
wickedid yclid
"""
NAMES = frozenset(REFERRALS.split())
PREFIXES = ("utm_", "mtm_", "pk_", "hsa_", "ga_", "pd_rd_", "pf_rd_")

ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
# A value also ends where markup around the address goes on: [words](address), *address*.
PARAMETER = re.compile(r"([?#&;])([^=&;?#\s]{1,60})=[^&;#\s)\]*|<>\"']*")
LEFT_BEHIND = (
    (re.compile(r"([?#])[&;]+"), r"\1"),
    (re.compile(r"[?#](?=$|[#)\]*|'])"), ""),
)

UNFIT = re.compile(
    r"[\s\\<>\"`{}|^\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
LABEL = re.compile(r"[^\W_]([\w-]{0,61}[^\W_])?")
MAILBOX = re.compile(r"[\w.+%'-]{1,64}@[^\W_]([\w.-]{0,250}[^\W_])?")


def without_referrals(text: str) -> str:
    """The text with its web addresses freed from parameters that carry a referral (L3.2)."""
    return ADDRESS.sub(lambda found: _without_referrals(found[0]), text)


def is_safe_link(address: str) -> bool:
    """Whether an address may become a link: the web or a mailbox, complete and with nothing hidden.

    The check is our own because bleach lets "scheme:digits" through whatever its list says (T22).
    """
    if len(address) > LONGEST_LINK or UNFIT.search(address):
        return False
    scheme, _colon, rest = address.partition(":")
    if scheme.lower() == "mailto":
        return MAILBOX.fullmatch(rest) is not None
    return scheme.lower() in {"http", "https"} and rest.startswith("//") and _has_host(address)


def _has_host(address: str) -> bool:
    try:
        parts = urlsplit(address)
        # "https://bank.example@elsewhere" reads as the bank and leads elsewhere.
        return "@" not in parts.netloc and parts.port != 0 and _is_host(parts.hostname or "")
    except ValueError:
        return False


def _is_host(host: str) -> bool:
    """Whether it is a name or a number address; ValueError for a number that is none."""
    last = host.rstrip(".").rpartition(".")[2]
    if ":" in host or last[:1].isdigit():
        return bool(ip_address(host))
    return all(_is_label(label) for label in host.removesuffix(".").split("."))


def _is_label(label: str) -> bool:
    if label.startswith("xn--"):
        label = label.removeprefix("xn--").encode("ascii").decode("punycode")
        return all(category(sign)[0] in "LMN" or sign == "-" for sign in label)
    return LABEL.fullmatch(label) is not None


def _without_referrals(address: str) -> str:
    cleaned = PARAMETER.sub(lambda found: _kept(found[0], found[1], found[2]), address)
    if cleaned != address:
        for pattern, replacement in LEFT_BEHIND:
            cleaned = pattern.sub(replacement, cleaned)
    return cleaned


def _kept(whole: str, lead: str, name: str) -> str:
    bare = unquote(name).casefold()
    if bare in NAMES or bare.startswith(PREFIXES):
        return lead if lead in "?#" else ""
    return whole

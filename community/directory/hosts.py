"""Addresses that the directory does not take: what carries a referral, and what hides where it leads (L11.1)."""

from urllib.parse import unquote, urlsplit

from community.links import is_safe_link, without_referrals

SHORTENERS = """
a.co amzn.eu amzn.to bit.do bit.ly bl.ink buff.ly cutt.ly dlvr.it dub.sh fb.me goo.gl is.gd lnkd.in ow.ly
qr.ae rb.gy rebrand.ly s.id shorturl.at shrtco.de smarturl.it snip.ly soo.gd t.co t.ly tiny.cc tinyurl.com
trib.al tny.im v.gd wp.me x.co youtu.be zpr.io
"""
LISTS_OF_LINKS = (
    "beacons.ai bio.link campsite.bio carrd.co hoo.be linkr.bio linktr.ee lnk.bio msha.ke solo.to"
)
PAID_FOR = """
7eer.net adservice.google.com afcyhf.com anrdoezrs.net apmebf.com avantlink.com awin1.com awltovhc.com
clickbank.net dpbolvw.net doubleclick.net emjcd.com evyy.net flexoffers.com ftjcfx.com go2cloud.org
googleadservices.com gopjn.com jdoqocy.com kqzyfj.com lduhtrp.net linksynergy.com maxbounty.com ojrq.net
partnerize.com pjatr.com pjtra.com pntra.com pntrac.com pntrs.com prf.hn pxf.io qksrv.net redirectingat.com
shareasale.com sjv.io skimresources.com taboola.com tkqlhce.com tqlkg.com tradedoubler.com viglink.com
yceml.net zanox.com
"""
REFUSED = frozenset((SHORTENERS + LISTS_OF_LINKS + PAID_FOR).split())

PLAIN, NOT_SAFE, REFERS, HIDES = "plain", "not safe", "refers", "hides"


def judge(address: str) -> str:
    """Whether an address is plain, or what is wrong with it: not safe, refers, or hides where it leads."""
    if not address.lower().startswith("https://") or not is_safe_link(address):
        return NOT_SAFE
    if without_referrals(address) != address:
        return REFERS
    parts = urlsplit(address)
    if _is_refused(parts.hostname or "") or _leads_on(
        f"{parts.path}?{parts.query}#{parts.fragment}"
    ):
        return HIDES
    return PLAIN


def _is_refused(host: str) -> bool:
    labels = host.rstrip(".").casefold().split(".")
    return any(".".join(labels[start:]) in REFUSED for start in range(len(labels)))


def _leads_on(rest: str) -> bool:
    """Whether another address stands within this one, however often it was written over."""
    for _turn in range(4):
        if "//" in rest.replace("\\", "/") or "www." in rest.casefold():
            return True
        rest = unquote(rest)
    return False

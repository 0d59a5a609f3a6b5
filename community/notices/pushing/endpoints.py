"""Where a browser wants to be pushed to: a public https address, asked for again each time (docs/security.md).

The address is one that a member typed, so this is the one place where the server connects to what somebody else
names. Names only, port 443 only; every address that the name has must be public; the one that was looked at is
the one that is connected to.
"""

import ipaddress
import re
import socket
from collections.abc import Callable
from urllib.parse import urlsplit

from flask_babel import gettext as _

LONGEST = 1000
NAME = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}", re.IGNORECASE)
TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
LOCALLY_TRANSLATED = ipaddress.ip_network("64:ff9b:1::/48")

Resolver = Callable[[str], list[str]]


def host_of(endpoint: str) -> str:
    """The host of an address that may be pushed to. Raises ValueError, with a sentence, for any other."""
    refusal = _("The address that the browser gave is none that may be pushed to.")
    if len(endpoint) > LONGEST or re.search(r"[^!-~]", endpoint):
        raise ValueError(refusal)
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError:
        raise ValueError(refusal) from None
    host = parts.hostname or ""
    if parts.scheme != "https" or port not in (None, 443) or "@" in parts.netloc:
        raise ValueError(refusal)
    if not NAME.fullmatch(host) or len(host) > 253 or parts.fragment or "\\" in endpoint:
        raise ValueError(refusal)
    return host


def public_address(host: str, resolve: Resolver) -> str:
    """The address to connect to for that host. Raises ValueError where any it has is not public, or it has none."""
    try:
        found = resolve(host)
    except OSError:
        raise ValueError(_("The browser’s push service cannot be found just now.")) from None
    if not found or not all(is_public(address) for address in found):
        raise ValueError(_("The address that the browser gave is none that may be pushed to."))
    return found[0]


def is_public(said: str) -> bool:
    """Whether an address lies in the open internet, whichever way it is written or wrapped."""
    try:
        address = ipaddress.ip_address(said.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(str(address.ipv4_mapped))
        wrapped = address.sixtofour or address.teredo
        if wrapped or address in TRANSLATED or address in LOCALLY_TRANSLATED:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def resolved(host: str) -> list[str]:
    """Every address of a host, as the system knows them. Raises OSError where there is none."""
    found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    return [str(each[4][0]) for each in found]

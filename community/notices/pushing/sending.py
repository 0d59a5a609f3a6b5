"""Handing a push message over to the browser's push service."""

import http.client
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from community.clock import now
from community.notices.outcome import GONE, LATER, REFUSED, SENT, Outcome
from community.notices.pushing.endpoints import Resolver, host_of, public_address, resolved
from community.notices.pushing.sealing import bytes_of, seal_for, vapid

WORDS = b"You have something new"
"""All that a push message ever says (L9.1)."""

TIMEOUT = 20.0
TTL = 24 * 3600
"""Seconds that the push service may keep it for a device that is off."""

LONGEST_WAIT = 6 * 3600
READ = 4096
"""Bytes of an answer that are looked at."""


@dataclass(frozen=True)
class Carrier:
    """How names are found and lines opened. Tests bring their own; production has this one only."""

    resolve: Resolver = resolved
    connect: Callable[[str, int], socket.socket] = lambda address, port: socket.create_connection(
        (address, port), TIMEOUT
    )
    trust: Callable[[], ssl.SSLContext] = ssl.create_default_context


def push(
    endpoint: str, p256dh: str, auth: str, key: bytes, subject: str, carrier: Carrier
) -> Outcome:
    """Send the one sentence there. Follows no redirect, and reads next to nothing of the answer."""
    try:
        host = host_of(endpoint)
        body = seal_for(bytes_of(p256dh), bytes_of(auth), WORDS)
    except ValueError:
        return Outcome(GONE, "no endpoint")
    try:
        address = carrier_address(host, carrier)
    except ValueError:
        return Outcome(LATER, "no public address")
    headers = {
        "Authorization": vapid(key, f"https://{host}", subject, now()), "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream", "TTL": str(TTL), "Urgency": "normal",
    }  # fmt: skip
    try:
        return _posted(endpoint, host, address, body, headers, carrier)
    except (OSError, http.client.HTTPException) as error:
        return Outcome(LATER, type(error).__name__[:40])


def carrier_address(host: str, carrier: Carrier) -> str:
    """The address to connect to. Raises ValueError where it is not public."""
    return public_address(host, carrier.resolve)


def _posted(
    endpoint: str, host: str, address: str, body: bytes, headers: dict[str, str], carrier: Carrier
) -> Outcome:
    line = http.client.HTTPSConnection(host, 443, timeout=TIMEOUT)
    raw = carrier.connect(
        address, 443
    )  # the very address that was looked at, so that none slips in between
    try:
        line.sock = carrier.trust().wrap_socket(raw, server_hostname=host)
        parts = urlsplit(endpoint)
        line.request(
            "POST", f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}", body, headers
        )
        answer = line.getresponse()
        answer.read(READ)
        return _understood(answer.status, answer.getheader("Retry-After") or "")
    finally:
        line.close()
        raw.close()


def _understood(status: int, retry_after: str) -> Outcome:
    if 200 <= status < 300:
        return Outcome(SENT)
    if status in (404, 410):
        return Outcome(GONE, f"answer {status}")
    if status == 429 or status >= 500:
        wait = (
            int(retry_after)
            if retry_after.isascii() and retry_after.isdigit() and len(retry_after) < 9
            else 0
        )
        return Outcome(LATER, f"answer {status}", min(wait, LONGEST_WAIT))
    return Outcome(REFUSED, f"answer {status}")

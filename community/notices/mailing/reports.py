"""Reading a delivery report (RFC 3464) that came back to a return path of ours. It is anybody's bytes."""

import re

from community.mail_account import MailAccount

LARGEST = 1024 * 1024
"""Bytes of a report that are looked at."""


def bounced_token(report: bytes, account: MailAccount) -> str:
    """The token of the mailbox that mail cannot be delivered to, for good; empty where the report says no such thing.

    A delay, or what is no report at all, says nothing about an address. Nothing of it is unpacked.
    """
    words = report[:LARGEST].decode("utf-8", "replace").replace("\r\n", "\n")
    head = words.partition("\n\n")[0]
    unfolded = re.sub(r"\n[ \t]+", " ", head)
    if not re.search(r"(?im)^content-type:\s*multipart/report\b", unfolded):
        return ""
    if not re.search(r"(?im)^action:\s*failed\b", words):
        return ""
    if not re.search(r"(?im)^status:\s*5\.\d{1,3}\.\d{1,3}\b", words):
        return ""
    local, _at, domain = account.sender.rpartition("@")
    ours = re.compile(rf"{re.escape(local)}\+([0-9a-f]{{32}})@{re.escape(domain)}\b", re.IGNORECASE)
    to = "\n".join(re.findall(r"(?im)^(?:delivered-to|x-original-to|to):.*$", unfolded))
    found = ours.search(to)
    return found[1].lower() if found else ""

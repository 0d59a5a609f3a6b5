"""What in words leads two people out of their channel, or to money: pointed out to their author before sending (L7.8).

Pure: a text in, findings out, in time that grows with its length alone.
"""

from community.mentoring.pointing.engine import ACCOUNT, KINDS, MAIL, MONEY, PHONE, Found, find

__all__ = ["ACCOUNT", "KINDS", "MAIL", "MONEY", "PHONE", "Found", "find"]

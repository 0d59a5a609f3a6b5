"""The formats that come with Hearth, in words of our own: a group takes a copy and makes it its own (L5.3)."""

from community.meetings.shipped.discussion import DISCUSSION
from community.meetings.shipped.draft import ShippedFormat
from community.meetings.shipped.silent import SILENT
from community.meetings.shipped.working import WORKING

SHIPPED = {"twelve-step": DISCUSSION, "smart": WORKING, "open-check-in": SILENT}
"""By the key that a group's copy remembers."""

__all__ = ["SHIPPED", "ShippedFormat"]

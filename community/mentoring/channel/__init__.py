"""Around the words of a channel: news of them, what helps on a hard day, handing over to those on duty (L7.8)."""

from community.mentoring.channel import broadcasts, notices, panels, views
from community.registry import Panel, registry

__all__ = ["declare", "views"]

NAME = "mentoring:channel"


def declare() -> None:
    """Say it to the registry."""
    broadcasts.declare_kinds()
    registry.notice_kind(notices.NEWS, notices.channel_news, concerns=notices.CATEGORY)
    registry.notice_kind(notices.HANDED_OVER, notices.handed_over)
    for place in ("styles", "head", "scripts", "beside"):
        template = f"mentoring/channel/_{place}.html"
        registry.panels[f"{NAME}:{place}"] = Panel(f"room:{place}", template, panels.in_channel)

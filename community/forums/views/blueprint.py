"""The blueprint of forums."""

from flask import Blueprint, request

from community.errors import NotFound
from community.forums.models import Topic

pages = Blueprint("forums", __name__)

FORUM = "/groups/<slug>/forum"
BOARD = "/boards/<int:board_id>"
TOPIC = "/topics/<int:topic_id>"


def page_asked(topic: Topic) -> int:
    """The page of a topic that is asked for; after a refusal its last. Raises NotFound where it has no such page."""
    unsaid = (
        1 if request.method == "GET" else topic.pages
    )  # a post that was refused would have come last
    page = request.args.get("page", unsaid, type=int)
    if not 1 <= page <= topic.pages:
        raise NotFound
    return page

"""The blueprint of forums."""

from flask import Blueprint

pages = Blueprint("forums", __name__)

FORUM = "/groups/<slug>/forum"
BOARD = "/boards/<int:board_id>"
TOPIC = "/topics/<int:topic_id>"

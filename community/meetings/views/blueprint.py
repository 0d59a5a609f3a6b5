"""The blueprint of meetings."""

from flask import Blueprint

pages = Blueprint("meetings", __name__)

GROUP = "/groups/<slug>/meetings"
MEETING = "/meetings/<slug>"
SITTING = "/sittings/<int:sitting_id>"

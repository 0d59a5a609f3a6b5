"""What one chooses for a topic."""

from flask import Response, flash, request, url_for
from flask_babel import gettext as _

from community.forums import operations
from community.forums.forms import ChoiceForm
from community.forums.models import FOLLOWING, MUTED
from community.forums.views.blueprint import TOPIC, pages
from community.forums.views.topics import show_topic
from community.web import answer, me, redraws


@pages.post(f"{TOPIC}/choice")
@redraws(show_topic)
def choose_for_topic(topic_id: int) -> Response:
    """Follow a topic, mute it, or neither."""
    form = ChoiceForm.parse(request.form)
    operations.choose_for_topic(me().id, topic_id, form.choice)
    said = {
        FOLLOWING: _("You follow this topic: one notice says that there is something new."),
        MUTED: _("This topic is muted: you hear nothing of it."),
    }
    flash(said.get(form.choice) or _("You neither follow this topic nor mute it."))
    return answer(url_for("forums.show_topic", topic_id=topic_id, go="unread"))

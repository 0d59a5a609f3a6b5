"""What was opened of a channel, for the two of it, as far as they were told, and who could."""

from flask import render_template

from community.mentoring.opening import queries, words
from community.mentoring.opening.models import WORKS_AFTER
from community.mentoring.views.blueprint import pages
from community.web import me


@pages.get("/mentorships/<int:mentorship_id>/openings")
def show_opened(mentorship_id: int) -> str:
    """Which parts were opened, when and why; and who answers for it here."""
    mentorship, found = queries.told_to(me().id, mentorship_id)
    return render_template(
        "mentoring/opening/told.html", mentorship=mentorship, found=found, said=words,
        other=mentorship.other(me().id).handle,
        officials=[(office, handle, office.named_at + WORKS_AFTER) for office, handle in queries.names_of_officials()],
    )  # fmt: skip

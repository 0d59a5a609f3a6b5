"""What the site does outside its own pages: for whoever runs it."""

from flask import current_app, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.errors import NotFound
from community.members.policies import can_run_site
from community.members.queries import member_for
from community.notices import operations, queries
from community.notices.forms import OutreachForm
from community.notices.views.blueprint import pages, typed
from community.web import answer, me, redraws


@pages.get("/site/notices")
def show_site() -> str:
    """The site's word for itself, and push."""
    if not can_run_site(member_for(me().id)):
        raise NotFound
    row = queries.outreach()
    return render_template(
        "notices/site.html",
        values=typed({"word": row.word, "push": row.push_since is not None}),
        mail_on=current_app.config["HEARTH"].mail is not None,
    )


@pages.post("/site/notices")
@redraws(show_site)
def change_site() -> ResponseReturnValue:
    """Keep them."""
    operations.change_outreach(me().id, OutreachForm.parse(request.form))
    flash(_("Kept."))
    return answer("/site/notices")

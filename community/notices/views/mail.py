"""A member's address, and the pages that a mail leads to, which need nobody signed in."""

from flask import current_app, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community import limits
from community.members.queries import member_for
from community.notices import operations, queries
from community.notices.forms import AddressForm
from community.notices.views.blueprint import pages, typed
from community.web import answer, from_anywhere, me, public, redraws


@pages.get("/you/email")
def show_email() -> str:
    """One's address, and what becomes of it."""
    return render_template(
        "notices/email.html", box=queries.mailbox_of(me().id), email=member_for(me().id).email,
        mail_on=current_app.config["HEARTH"].mail is not None, values=typed({}),
    )  # fmt: skip


@pages.post("/you/email")
@redraws(show_email)
def give_address() -> ResponseReturnValue:
    """Give an address; it gets a link first."""
    form = AddressForm.parse(request.form)
    limits.spend("mail-addresses", me().id)
    operations.give_address(me().id, form.email)
    flash(_("A link is on its way there. Nothing else is sent before you follow it."))
    return answer("/you/email")


@pages.post("/you/email/removal")
def remove_address() -> ResponseReturnValue:
    """Forget one's address."""
    operations.remove_address(me().id)
    flash(_("Your address is forgotten."))
    return answer("/you/email")


@pages.post("/you/email/on")
@redraws(show_email)
def resume_mail() -> ResponseReturnValue:
    """Take mail again."""
    operations.resume_mail(me().id)
    return answer("/you/email")


@pages.get("/mail/confirmation/<secret>")
@public
def show_confirmation(secret: str) -> str:
    """A button: programs that look at links in mails confirm nothing."""
    operations.waiting_mailbox(secret)
    return render_template("notices/confirm.html", secret=secret, done=False)


@pages.post("/mail/confirmation/<secret>")
@public
def confirm_address(secret: str) -> str:
    """The address is confirmed."""
    operations.confirm_address(secret)
    return render_template("notices/confirm.html", secret="", done=True)


@pages.get("/mail/off/<token>")
@public
def show_stop(token: str) -> str:
    """A button that turns mail off."""
    box = queries.mailbox_by_token(token)
    return render_template("notices/stop.html", token=token, done=box.off_at is not None)


@pages.post("/mail/off/<token>")
@public
@from_anywhere
def stop_mail(token: str) -> str:
    """Turn mail off: by the button, or by one click in a mail program (RFC 8058)."""
    operations.stop_mail(token)
    return render_template("notices/stop.html", token=token, done=True)

"""The pages of taking one's data along and of deleting one's account."""

from flask import Blueprint, Response, render_template, request, stream_with_context
from flask.typing import ResponseReturnValue

from community import limits
from community.members import browser, patience, proofs
from community.members.views.door import forgetting
from community.portability import operations, queries
from community.portability.forms import KEEP, DeletionForm
from community.web import answer, me, public, redraws

pages = Blueprint("portability", __name__)


@pages.get("/you/data")
def show_data() -> str:
    """What is in the download, and the one button for it."""
    return render_template("portability/data.html", files=queries.shown())


@pages.post("/you/data")
def create_download() -> Response:
    """The zip, made while it is sent."""
    limits.spend("downloads", str(me().id))
    pieces = stream_with_context(queries.download(me().id))
    return Response(
        pieces,
        mimetype="application/zip",
        headers={"Content-Disposition": 'attachment; filename="my-data.zip"'},
    )


def draw_deletion() -> str:
    """What goes, what stays, and the form."""
    return render_template("portability/deletion.html", values=request.form)


@pages.get("/you/deletion")
def show_deletion() -> str:
    """What goes, what stays, and the form."""
    return draw_deletion()


@pages.post("/you/deletion")
@redraws(draw_deletion)
def create_deletion() -> ResponseReturnValue:
    """Delete the account of whoever asks, once they have shown again that it is theirs."""
    form = DeletionForm.parse(request.form, me().has_totp)
    proof = proofs.prove_again(me().id, form.passphrase)
    if me().has_totp:
        patience.attempt("code", me().id)
    operations.delete_account(me().id, proof, form.code, form.words == KEEP)
    browser.end()
    return forgetting(answer("/you/deleted"))


@pages.get("/you/deleted")
@public
def show_deleted() -> str:
    """The last page: it is done."""
    return render_template("portability/deleted.html", shell="plain")

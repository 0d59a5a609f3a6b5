"""The transparency page: what the site tells everybody, signed in or not."""

import csv
import io

from flask import Response, render_template, request

from community.moderation.queries.transparency import FEW, numbers_of, quarter_named
from community.moderation.reasons import REASONS
from community.moderation.views.blueprint import pages
from community.registry import registry
from community.web import public


@pages.get("/transparency")
@public
def show_transparency() -> str:
    """One quarter, and the way to the one before."""
    quarter = quarter_named(request.args.get("quarter", ""))
    return render_template(
        "moderation/transparency.html", quarter=quarter, numbers=numbers_of(quarter), reason_words=REASONS, few=FEW,
        declared=registry.public_counts,
        declared_parts=[(part, one.title) for part, one in registry.public_counts.items()],
    )  # fmt: skip


@pages.get("/transparency.csv")
@public
def download_transparency() -> Response:
    """The same as a file."""
    quarter, file = quarter_named(request.args.get("quarter", "")), io.StringIO()
    rows = csv.writer(file)
    rows.writerow(("quarter", "part", "name", "number"))
    for number in numbers_of(quarter):
        value = f"<{FEW}" if number.value is None else number.value
        rows.writerow((quarter.name, number.part, number.name, value))
    name = f'attachment; filename="transparency-{quarter.name}.csv"'
    return Response(file.getvalue(), mimetype="text/csv", headers={"Content-Disposition": name})

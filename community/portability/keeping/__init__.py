"""How long everything is kept: one table, one job (L4.8, L12.3)."""

from flask import Flask

from community.personal import Personal
from community.portability.keeping import jobs, queries, retention, views
from community.portability.keeping.models import RetentionTime
from community.registry import registry


def register(app: Flask) -> None:
    """Wire this part of the feature."""
    app.register_blueprint(views.pages)
    retention.declare()
    registry.kept_for = queries.kept_for
    registry.job("portability:retention", jobs.let_go, every=jobs.HOUR, slow=True)
    registry.job("portability:clearing", jobs.clear, slow=True)
    registry.keeps(
        Personal(
            RetentionTime, ("set_by",), withheld="it is an act of office, and stands in the record",
            stays="it tells no name",
        )
    )  # fmt: skip

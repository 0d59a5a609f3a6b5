"""Runs the migrations on the connection that `upgrade` opened."""

from alembic import context

from community.extensions import db

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=db.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()

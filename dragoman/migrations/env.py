"""What Alembic runs to bring a store to another version; it works on the connection that it is given."""

from __future__ import annotations

from alembic import context

from dragoman.store.tables import VERSION_TABLE, metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, version_table=VERSION_TABLE)
with context.begin_transaction():
    context.run_migrations()

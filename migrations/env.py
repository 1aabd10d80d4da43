"""Runs the migrations inside the application's context, on the engine that it uses itself."""

from alembic import context

from intake.database import Base, UtcTime, db


def render_item(kind: str, item: object, _context: object) -> str | bool:
    """Write our time type as the plain one: old migrations must not need our code."""
    return "sa.DateTime(timezone=True)" if isinstance(item, UtcTime) else False


with db.engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        render_item=render_item,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()

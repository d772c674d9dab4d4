"""Vectors of claims' passages (of older stores merging makes them); each name once; which texts are one witness."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make a table for vectors, move the names of parties into one of their own, and let each text be a witness."""
    op.create_table(
        "vectors",
        sa.Column("claim", sa.Integer(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.n"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("claim"),
    )
    op.create_table(
        "party_names",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("names", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("names"),
    )
    op.execute("INSERT INTO party_names (names) SELECT DISTINCT names FROM parties ORDER BY names")
    op.add_column("parties", sa.Column("called", sa.Integer(), nullable=True))
    op.execute("UPDATE parties SET called = (SELECT n FROM party_names WHERE party_names.names = parties.names)")
    op.drop_column("parties", "names")
    op.create_index("parties_by_name", "parties", ["called", "role", "claim"], unique=False)
    op.add_column("claims", sa.Column("witness", sa.Integer(), nullable=True))
    op.execute("UPDATE claims SET witness = document")
    op.drop_index("claims_by_kind", "claims")
    op.create_index(
        "claims_by_kind",
        "claims",
        ["type", "mode", "status", "first", "last", "event", "witness", "current"],
        unique=False,
    )

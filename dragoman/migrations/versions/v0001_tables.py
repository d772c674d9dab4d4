"""Tables of documents, claims, derived events, judgements and runs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "events",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "judgements",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("left", sa.String(), nullable=False),
        sa.Column("right", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("made", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_index(op.f("ix_judgements_left"), "judgements", ["left"], unique=False)
    op.create_index(op.f("ix_judgements_right"), "judgements", ["right"], unique=False)
    op.create_table(
        "runs",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("model_hash", sa.String(), nullable=False),
        sa.Column("codebook", sa.String(), nullable=False),
        sa.Column("codebook_hash", sa.String(), nullable=False),
        sa.Column("knowledge_hash", sa.String(), nullable=False),
        sa.Column("begun", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "documents",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("own_id", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=True),
        sa.Column("byline", sa.String(), nullable=True),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("dateline", sa.String(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=True),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("blocks", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("run", sa.String(), nullable=True),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run"],
            ["runs.id"],
        ),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_documents_own_id"), "documents", ["own_id"], unique=False)
    op.create_index(op.f("ix_documents_run"), "documents", ["run"], unique=False)
    op.create_table(
        "claims",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("run", sa.String(), nullable=True),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(), nullable=True),
        sa.Column("mode", sa.String(), nullable=True),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("quad", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("own_voice", sa.Boolean(), nullable=False),
        sa.Column("first", sa.String(), nullable=True),
        sa.Column("last", sa.String(), nullable=True),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("issued", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("place_country", sa.String(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["document"], ["documents.n"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["event"],
            ["events.id"],
        ),
        sa.ForeignKeyConstraint(
            ["run"],
            ["runs.id"],
        ),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("claims_by_day", "claims", ["first", "last"], unique=False)
    op.create_index("claims_by_document", "claims", ["document", "position"], unique=False)
    op.create_index("claims_by_event", "claims", ["event"], unique=False)
    op.create_index(
        "claims_by_kind", "claims", ["current", "type", "mode", "status", "first", "last", "event"], unique=False
    )
    op.create_index("claims_by_latitude", "claims", ["latitude", "longitude"], unique=False)
    op.create_index("claims_by_publication", "claims", ["published"], unique=False)
    op.create_index("claims_by_run", "claims", ["run"], unique=False)
    op.create_table(
        "sources",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("own_id", sa.String(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("publisher", sa.String(), nullable=True),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["document"], ["documents.n"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["superseded_by"], ["documents.n"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_sources_document"), "sources", ["document"], unique=False)
    op.create_index(op.f("ix_sources_own_id"), "sources", ["own_id"], unique=False)
    op.create_index(op.f("ix_sources_superseded_by"), "sources", ["superseded_by"], unique=False)
    op.create_index(op.f("ix_sources_url"), "sources", ["url"], unique=False)
    op.create_table(
        "contexts",
        sa.Column("claim", sa.Integer(), nullable=False),
        sa.Column("context", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.n"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("claim", "context"),
    )
    op.create_index("contexts_by_name", "contexts", ["context", "claim"], unique=False)
    op.create_table(
        "dyads",
        sa.Column("claim", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.n"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("claim", "source", "target"),
    )
    op.create_index("dyads_by_countries", "dyads", ["source", "target", "claim"], unique=False)
    op.create_index("dyads_by_target", "dyads", ["target", "claim"], unique=False)
    op.create_table(
        "parties",
        sa.Column("claim", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("names", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("sector", sa.String(), nullable=True),
        sa.Column("entity", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["claim"], ["claims.n"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("claim", "role", "position"),
    )
    op.create_index("parties_by_country", "parties", ["country", "role", "claim"], unique=False)
    op.create_index("parties_by_entity", "parties", ["entity", "role", "claim"], unique=False)
    op.create_index("parties_by_sector", "parties", ["sector", "role", "claim"], unique=False)
    op.create_table(
        "wordings",
        sa.Column("claim", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.n"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("claim"),
    )

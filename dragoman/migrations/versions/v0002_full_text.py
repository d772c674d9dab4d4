"""Full-text search over documents and quotes: FTS5 in SQLite, tsvector in PostgreSQL, both with English stems."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

INDEXED = {"document_words": ("documents", "n", ("title", "text")), "quote_words": ("wordings", "claim", ("quote",))}
MOST = 300_000  # characters of a text that PostgreSQL indexes: a tsvector may not be larger than 1 MB


def upgrade() -> None:
    """Index what is there; the database keeps the index in step from then on."""
    make = _tsvector if op.get_bind().dialect.name == "postgresql" else _fts5
    for name, (table, key, columns) in INDEXED.items():
        make(name, table, key, columns)


def _fts5(name: str, table: str, key: str, columns: tuple[str, ...]) -> None:
    listed = ", ".join(columns)
    old, new = (", ".join(f"{row}.{c}" for c in columns) for row in ("old", "new"))
    forget = f"INSERT INTO {name}({name}, rowid, {listed}) VALUES ('delete', old.{key}, {old});"
    learn = f"INSERT INTO {name}(rowid, {listed}) VALUES (new.{key}, {new});"
    op.execute(
        f"CREATE VIRTUAL TABLE {name} USING fts5({listed}, content='{table}', content_rowid='{key}', "
        "tokenize='porter unicode61 remove_diacritics 2')"
    )
    op.execute(f"CREATE TRIGGER {name}_in AFTER INSERT ON {table} BEGIN {learn} END")
    op.execute(f"CREATE TRIGGER {name}_out AFTER DELETE ON {table} BEGIN {forget} END")
    op.execute(f"CREATE TRIGGER {name}_anew AFTER UPDATE OF {listed} ON {table} BEGIN {forget} {learn} END")
    op.execute(f"INSERT INTO {name}({name}) VALUES ('rebuild')")


def _tsvector(name: str, table: str, _: str, columns: tuple[str, ...]) -> None:
    words = " || ' ' || ".join(f"coalesce({c}, '')" for c in columns)
    op.execute(
        f"ALTER TABLE {table} ADD COLUMN {name} tsvector "
        f"GENERATED ALWAYS AS (to_tsvector('english', left({words}, {MOST}))) STORED"
    )
    op.execute(f"CREATE INDEX {name}_index ON {table} USING gin ({name})")

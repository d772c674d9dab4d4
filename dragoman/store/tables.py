"""The tables of a store. Claims and judgements are what is kept; events are derived from them and may be made anew.

Columns are for asking, `body` holds the whole record as JSON. Days are texts (2021-01-08), so that every database
orders and cuts them alike. Full-text indexes are made by the migration alone: each database has its own kind.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

VERSION = "0003"  # of the tables: the name of the last migration
VERSION_TABLE = "dragoman_version"
MACHINE, HAND = "machine", "hand"  # who made a claim
TEXT, QUOTE = "text", "quote"  # what a document is: a text, or only words quoted from one that is not held

metadata = MetaData()

runs = Table(
    "runs",
    metadata,
    Column("id", String, primary_key=True),
    Column("version", String, nullable=False),
    Column("settings", Text, nullable=False),
    Column("model", String, nullable=False),
    Column("model_hash", String, nullable=False),
    Column("codebook", String, nullable=False),
    Column("codebook_hash", String, nullable=False),
    Column("knowledge_hash", String, nullable=False),
    Column("begun", String, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("own_id", String, index=True),
    Column("kind", String, nullable=False),
    Column("title", Text),
    Column("text", Text, nullable=False),
    Column("publisher", String),
    Column("byline", String),
    Column("published", String),
    Column("dateline", String),
    Column("url", String),
    Column("language", String, nullable=False),
    Column("issuer", String),
    Column("origin", String, nullable=False),
    Column("blocks", Text, nullable=False),
    Column("notes", Text, nullable=False),
    Column("run", String, ForeignKey("runs.id"), index=True),
    Column("current", Boolean, nullable=False),
)

sources = Table(  # where each text was found; a source is superseded when another text stands there
    "sources",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("document", Integer, ForeignKey("documents.n", ondelete="CASCADE"), nullable=False, index=True),
    Column("own_id", String, index=True),
    Column("url", String, index=True),
    Column("publisher", String),
    Column("published", String),
    Column("origin", String, nullable=False),
    Column("superseded_by", Integer, ForeignKey("documents.n", ondelete="SET NULL"), index=True),
)

events = Table(
    "events",
    metadata,
    Column("id", String, primary_key=True),
    Column("body", Text, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("document", Integer, ForeignKey("documents.n", ondelete="CASCADE"), nullable=False),
    Column("event", String, ForeignKey("events.id"), nullable=False),
    Column("made_by", String, nullable=False),
    Column("run", String, ForeignKey("runs.id")),
    Column("current", Boolean, nullable=False),
    Column("position", Integer, nullable=False),
    Column("witness", Integer),  # number of the first document of all that this one was copied from or to
    Column("type", String),
    Column("mode", String),
    Column("act", String, nullable=False),
    Column("quad", Integer),
    Column("status", String, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("own_voice", Boolean, nullable=False),
    Column("first", String),
    Column("last", String),
    Column("published", String),
    Column("issued", String),
    Column("place", String),
    Column("place_country", String),
    Column("latitude", Float),
    Column("longitude", Float),
    Index("claims_by_document", "document", "position"),
    Index("claims_by_event", "event"),
    Index("claims_by_run", "run"),
    Index("claims_by_day", "first", "last"),
    Index("claims_by_publication", "published"),
    Index("claims_by_latitude", "latitude", "longitude"),
    Index("claims_by_kind", "type", "mode", "status", "first", "last", "event", "witness", "current"),
)

wordings = Table(  # a claim's words and whole record, apart, so that claims stay narrow and are counted quickly
    "wordings",
    metadata,
    Column("claim", Integer, ForeignKey("claims.n", ondelete="CASCADE"), primary_key=True),
    Column("quote", Text, nullable=False),
    Column("body", Text, nullable=False),
)

vectors = Table(  # what the encoder makes of a claim's passage, for merging
    "vectors",
    metadata,
    Column("claim", Integer, ForeignKey("claims.n", ondelete="CASCADE"), primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)

party_names = Table(  # names as they are looked for, each once: many claims name the same parties
    "party_names",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("names", String, nullable=False, unique=True),
)

parties = Table(  # the actors, recipients, claimants and relaying voices of claims
    "parties",
    metadata,
    Column("claim", Integer, ForeignKey("claims.n", ondelete="CASCADE"), primary_key=True),
    Column("role", String, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("called", Integer),  # its row in party_names
    Column("country", String),
    Column("sector", String),
    Column("entity", String),
    Index("parties_by_country", "country", "role", "claim"),
    Index("parties_by_sector", "sector", "role", "claim"),
    Index("parties_by_entity", "entity", "role", "claim"),
    Index("parties_by_name", "called", "role", "claim"),
)

contexts = Table(
    "contexts",
    metadata,
    Column("claim", Integer, ForeignKey("claims.n", ondelete="CASCADE"), primary_key=True),
    Column("context", String, primary_key=True),
    Index("contexts_by_name", "context", "claim"),
)

dyads = Table(  # from which country to which; what is mutual goes both ways
    "dyads",
    metadata,
    Column("claim", Integer, ForeignKey("claims.n", ondelete="CASCADE"), primary_key=True),
    Column("source", String, primary_key=True),
    Column("target", String, primary_key=True),
    Index("dyads_by_countries", "source", "target", "claim"),
    Index("dyads_by_target", "target", "claim"),
)

judgements = Table(  # append-only: a later row on the same pair by the same hand counts, all are kept
    "judgements",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("left", String, nullable=False, index=True),
    Column("right", String, nullable=False, index=True),
    Column("verdict", String, nullable=False),
    Column("score", Float, nullable=False),
    Column("by", String, nullable=False),
    Column("why", Text, nullable=False),
    Column("made", String, nullable=False),
)

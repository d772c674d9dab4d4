"""Claims -> events: inside one document (`events`), and across documents (`across`)."""

from dragoman.merge.inside import connect, events, judge

__all__ = ["connect", "events", "judge"]

"""Blocks to meaning: pure functions from a read document to its action plan."""

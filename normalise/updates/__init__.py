"""Narratives in instalments, within a cell or column by column."""

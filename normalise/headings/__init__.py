"""The headings of a table: where they stand and which field each names."""

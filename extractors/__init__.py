"""Bytes to blocks: readers for each kind of document, without any opinion about meaning."""

"""Spreadsheets (.xlsx) and separated values (.csv) to blocks."""

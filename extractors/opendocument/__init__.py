"""OpenDocument texts and spreadsheets (.odt, .ods) to blocks."""

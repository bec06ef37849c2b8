"""Word (.docx) to blocks."""

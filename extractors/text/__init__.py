"""Plain text to blocks."""

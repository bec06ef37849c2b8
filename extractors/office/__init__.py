"""What the formats of office programs share: their containers, and old files made new by LibreOffice."""

"""Tables of a PDF page that no drawn lines enclose."""

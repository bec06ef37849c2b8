"""PDF to blocks: pages to geometry, geometry to tables and paragraphs."""

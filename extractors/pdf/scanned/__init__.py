"""Pages that are pictures with letters from OCR behind them: their lines and shading are told from the picture."""

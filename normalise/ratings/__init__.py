"""Red, amber, green, blue and grey: as words and as shading."""

"""How far an action has come, and when it was begun and completed."""

"""How dates may be typed, where Django's own list for a language is too short."""

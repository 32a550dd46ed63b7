"""The sign above a counter, its call keypad and the voice."""

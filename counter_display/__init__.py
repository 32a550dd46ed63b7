"""The sign above a counter and its call keypad."""

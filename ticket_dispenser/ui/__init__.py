"""The dispenser's screen."""

from faces import widgets as widgets  # sets Kivy's environment before screen.py imports Kivy

"""The kiosk's screen."""

from faces import widgets as widgets  # sets Kivy's environment before anything imports Kivy

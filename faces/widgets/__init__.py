"""Kivy as our screens use it.

Kivy reads its environment when it is first imported, so it is set here: a package of screens
imports this one in its `__init__.py`, before any of its files imports Kivy.
"""

import os

os.environ.setdefault("KIVY_NO_ARGS", "1")  # the command line is ours
os.environ.setdefault("KIVY_NO_CONFIG", "1")  # no settings file in a home folder
os.environ.setdefault("KIVY_NO_FILELOG", "1")  # systemd keeps the log
os.environ.setdefault("KIVY_LOG_MODE", "PYTHON")  # the root logger is ours

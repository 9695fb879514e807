"""Roster: the week and its duties."""

"""Intake: the one-line grammar, related tickets, the profile of a unit."""

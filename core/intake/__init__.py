"""Intake: the one-line grammar, related tickets, what is known of a unit."""

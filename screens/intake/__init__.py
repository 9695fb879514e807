"""Intake: the form of a call."""

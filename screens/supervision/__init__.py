"""Supervisor's desk: what waits for a supervisor, in sections."""

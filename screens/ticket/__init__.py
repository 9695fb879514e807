"""Ticket: details, history, acts."""

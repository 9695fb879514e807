"""Board: open tickets in order of urgency."""

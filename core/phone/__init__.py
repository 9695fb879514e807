"""Phone: calls that ring, and missed calls to return."""

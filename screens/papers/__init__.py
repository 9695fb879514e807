"""Documents: choosing one, looking at it."""

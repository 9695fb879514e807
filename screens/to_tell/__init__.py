"""People to be told of escalations."""

"""Directory: units, people, departments."""

"""The policy of a centre: versioned TOML, its schema, and editing it with its comments kept."""

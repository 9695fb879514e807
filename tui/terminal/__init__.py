"""The terminal is hostile and fragile: what comes in is checked, what goes out is clean, ends are defined."""

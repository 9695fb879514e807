"""Events: facts in streams."""

"""The baselines: the least that Textual can be asked to do."""

"""Baselines: the smallest programs that Textual can run."""

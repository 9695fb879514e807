"""Shortcuts for speed; docs/bench.md has the figure of each."""

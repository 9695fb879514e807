"""Speed and size of the desk, as ratios to bare programs on the same machine (docs/bench.md)."""

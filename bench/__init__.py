"""How fast and how light the desk is, as ratios to bare programs on the same machine (docs/bench.md)."""

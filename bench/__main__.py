"""`python -m bench [part …]`: measures, prints the ratios with their bounds, exits 1 if one is broken."""

import argparse
import sys
from collections.abc import Callable

from rich.console import Console
from rich.table import Table

from bench import (
    bulk,
    checks,
    cli,
    completion,
    first_board,
    idle,
    keys,
    ladder,
    line,
    log,
    memory,
    ring,
    start,
)
from bench.ratio import Ratio

PARTS: dict[str, Callable[[bool], list[Ratio]]] = {
    "start": start.measure,
    "keys": keys.measure,
    "idle": idle.measure,
    "log": log.measure,
    "board": first_board.measure,
    "checks": checks.measure,
    "ladder": ladder.measure,
    "memory": memory.measure,
    "completion": completion.measure,
    "line": line.measure,
    "ring": ring.measure,
    "cli": cli.measure,
    "bulk": bulk.measure,
}


def main() -> int:
    """Measure the named parts, or all."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "parts", nargs="*", metavar="part", help=f"of {', '.join(PARTS)}; all if none is named"
    )
    parser.add_argument("--quick", action="store_true", help="fewer runs: a first impression")
    arguments = parser.parse_args()
    if unknown := set(arguments.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    found: list[Ratio] = []
    for name in arguments.parts or PARTS:
        print(f"measuring: {name}", file=sys.stderr, flush=True)
        found += PARTS[name](arguments.quick)
    Console(width=None if sys.stdout.isatty() else 110).print(table(found))
    return 0 if all(ratio.holds for ratio in found) else 1


def table(found: list[Ratio]) -> Table:
    """Return the table of ratios, one a line."""
    drawn = Table(box=None, pad_edge=False)
    drawn.add_column("measure")
    for head in ("desk", "baseline", "ratio", "bound", ""):
        drawn.add_column(head, justify="right")
    for ratio in found:
        drawn.add_row(
            ratio.name,
            f"{ratio.ours:.4g}",
            f"{ratio.baseline:.4g} {ratio.unit}",
            f"{ratio.value:.2f}",
            "-" if ratio.bound is None else f"{ratio.bound:.2f}",
            "" if ratio.bound is None else "holds" if ratio.holds else "BROKEN",
        )
    return drawn


if __name__ == "__main__":
    sys.exit(main())

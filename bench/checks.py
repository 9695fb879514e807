"""Reading of the daily checks of two thousand open tickets, against the board of the same."""

import time
from collections.abc import Callable
from functools import partial

from bench.estate import OPERATOR
from bench.history import history
from bench.ratio import Ratio, in_turn, percentile
from core.desk.desk import Desk
from screens.base.listing import LIMIT
from screens.board.screen import FIRST_LINES
from storage.store import SqlStore

BOUND = 1.5
SIZE = (20_000, 2_000)
"""Numbers of tickets and of open ones, reported over the last twenty days; nobody has checked any."""


def measure(quick: bool) -> list[Ratio]:
    """Measure the table of fourteen days with what one person has to ask; one person has all two thousand."""
    desk = Desk(SqlStore(str(history(*SIZE))), OPERATOR)
    reads: dict[str, Callable[[], object]] = {
        "table": lambda: desk.checks.table(limit=LIMIT),
        "board": lambda: desk.queries.board(),
        "first": lambda: desk.queries.board(limit=FIRST_LINES),
    }
    runs = {name: partial(_spent, read) for name, read in reads.items()}
    in_turn(3, runs)
    found = in_turn(15 if quick else 100, runs)
    table, board, first = (percentile(found[name], 50) for name in ("table", "board", "first"))
    return [
        Ratio("daily checks of 2,000 open tickets : their lines on the board", table, board, "ms", BOUND),
        Ratio("daily checks of 2,000 open tickets : 200 lines of the board", table, first, "ms", None),
    ]


def _spent(read: Callable[[], object]) -> float:
    start = time.perf_counter()
    read()
    return (time.perf_counter() - start) * 1000

"""A process that logs tickets and prints each number once it is on disk: `writer URL COUNT KEY`."""

import sys

from storage.store import SqlStore
from tests.storage.examples import log


def main(url: str, count: int, key: str) -> None:
    """Log `count` tickets, each in a unit of work of its own."""
    store = SqlStore(url)
    for turn in range(count):
        with store.writing() as work:
            ticket = log(work, f"{key}-{turn}")
        sys.stdout.write(f"{ticket.number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])

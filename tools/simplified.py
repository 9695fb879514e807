"""Generator of core/base/simplified.txt: traditional Chinese characters over the simplified ones."""

import sys
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "core" / "base" / "simplified.txt"


def table(dictionary: str) -> str:
    """Return the file, a line of characters and a line of what they become, from OpenCC's TSCharacters.txt.

    Only characters of the basic plane, which every terminal has, and the first of several simplified ones.
    """
    pairs = [line.split()[:2] for line in dictionary.splitlines()]
    known = [(old, new) for old, new in pairs if old != new and max(old, new) <= "\uffff"]
    return "\n".join(map("".join, zip(*known, strict=True))) + "\n"


if __name__ == "__main__":
    FILE.write_text(table(Path(sys.argv[1]).read_text(encoding="utf-8")), encoding="utf-8")

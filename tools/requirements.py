"""Generator of docs/requirements.md: each requirement, the tests that show it, and its state."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "tools/requirements.toml"

HEAD = """\
# Requirements

Made by `make docs` from the names and docstrings of the tests and from `tools/requirements.toml`. Numbers are
those of the customer's list, with § those of the domain's description; *met* and *partly* are shown by tests
that run with all the others.

"""

_NAME = re.compile(r"test_(r\d{3}|s\d+)_")


@dataclass(frozen=True, slots=True)
class Shown:
    """Test that shows a requirement, in one sentence."""

    number: str
    file: str
    name: str
    sentence: str


def shown(root: Path) -> Iterator[Shown]:
    """Yield the tests named after a requirement; raise `ValueError` for one without a sentence."""
    for path in sorted((root / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            if match := _NAME.match(node.name):
                sentence = (ast.get_docstring(node) or "").partition("\n")[0]
                if not sentence:
                    raise ValueError(f"{path.name}: {node.name} does not say what it shows")
                number = match[1].upper().replace("S", "§")
                yield Shown(number, str(path.relative_to(root)), node.name, sentence)


def page(table: Mapping[str, Mapping[str, str]], tests: Sequence[Shown]) -> str:
    """Return the page; raise `ValueError` for a test of a requirement that the table lacks."""
    if unknown := {test.number for test in tests} - set(table):
        raise ValueError(f"tools/requirements.toml lacks {', '.join(sorted(unknown))}")
    by_number = {number: [test for test in tests if test.number == number] for number in sorted(table)}
    states = {number: _state(table[number], found) for number, found in by_number.items()}
    lines = [HEAD + "| No. | Asks for | State |\n|---|---|---|"]
    lines += [f"| {number} | {table[number]['text']} | {states[number]} |" for number in by_number]
    for number, found in by_number.items():
        if found:
            lines += ["", f"## {number}", "", *(f"- {test.sentence} (`{_place(test)}`)" for test in found)]
    return "\n".join(lines) + "\n"


def _state(row: Mapping[str, str], found: Sequence[Shown]) -> str:
    if not found:
        return "later"
    return f"partly; lacks {row['lacks']}" if "lacks" in row else "met"


def _place(test: Shown) -> str:
    return f"{test.file}::{test.name}"


def main() -> None:
    """Print the page."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    sys.stdout.write(page(table, [*shown(ROOT)]))


if __name__ == "__main__":
    main()

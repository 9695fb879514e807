"""The house keeps its order: small files, named layers, pure rooms, nothing that only a developer has."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import core
import tui

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("core", "storage", "screens", "tui")
HEAVY = {"textual", "rich", "sqlalchemy", "alembic", "typer", "pendulum", "pypinyin"}


def modules(*rooms: str) -> list[Path]:
    return sorted(path for room in rooms for path in (ROOT / room).rglob("*.py"))


def loaded_after(statement: str) -> set[str]:
    """The heavy packages in memory after `statement` in a fresh interpreter."""
    code = f"{statement}\nimport sys; print(*sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return HEAVY & set(result.stdout.split())


def test_the_four_rooms_come_from_one_place() -> None:
    assert Path(core.__path__[0]).parent == Path(tui.__path__[0]).parent


def test_every_room_says_that_it_is_typed() -> None:
    assert all((ROOT / room / "py.typed").is_file() for room in ROOMS)


def test_no_module_is_longer_than_a_newcomer_reads() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules(*ROOMS, "tests")}
    assert {str(path.relative_to(ROOT)): length for path, length in lengths.items() if length > 400} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    functions = [
        (f"{path.relative_to(ROOT)}: {node.name}", (node.end_lineno or 0) - node.lineno + 1)
        for path in modules(*ROOMS)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert [(name, length) for name, length in functions if length > 40] == []


def test_every_module_of_tui_stands_in_a_layer() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = " ".join(project["tool"]["importlinter"]["contracts"][0]["layers"])
    named = set(re.findall(r"tui\.(\w+)", layers))
    there = {path.stem for path in (ROOT / "tui").glob("*.py")}
    there |= {path.parent.name for path in (ROOT / "tui").glob("*/__init__.py")}
    assert there - {"__init__"} <= named


def test_core_loads_nothing_heavy() -> None:
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in modules("core")]
    assert loaded_after(f"import {', '.join(names)}") == set()


def test_asking_for_the_version_loads_nothing_heavy() -> None:
    ask = "import tui.cli, sys; sys.argv[1:] = ['--version']\ntry: tui.cli.main()\nexcept SystemExit: pass"
    assert loaded_after(ask) == set()


def test_no_address_of_a_package_registry_is_pinned() -> None:
    pins = "".join((ROOT / name).read_text() for name in ("requirements.txt", "requirements-dev.txt"))
    assert "://" not in pins
    assert "--index" not in pins

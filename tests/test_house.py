"""Order of the house: small files and classes, layers, pure rooms, nothing that only a developer has."""

import ast
import importlib
import inspect
import re
import subprocess
import sys
import tomllib
import types
from pathlib import Path

import core
import tui

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("core", "storage", "screens", "tui")
HEAVY = {
    "textual",
    "rich",
    "sqlalchemy",
    "alembic",
    "typer",
    "pendulum",
    "pypinyin",
    "tomlkit",
    "jinja2",
    "xlsxwriter",
}


def modules(*rooms: str) -> list[Path]:
    return sorted(path for room in rooms for path in (ROOT / room).rglob("*.py"))


def classes() -> list[type]:
    """Every class of our own, each once, of all modules but the migrations."""
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in modules(*ROOMS)
        if "migrations" not in path.parts
    ]
    found = [
        kind
        for name in names
        for _, kind in inspect.getmembers(importlib.import_module(name), inspect.isclass)
        if kind.__module__ == name
    ]
    return list(dict.fromkeys(found))


def own(kind: type) -> list[type]:
    """The class and its ancestors, as far as they are our own."""
    return [ancestor for ancestor in kind.__mro__ if ancestor.__module__.split(".")[0] in ROOMS]


def public_methods(kind: type) -> set[str]:
    """Names of the methods and properties that are ours, inherited ones included."""
    return {
        name
        for ancestor in own(kind)
        for name, value in vars(ancestor).items()
        if not name.startswith("_")
        and isinstance(value, types.FunctionType | property | classmethod | staticmethod)
    }


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


def test_parts_instead_of_ancestors() -> None:
    long = {kind.__qualname__ for kind in classes() if len(own(kind)) > 3}
    assert long == set()


def test_no_class_has_more_methods_than_a_newcomer_keeps_in_mind() -> None:
    large = {kind.__qualname__ for kind in classes() if len(public_methods(kind)) > 25}
    assert large == set()


def test_only_the_desk_opens_a_unit_of_work() -> None:
    """Screens, papers and commands ask the desk; the sample estate alone is written in one piece."""
    opens = re.compile(r"\b(store|session)\.(reading|writing)\(")
    opening = [path for path in modules("screens", "tui") if opens.search(path.read_text(encoding="utf-8"))]
    assert [str(path.relative_to(ROOT)) for path in opening] == ["tui/demo/stage.py"]


def test_every_module_of_tui_stands_in_a_layer() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = " ".join(project["tool"]["importlinter"]["contracts"][0]["layers"])
    named = set(re.findall(r"tui\.(\w+)", layers))
    there = {path.stem for path in (ROOT / "tui").glob("*.py")}
    there |= {path.parent.name for path in (ROOT / "tui").glob("*/__init__.py")}
    assert there - {"__init__"} <= named


def test_the_pages_name_only_files_that_exist() -> None:
    """A page that sends a newcomer to a file that has moved is worse than none."""
    parents = (ROOT, *(ROOT / room for room in ROOMS))
    lost = {
        f"{page.name}: {path}"
        for page in (ROOT / "docs").glob("*.md")
        for path in re.findall(r"`((?:\w+/)+\w+\.\w+)`", page.read_text(encoding="utf-8"))
        if "/ROOM/" not in path and not any((parent / path).exists() for parent in parents)
    }
    assert lost == set()


def test_core_loads_nothing_heavy() -> None:
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in modules("core")]
    assert loaded_after(f"import {', '.join(names)}") == set()


def test_asking_for_the_version_loads_nothing_heavy() -> None:
    assert loaded_after("from tui.cli import began, run; run(['--version'], began())") == set()


def test_no_address_of_a_package_registry_is_pinned() -> None:
    pins = "".join((ROOT / name).read_text() for name in ("requirements.txt", "requirements-dev.txt"))
    assert "://" not in pins
    assert "--index" not in pins

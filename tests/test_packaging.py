"""A wheel holds all that the program reads at run time, and nothing of the workshop."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names in a freshly built wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, check=True, cwd=ROOT, capture_output=True)
    (file,) = folder.glob("*.whl")
    return set(zipfile.ZipFile(file).namelist())


def test_the_wheel_holds_every_file_of_the_rooms(wheel: set[str]) -> None:
    kinds = {".py", ".toml", ".tcss", ".css", ".jinja", ".mo", ".mako", ".txt", ".typed"}
    here = {
        str(path.relative_to(ROOT))
        for room in ("core", "storage", "screens", "tui")
        for path in (ROOT / room).rglob("*")
        if path.is_file() and (path.suffix in kinds or path.name == "py.typed")
    }
    assert here <= wheel


def test_the_wheel_brings_the_keys(wheel: set[str]) -> None:
    assert "tui/keybindings.toml" in wheel


def test_the_wheel_leaves_the_workshop_at_home(wheel: set[str]) -> None:
    tops = {name.split("/")[0] for name in wheel}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"core", "storage", "screens", "tui"}

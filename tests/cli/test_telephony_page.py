"""The hooks on the page about the telephone do what the page says."""

import http.client
import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from core.desk.desk import Desk
from storage.store import SqlStore

PAGE = Path(__file__).parents[2] / "docs" / "telephony.md"
TOKEN = "a token for this test, long enough"
PHONE = "13800138000"
HOSTILE = "$(touch hacked); `touch hacked` & | ' \" \\ \n--help 13900139000"


def script(title: str) -> str:
    """The Python of that chapter."""
    chapter = PAGE.read_text(encoding="utf-8").partition(f"## {title}")[2]
    found = re.search(r"```python\n(.*?)```", chapter, re.DOTALL)
    assert found
    return found[1]


@pytest.fixture
def command(tmp_path: Path) -> Path:
    """`dutydesk` of this working copy as one file on the path."""
    folder = tmp_path / "bin"
    folder.mkdir()
    file = folder / "dutydesk"
    root = Path(__file__).parents[2]
    code = f"import sys; sys.path.insert(0, {str(root)!r}); from tui.cli import main; sys.exit(main())"
    file.write_text(f"#!{sys.executable}\n{code}\n")
    file.chmod(stat.S_IRWXU)
    return file


@pytest.fixture
def database(tmp_path: Path) -> Path:
    file = tmp_path / "desk.db"
    SqlStore(str(file)).close()
    return file


@pytest.fixture
def environment(command: Path, database: Path) -> dict[str, str]:
    path = os.pathsep.join((str(command.parent), os.environ["PATH"]))
    return os.environ | {"PATH": path, "DUTYDESK_DATABASE": str(database), "DESK_BRIDGE_TOKEN": TOKEN}


def rings(database: Path) -> list[tuple[str, str]]:
    store = SqlStore(str(database))
    found = [(call.ring.phone, call.ring.line) for call in Desk(store, "anna").phone.rings()]
    store.close()
    return found


@pytest.fixture
def port(environment: dict[str, str], tmp_path: Path) -> Iterator[int]:
    """The bridge of the page, running."""
    file = tmp_path / "desk-bridge"
    file.write_text(script("Anything that speaks HTTP"), encoding="utf-8")
    bridge = subprocess.Popen(
        [sys.executable, str(file), "0"], env=environment, stdout=subprocess.PIPE, text=True, cwd=tmp_path
    )
    assert bridge.stdout is not None
    yield int(bridge.stdout.readline().split()[-1])
    bridge.terminate()
    bridge.communicate(timeout=20)


def asked(port: int, path: str, token: str = TOKEN, **said: str) -> tuple[int, str]:
    """What the bridge answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", path, urlencode(said), headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text


def test_the_bridge_rings(port: int, database: Path) -> None:
    assert asked(port, "/ring", phone=PHONE, line="hotline") == (200, "1\n")
    assert rings(database) == [(PHONE, "hotline")]
    assert asked(port, "/ended", phone=PHONE) == (200, "1\n")
    assert asked(port, "/ring", phone="") == (200, "2\n")


def test_the_bridge_runs_nothing_that_a_caller_says(port: int, database: Path, tmp_path: Path) -> None:
    assert asked(port, "/ring", phone=HOSTILE, line=HOSTILE)[0] == 200
    assert [phone for phone, _line in rings(database)] == ["13900139000"]
    assert asked(port, "/ring", phone="\0--help\0", line="--ended")[0] == 200
    assert not list(tmp_path.rglob("hacked"))


def test_the_bridge_wants_the_token(port: int, database: Path) -> None:
    assert asked(port, "/ring", "another", phone=PHONE)[0] == 401
    assert asked(port, "/ring", "", phone=PHONE)[0] == 401
    assert asked(port, "/else", phone=PHONE)[0] == 404
    assert asked(port, "/ring", phone="1" * 3000)[0] == 413
    assert rings(database) == []


def test_the_bridge_does_not_start_with_a_token_to_guess(environment: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "desk-bridge"
    file.write_text(script("Anything that speaks HTTP"), encoding="utf-8")
    for token in ("", "secret"):
        environment["DESK_BRIDGE_TOKEN"] = token
        run = [sys.executable, str(file), "0"]
        ended = subprocess.run(run, env=environment, capture_output=True, text=True, timeout=60)
        assert (ended.returncode, ended.stdout) == (1, "")
        assert "32 characters" in ended.stderr


def test_the_bridge_tells_that_the_desk_cannot_be_told(port: int, database: Path) -> None:
    database.unlink()
    assert asked(port, "/ring", phone=PHONE)[0] == 503


def test_the_agi_script_rings(environment: dict[str, str], database: Path, tmp_path: Path) -> None:
    file = tmp_path / "desk-ring"
    waits = script("Asterisk: AGI").replace("subprocess.Popen(", "subprocess.run(")
    file.write_text(waits, encoding="utf-8")
    said = f"agi_request: desk-ring\nagi_callerid: {PHONE}\nagi_extension: 8001\n\n"
    subprocess.run(
        [sys.executable, str(file)], input=said, env=environment, text=True, check=True, timeout=60
    )
    assert rings(database) == [(PHONE, "8001")]
    subprocess.run([sys.executable, str(file)], input="", env=environment, text=True, check=True, timeout=60)


def test_the_dialplan_gives_a_shell_only_what_was_filtered() -> None:
    page = PAGE.read_text(encoding="utf-8")
    lines = [line for line in page.splitlines() if "System(" in line and "dutydesk" in line]
    assert len(lines) == 2
    for line in lines:
        assert set(re.findall(r"\$\{(.*?)\}", line)) == {"LINE", "WHO"}
    assert re.findall(r"Set\((\w+)=\$\{FILTER\(([^,]*),", page) == [("WHO", "0-9"), ("LINE", "0-9A-Za-z")]


def test_the_command_of_the_dialplan_rings(environment: dict[str, str], database: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    found = re.search(r"System\(/usr/local/bin/(dutydesk ring --line .*?) &\)", page)
    assert found
    line = found[1].replace("${LINE}", "8001").replace("${WHO}", "")
    subprocess.run(["sh", "-c", line], env=environment, check=True, timeout=60)
    assert rings(database) == [("", "8001")]

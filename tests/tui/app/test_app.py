"""The app behind the screens: its start, its bell, what it keeps, what it says when the storage fails."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from core.base.clock import Clock
from core.base.errors import Misconfigured, Unavailable
from core.base.text import Clean
from core.desk.desk import Desk
from core.intake.model import Intake, cleaned
from core.ticket.acts.note import AddNote
from storage.progress import Progress
from storage.store import SqlStore
from tests.screens.conftest import NOW, AtRest, Opened, Running, desk, desk_at_rest, estates
from tui.app.alarm import Alarm
from tui.app.app import DeskApp
from tui.app.bootstrap import desk_app, glimpse, open_desk
from tui.commands import keymap
from tui.commands.registry import commands
from tui.demo.stage import fill
from tui.files.settings import THEMES, Options, Settings, load_settings
from tui.theme import TITLES
from tui.widgets.board_list import BoardList
from tui.widgets.host import Host

__all__ = ["desk", "desk_at_rest", "estates"]

ROOT = Path(__file__).resolve().parents[3]

FIRST_FRAME = """
import asyncio, json, os, sys, threading
from datetime import UTC, datetime
import tui.app.start, tui.cli, tui.terminal.app
from tui.app.app import DeskApp
from tui.app.bootstrap import glimpse
from tui.commands import keymap
from tui.files.settings import Options, load_settings

NOW = datetime(2026, 3, 10, 2, 17, 45, tzinfo=UTC)
settings = load_settings(Options(database=sys.argv[1], config=sys.argv[2]))

async def main():
    first = glimpse(settings, NOW)
    app = DeskApp(settings, keymap.load(), threading.Event().wait, glimpse=first, clock=lambda: NOW)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        strips = app.screen._compositor.render_strips()
        text = "\\n".join("".join(text for text, *_ in strip) for strip in strips)
        print(json.dumps({"text": text, "modules": sorted(sys.modules)}), flush=True)
        os._exit(0)

asyncio.run(main())
"""
"""Draws the first frame while the storage never opens, and tells what it took."""

MOST_MODULES = 361
"""Modules of packages and our own in memory at the first frame; there were 356 in November 2026.

Eleven came with ladder, callbacks, daily checks and past, five with approvals and supervision; six of them
are halves of modules split.

A start is mostly loading modules: before raising this, load later what the first frame does not show.
"""


class Bells:
    """What the terminal would have heard."""

    def __init__(self, app: DeskApp, monkeypatch: pytest.MonkeyPatch) -> None:
        self.rung = 0
        self.titles: list[str] = []
        monkeypatch.setattr(app, "bell", self._ring)
        monkeypatch.setattr(app, "show_title", self.titles.append)

    def _ring(self) -> None:
        self.rung += 1


def test_the_first_frame_has_the_tickets_and_nothing_heavy(
    estates: Callable[[str], Path], tmp_path: Path
) -> None:
    command = [sys.executable, "-c", FIRST_FRAME, str(estates("en")), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=60, check=True)
    seen = json.loads(done.stdout)
    assert "bathroom pipe le" in seen["text"]
    heavy = {
        "sqlalchemy",
        "alembic",
        "typer",
        "pendulum",
        "pypinyin",
        "psycopg",
        "argon2",
        "xlsxwriter",
        "tomlkit",
        "jinja2",
        "msgspec",
        "openpyxl",
        "importlib.metadata",
    }
    assert heavy & set(seen["modules"]) == set()
    loaded = [name for name in seen["modules"] if name.partition(".")[0] not in sys.stdlib_module_names]
    assert len(loaded) <= MOST_MODULES


async def test_a_breach_rings_once(desk: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk() as running:
        bells = Bells(running.app, monkeypatch)
        await running.tick(seconds=1)
        assert bells.rung == 0
        late = breached(running)
        await running.tick(minutes=4)
        assert len(breached(running)) == len(late) + 2
        assert bells.rung == 1
        assert bells.titles == ["!! 015 late arrival - Jinhui Garden"]
        for _second in range(3):
            await running.tick(seconds=1)
        running.app.board.refresh_data()
        await running.settle()
        assert bells.rung == 1


def breached(running: Running) -> list[str]:
    """The tickets on the board whose clock has run out."""
    rows = running.app.board.query_one(BoardList).rows
    return [row.number for row in rows if row.marks.due_at < running.clock.now]


async def test_an_emergency_logged_elsewhere_rings_once(
    desk: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk() as running:
        bells = Bells(running.app, monkeypatch)
        other = Desk(running.store, "Li Na", running.clock)
        other.tickets.log(
            cleaned(Intake(description="smoke on the stairs", category="fire", unit="3-2-1201"))
        )
        await running.until("smoke on t")
        assert bells.rung == 1
        assert bells.titles == ["!! 016 EMERGENCY - Jinhui Garden"]
        other.tickets.do("16", AddNote(Clean("the guard is on his way")))
        await running.settle()
        await running.tick(seconds=1)
        assert bells.rung == 1


async def test_the_bell_can_be_silenced_for_good(desk: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk() as running:
        bells = Bells(running.app, monkeypatch)
        await running.do("app.sound")
        await running.until("The bell is silent.")
        await running.tick(minutes=4)
        assert (bells.rung, len(bells.titles)) == (0, 1)
        config = running.app.settings.config_dir
    again = load_settings(Options(config=str(config)), {})
    assert again.sound is False


def test_what_stands_at_the_start_is_no_news() -> None:
    alarm = Alarm()
    assert alarm.hear([], NOW) == []


async def test_language_and_theme_change_at_once_and_are_kept(desk: Opened) -> None:
    async with desk() as running:
        assert running.app.theme == "desk-dark"
        await running.do("app.language", "app.theme")
        await running.until("突发")
        assert running.app.theme == "desk-light"
        file = running.app.settings.config_file
        assert file.read_text() == 'language = "zh_CN"\ntheme = "desk-light"\n'
        assert file.stat().st_mode & 0o777 == 0o600
        await running.do("app.language")
        await running.until("unassigned")


async def test_undo_takes_back_what_this_desk_did_last(desk: Opened) -> None:
    async with desk((120, 40)) as running:
        assert running.app.why_not("app.undo") is not None
        await running.do("board.down", "board.down", "board.down")
        await running.until("260310-008")
        await running.do("act.arrive")
        await running.until("008  arrived")
        await running.do("app.undo")
        await running.until("008  undone: arrived")
        card = await running.app.desk.ask(lambda desk: desk.queries.card("260310-008"))
        assert card.ticket.round.arrived_at is None
        assert running.app.why_not("app.undo") is not None


async def test_a_storage_that_cannot_be_opened_ends_the_desk_with_its_code(tmp_path: Path) -> None:
    def refuse() -> Desk:
        raise Unavailable("it is gone")

    settings = load_settings(Options(config=str(tmp_path)), {"HOME": str(tmp_path)})
    app = DeskApp(settings, keymap.load(), refuse)
    async with app.run_test() as pilot:
        await pilot.pause(0.2)
    assert app.return_code == 3
    assert str(app.failure) == "it is gone"


async def test_a_storage_that_fails_later_is_told_and_forgotten_when_it_is_back(
    desk: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk() as running:
        broken = threading.Event()
        store = running.store
        reading = store.reading

        def look() -> object:
            if broken.is_set():
                raise Unavailable("The storage does not answer.")
            return reading()

        monkeypatch.setattr(store, "reading", look)
        broken.set()
        await running.until("The storage does not answer.")
        assert "bathroom pipe" in running.text
        broken.clear()
        for _turn in range(100):
            if "does not answer" not in running.text:
                break
            await running.pilot.pause(0.05)
        assert "does not answer" not in running.text


def test_settings_come_from_the_line_then_the_environment_then_the_file(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('language = "zh_CN"\ndatabase = "from-file.db"\nperson = "王敏"\n')
    env = {"DUTYDESK_CONFIG": str(tmp_path)}
    settings = load_settings(Options(), env)
    assert (settings.language, settings.database, settings.person) == ("zh_CN", "from-file.db", "王敏")
    env |= {"DUTYDESK_LANG": "en", "DUTYDESK_DATABASE": "from-env.db"}
    settings = load_settings(Options(), env)
    assert (settings.language, settings.database) == ("en", "from-env.db")
    settings = load_settings(Options(language="zh", database="from-line.db", person="Li Na", mouse=True), env)
    assert (settings.language, settings.database, settings.person) == ("zh_CN", "from-line.db", "Li Na")
    assert settings.mouse
    assert settings.keys_file == tmp_path / "keybindings.toml"


def test_every_mistake_in_the_settings_is_named_at_once(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('lanugage = "en"\ntheme = "pink"\nsound = "loud"\n')
    with pytest.raises(Exception, match="lanugage: language") as caught:
        load_settings(Options(config=str(tmp_path)), {})
    assert all(word in str(caught.value) for word in ("theme = 'pink'", "sound = 'loud'"))


def test_an_unknown_language_of_the_option_is_not_blamed_on_the_file(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="“fr” is not known"):
        load_settings(Options(config=str(tmp_path), language="fr"), {})


def test_a_setting_is_kept_without_touching_the_other_lines(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('# mine\nlanguage = "en"  # for the night shift\nperson = "Li Na"')
    settings = load_settings(Options(config=str(tmp_path)), {})
    settings.keep("sound", False)
    settings.keep("language", "zh_CN")
    assert file.read_text() == '# mine\nlanguage = "zh_CN"\nperson = "Li Na"\nsound = false\n'


def test_the_settings_know_the_themes() -> None:
    assert tuple(TITLES) == THEMES


async def test_on_postgresql_the_board_comes_when_the_server_answers(
    postgresql_url: str, tmp_path: Path
) -> None:
    store = SqlStore(postgresql_url)
    fill(store, "en", NOW)
    answers = threading.Event()

    def opener() -> Desk:
        answers.wait(20)
        return Desk(store, "Wang Min", lambda: NOW)

    settings = load_settings(Options(database=postgresql_url, config=str(tmp_path)), {"HOME": str(tmp_path)})
    assert glimpse(settings, NOW) is None
    app = DeskApp(settings, keymap.load(), opener, clock=lambda: NOW)
    async with app.run_test() as pilot:
        running = Running(app, pilot)
        await running.until("Opening the board…")
        answers.set()
        await running.until("bathroom pipe le")
        await running.do("board.down", "board.down", "board.down", "act.arrive")
        await running.until("on site")
    store.close()


def test_every_command_of_everywhere_has_a_handler(desk_at_rest: AtRest) -> None:
    app = desk_at_rest(empty=True)
    host: Host = app  # screens cast the app to it: here mypy compares the two
    assert host.key("app.undo")
    assert set(app.handlers()) == {command.id for command in commands("app")}


async def test_the_board_is_one_key_away_from_everywhere(desk: Opened) -> None:
    async with desk() as running:
        await running.do("board.open")
        await running.until("Esc Back")
        await running.do("act.note")
        await running.until("Esc Cancel")
        assert len(running.app.screen_stack) == 3
        await running.do("app.board")
        assert len(running.app.screen_stack) == 1
        await running.do("app.new_ticket")
        await running.until("New call")
        await running.type("A-1 lamp")
        await running.do("app.quit")
    assert running.app.return_code == 0
    assert len(running.app.identity.drafts.pending()) == 1


async def test_the_board_shows_how_far_an_older_database_is_brought_up_to_date(
    own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on = threading.Event()

    def slowly(settings: Settings, clock: Clock, progress: Progress) -> Desk:
        progress("tickets", 41, 100)
        goes_on.wait()
        return open_desk(settings, clock)

    monkeypatch.setattr("tui.app.bootstrap.open_desk", slowly)
    app = desk_app(load_settings(Options(database=str(own_home / "desk.db"), config=str(own_home))))
    async with app.run_test(size=(80, 24)) as pilot:
        running = Running(app, pilot)
        await running.until("Bringing the database up to date: tickets 41 %")
        goes_on.set()
        assert "Bringing" not in await running.until("No supervisor yet")

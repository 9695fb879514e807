"""The desk on the sample estate with a clock that stands still, and its screens as text."""

import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.app import App
from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot

from core.desk.desk import Desk
from core.desk.ports import Store
from screens.intake.screen import AFTER_LETTER
from storage.store import SqlStore
from tui import demo, i18n
from tui.app.app import DeskApp
from tui.app.bootstrap import glimpse
from tui.commands import keymap
from tui.files.settings import Settings

NOW = datetime(2026, 3, 10, 2, 17, 45, tzinfo=UTC)
"""A Tuesday, 10:17:45 at the site."""


class Hands:
    """A clock that moves when it is told to."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **span: float) -> None:
        """Let so much time pass."""
        self.now += timedelta(**span)


@dataclass(frozen=True)
class Running:
    """A desk that runs, and whoever sits at it."""

    app: DeskApp
    pilot: Pilot[None]

    @property
    def clock(self) -> Hands:
        """The clock that stands still."""
        assert isinstance(self.app.desk.clock, Hands)
        return self.app.desk.clock

    @property
    def store(self) -> Store:
        """What another desk would work on."""
        assert self.app.desk.desk is not None
        return self.app.desk.desk.session.store

    async def do(self, *commands: str) -> None:
        """Press the first key of each command."""
        for command in commands:
            await self.pilot.press(self.app.keys.keys(command)[0])
            await self.settle()

    async def type(self, text: str) -> None:
        """Type a text in one go, and wait for what follows from its last letter."""
        for character in text:
            self.app.post_message(Key(_character_to_key(character), character))
        await self.pilot.pause(2 * AFTER_LETTER)
        await self.settle()

    async def settle(self) -> None:
        """Wait for what goes on behind the screen."""
        await settled(self.app, self.pilot)

    async def tick(self, **span: float) -> None:
        """Let so much time pass and the app notice it."""
        self.clock.pass_by(**span)
        self.app._tick()
        await self.settle()

    async def until(self, seen: str) -> str:
        """The screen's text as soon as it shows this."""
        for _turn in range(150):
            if seen in (text := screen_text(self.app)):
                return text
            await self.pilot.pause(0.02)
        raise AssertionError(f"never seen: {seen}\n{screen_text(self.app)}")

    @property
    def text(self) -> str:
        """What the screen shows."""
        return screen_text(self.app)


async def settled(app: App[Any], pilot: Pilot[None]) -> None:
    """Wait until the storage is open, nothing is being read for a screen, and everything is drawn."""
    await pilot.pause()
    for _turn in range(500):
        busy = [worker for worker in app.workers if worker.group not in ("feed", "act", "write", "telephone")]
        if not busy:
            break
        await pilot.pause(0.02)
    await pilot.pause()
    await pilot.pause()


def screen_text(app: App[Any]) -> str:
    """The lines of the screen without their colours."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(text for text, *_ in strip).rstrip() for strip in strips) + "\n"


class ScreenText(SingleFileSnapshotExtension):
    """One text file a snapshot."""

    _file_extension = "txt"
    _write_mode = WriteMode.TEXT


@pytest.fixture(autouse=True)
def no_glance(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test presses its keys having seen the dialog, however soon."""
    monkeypatch.setattr("tui.app.key_gate.GLANCE", 0.0)


@pytest.fixture
def looks(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """What a screen's text is compared with: `assert running.text == looks`."""
    return snapshot.use_extension(ScreenText)


@pytest.fixture(scope="session")
def estates(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The sample estate in a language, made once."""
    made: dict[str, Path] = {}

    def estate(language: str) -> Path:
        if language not in made:
            made[language] = demo.build(tmp_path_factory.mktemp("estate"), language, NOW)
        return made[language]

    return estate


Opened = Callable[..., AbstractAsyncContextManager[Running]]
AtRest = Callable[..., DeskApp]


@pytest.fixture
def desk_at_rest(
    tmp_path: Path, estates: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> Iterator[AtRest]:
    """Makes the app without running it: `desk_at_rest("zh_CN", theme="desk-light")`."""
    monkeypatch.setattr("tui.app.live_desk.POLL", 0.2)
    stores: list[SqlStore] = []

    def made(language: str = "en", *, empty: bool = False, **chosen: Any) -> DeskApp:
        i18n.use_language(language)
        file = tmp_path / "desk.db"
        if not empty and not file.exists():
            shutil.copy(estates(language), file)
        settings = Settings(
            database=str(file),
            config_dir=tmp_path / "config",
            data_dir=tmp_path,
            state_dir=tmp_path / "state",
            language=language,
            person=chosen.pop("person", demo.operator(language)),
            **chosen,
        )
        clock = Hands()
        first = glimpse(settings, clock())
        stores.append(SqlStore(settings.database))
        desk = Desk(stores[-1], settings.person, clock)
        return DeskApp(settings, keymap.load(), lambda: desk, glimpse=first, clock=clock)

    yield made
    for store in stores:
        store.close()


@pytest.fixture
def desk(desk_at_rest: AtRest) -> Opened:
    """Runs it: `async with desk((80, 24), "zh_CN", empty=True) as running`."""

    @asynccontextmanager
    async def opened(
        size: tuple[int, int] = (80, 24), language: str = "en", **chosen: Any
    ) -> AsyncIterator[Running]:
        app = desk_at_rest(language, **chosen)
        async with app.run_test(size=size, notifications=True) as pilot:
            running = Running(app, pilot)
            await running.settle()
            yield running

    return opened

"""The first start on an empty database: asked once, answered in a minute, and never in the way."""

import pytest
from syrupy.assertion import SnapshotAssertion

from core.people.units import Unit
from screens.base.form_screen import FormScreen
from screens.intake.screen import IntakeScreen
from tests.screens.conftest import Opened, Running
from tui import demo, i18n
from tui.app import first_run
from tui.widgets.fields import Field


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that cost little."""
    monkeypatch.setattr("core.desk.sign_in.TIME", 1)
    monkeypatch.setattr("core.desk.sign_in.MEMORY", 8)


async def asked(running: Running) -> None:
    """Start as the program does on its own database."""
    first_run.offer(running.app, lambda work, language: demo.settle(work, language, running.app.now()))
    for _turn in range(100):
        if not any(worker.group == "act" and worker.is_running for worker in running.app.workers):
            return
        if isinstance(running.app.screen, FormScreen):
            await running.pilot.pause()
            return
        await running.pilot.pause(0.02)


async def say(running: Running, *answers: str) -> None:
    """Answer one field after the other, with Enter after each."""
    for answer in answers:
        if answer:
            await running.type(answer)
        await running.pilot.press("enter")
        await running.pilot.pause()


@pytest.mark.parametrize("language", i18n.LANGUAGES)
async def test_its_look(desk: Opened, looks: SnapshotAssertion, language: str) -> None:
    async with desk((80, 24), language, empty=True) as running:
        await asked(running)
        assert running.text == looks


async def test_another_language_is_spoken_at_once(desk: Opened) -> None:
    async with desk(empty=True) as running:
        await asked(running)
        await running.type("z")
        await running.pilot.press("enter")
        await running.until("语言")
        assert i18n.language() == "zh_CN"


async def test_letters_that_come_before_the_focus_are_not_replaced(desk: Opened) -> None:
    async with desk(empty=True) as running:
        await asked(running)
        for name, typed in (("supervisor", "Chen"), ("tz", "tokyo")):
            box = running.app.screen.query_one(f"#field-{name}", Field)
            running.app.screen.set_focus(box)
            box.type_in(typed[0])  # as the app does in a burst of keys
            await running.pilot.pause()
            for letter in typed[1:]:
                box.type_in(letter)
            assert box.value == typed


async def test_the_first_supervisor_sits_at_the_desk(desk: Opened) -> None:
    async with desk(empty=True) as running:
        await asked(running)
        await say(running, "", "Riverside", "tokyo", "Chen Jing", "7531", "7531", "")
        await running.until("dutydesk is ready. Press F2 to log a")
        app = running.app
        assert (app.desk.site.name, app.desk.site.tz, app.identity.operator) == (
            "Riverside",
            "Asia/Tokyo",
            "Chen Jing",
        )
        assert app.identity.actor.role == "supervisor" and not app.identity.actor.unrestricted
        assert await app.desk.ask(lambda desk: desk.people.has_pin("Chen Jing"))


async def test_what_cannot_be_used_is_said_and_nothing_is_kept(desk: Opened) -> None:
    async with desk(empty=True) as running:
        await asked(running)
        await say(running, "", "Riverside", "", "Chen Jing", "7531", "7513", "")
        await running.until("The two PINs do not match")
        assert running.app.focused is running.app.screen.query_one("#field-again")
        running.app.screen.query_one("#field-pin").focus()
        await say(running, "1234", "1234", "")
        await running.until("too easy to guess")
        assert running.app.focused is running.app.screen.query_one("#field-pin")
        assert "Riverside" in running.text and "Chen Jing" in running.text
        assert await running.app.desk.ask(lambda desk: desk.setup.is_new())


async def test_a_sample_to_try_comes_with_somebody_who_may(desk: Opened) -> None:
    async with desk(empty=True) as running:
        await asked(running)
        await say(running, "", "", "", "", "", "")
        await running.pilot.press("down", "down", "enter", "enter")
        await running.until("dutydesk is ready")
        assert running.app.identity.actor.role == "supervisor"
        assert len(running.app.desk.directory.units) > 100


async def test_a_list_is_asked_for_next(desk: Opened) -> None:
    async with desk(empty=True) as running:
        await asked(running)
        await say(running, "", "", "", "", "", "")
        await running.pilot.press("down", "enter", "enter")
        await running.until("Import a list")


async def test_later_means_at_once(desk: Opened) -> None:
    async with desk(empty=True) as running:
        await asked(running)
        await running.pilot.press("escape")
        text = await running.until("shows the directory")
        assert "anyone can do anything" in text
        await running.do("app.new_ticket")
        assert isinstance(running.app.screen, IntakeScreen)


async def test_nobody_is_asked_who_writes_already_or_whose_desk_is_not_new(desk: Opened) -> None:
    async with desk(empty=True) as running:
        await running.do("app.new_ticket")
        await asked(running)
        assert isinstance(running.app.screen, IntakeScreen)
        await running.do("intake.park")
        with running.store.writing() as work:
            work.people.save_units([Unit("3-2-1201")])
        await asked(running)
        assert len(running.app.screen_stack) == 1

"""Logging a call: the line fills the form, a correction wins, nothing typed is lost."""

import stat
from collections.abc import Callable
from datetime import timedelta

import pytest
from syrupy.assertion import SnapshotAssertion
from textual import events
from textual.pilot import Pilot

from core.base.text import Clean
from core.ticket.codes import State
from core.ticket.model import Ticket
from screens.intake.form import TITLES
from screens.intake.screen import IntakeScreen
from screens.ticket.screen import TicketScreen
from tests.screens.conftest import NOW, AtRest, Opened, Running, screen_text, settled
from tui.files.drafts import Draft, Drafts
from tui.widgets.fields import Field

LINE = "3-2-0601 kitchen pipe leaking"
NASTY = ["[/x] [B12] $name {0} %s", "\x1b]0;PWNED\x07\x9b31mred", "é\udce9 王强 🔥 ﷺ", "A" * 300]


def shown(running: Running, name: str) -> str:
    """What a field of the form says."""
    return running.app.screen.query_one(f"#field-{name}", Field).value


async def write(running: Running, text: str) -> None:
    """Put a text into the field with the cursor, as a terminal pastes it."""
    assert running.app.focused
    running.app.focused.post_message(events.Paste(text))
    await running.settle()


async def go_to(running: Running, name: str) -> None:
    """Put the cursor into a field."""
    running.app.screen.query_one(f"#field-{name}").focus()
    await running.pilot.pause()


async def logged(running: Running) -> Ticket:
    """The ticket that was logged last, as soon as the form is gone."""
    for _turn in range(150):
        if not isinstance(running.app.screen, IntakeScreen):
            break
        await running.pilot.pause(0.02)
    assert not isinstance(running.app.screen, IntakeScreen), running.text
    rows = await running.app.desk.ask(lambda desk: desk.queries.board("all").rows)
    number = max(row.number for row in rows)
    return await running.app.desk.ask(lambda desk: desk.queries.card(number).ticket)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_the_form(desk: Opened, looks: SnapshotAssertion, size: tuple[int, int], language: str) -> None:
    async with desk(size, language) as running:
        await running.do("app.new_ticket")
        said = "kitchen pipe leaking" if language == "en" else "厨房水管漏水 急 @王强"
        await running.type(f"3-1-0801 {said}")
        await running.until("006")
        assert running.text == looks


def test_the_colours_of_the_form(desk_at_rest: AtRest, snap_compare: Callable[..., bool]) -> None:
    async def write(pilot: Pilot[None]) -> None:
        await settled(pilot.app, pilot)
        await pilot.press("f2", *"3-1-0801", "space", *"leak", "tab", "tab", "tab", *"wat")
        while "Water and electric" not in screen_text(pilot.app):
            await pilot.pause(0.02)
        await settled(pilot.app, pilot)

    assert snap_compare(desk_at_rest(), terminal_size=(80, 24), run_before=write)


async def test_one_key_logs_what_the_line_says(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.new_ticket")
        await running.tick(seconds=40)
        await write(running, f"{LINE} urgent 13812345678")
        assert shown(running, "category") == "Leaking pipe"
        assert "on site by 10:32" in running.text
        await running.pilot.press("enter", "enter")
        ticket = await logged(running)
        assert (ticket.state, ticket.unit, ticket.category) == (State.LOGGED, "3-2-0601", "pipe_leak")
        assert (ticket.reported_at, ticket.answered_at) == (NOW, NOW)
        assert ticket.logged_at == NOW + timedelta(seconds=40)
        assert ticket.caller.phone == "13812345678"
        rows = await running.app.desk.ask(
            lambda desk: desk.queries.board("all", text=Clean("13812345678")).rows
        )
        assert len(rows) == 1
        assert Drafts(running.app.settings.state_dir / "drafts", "Wang Min").pending() == []


async def test_another_language_is_there_at_once(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.new_ticket")
        await write(running, LINE)
        running.app.preferences.next_language()
        await running.until("水管漏水")
        assert "首问责任人" in running.text
        await running.do("intake.save")
        assert (await logged(running)).category == "pipe_leak"


async def test_every_field_is_reached_by_tab(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.new_ticket")
        reached = []
        for _turn in TITLES:
            await running.pilot.press("tab")
            reached.append((running.app.focused and running.app.focused.id) or "")
        assert reached == [f"field-{name}" for name in TITLES]


async def test_the_list_is_that_of_the_field_with_the_cursor(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.new_ticket")
        await write(running, LINE)
        await running.pilot.press("tab", "tab", "tab")
        await running.until("> Leaking pipe")
        assert "1-1-0101" not in running.text


async def test_a_correction_wins_over_the_line_until_it_is_taken_back(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.new_ticket")
        await write(running, "3-2-0601 kitchen pipe")
        await go_to(running, "category")
        await write(running, "一般水电")
        await running.pilot.press("enter")
        assert shown(running, "category") == "Water and electric repair"
        running.app.screen.query_one("#line", Field).focus()
        await running.pilot.press("end")
        await write(running, " leaking")
        assert shown(running, "category") == "Water and electric repair"
        assert shown(running, "description") == "kitchen pipe leaking"
        await go_to(running, "category")
        await running.pilot.press("ctrl+a", "ctrl+k", "tab")
        assert shown(running, "category") == "Leaking pipe"


async def test_a_choice_that_was_begun_is_finished_when_the_form_is_saved(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.new_ticket")
        await write(running, LINE)
        await go_to(running, "category")
        await write(running, "fir")
        await running.do("intake.save")
        assert (await logged(running)).category == "fire"


async def test_whoever_is_named_is_sent_in_the_same_step(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.new_ticket")
        await write(running, f"{LINE} @wei")
        await running.pilot.press("enter")
        assert shown(running, "assign") == "Zhang Wei"
        assert running.app.screen.query_one("#line", Field).value.strip() == f'{LINE} @"Zhang Wei"'
        await running.pilot.press("enter")
        ticket = await logged(running)
        assert (ticket.state, ticket.assignee, ticket.version) == (State.ASSIGNED, "Zhang Wei", 1)


async def test_where_nobody_is_named_it_goes_to_the_department(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.new_ticket")
        await write(running, LINE)
        await running.do("intake.save_assign")
        ticket = await logged(running)
        assert (ticket.state, ticket.department, ticket.assignee) == (State.ASSIGNED, "engineering", "")


async def test_what_cannot_be_used_is_said_in_one_line_and_nothing_is_lost(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.new_ticket", "intake.save")
        await running.until("Enter what it is about.")
        await write(running, LINE)
        await go_to(running, "reported")
        await write(running, "25:99")
        await running.do("intake.save")
        await running.until("“25:99” is not a time.")
        assert running.app.focused is running.app.screen.query_one("#field-reported")
        await write(running, "11:05")
        await running.do("intake.save")
        await running.until("That time is in the future.")
        assert shown(running, "description") == "kitchen pipe leaking"
        running.app.screen.query_one("#field-reported", Field).point_out()
        await write(running, "10:05")
        await running.do("intake.save")
        assert (await logged(running)).reported_at == NOW.replace(minute=5, second=0)


async def test_a_matter_answered_in_the_call_is_closed_at_once(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.new_ticket")
        await write(running, "3-1-0801 when does the office open")
        await go_to(running, "outcome")
        await write(running, "told: at nine")
        await running.do("intake.save")
        ticket = await logged(running)
        assert (ticket.state, ticket.close_kind) == (State.CLOSED, "at_once")


async def test_what_is_typed_is_on_disk_before_it_is_saved(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.new_ticket")
        await write(running, LINE)
        folder = running.app.settings.state_dir / "drafts"
        for _turn in range(100):
            if list(folder.glob("*.json")):
                break
            await running.pilot.pause(0.02)
        (file,) = folder.glob("*.json")
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        await write(running, " urgent")
        running.app.savers.save_all()
        assert "urgent" in file.read_text()


async def test_leaving_parks_the_call_and_one_key_takes_it_up(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.new_ticket")
        await write(running, LINE)
        await go_to(running, "caller")
        await write(running, "Mrs [/x] Zhao")
        await running.do("intake.park")
        await running.until("Call parked, not logged")
        await running.tick(minutes=3)
        assert "parked 1: 10:17 3-2-0601 kitchen pipe leaking (3m00s)" in running.text
        await running.do("app.parked")
        assert (shown(running, "caller"), shown(running, "unit")) == ("Mrs [/x] Zhao", "3-2-0601")
        await running.do("intake.save")
        ticket = await logged(running)
        assert (ticket.answered_at, ticket.caller.name) == (NOW, "Mrs [/x] Zhao")
        assert running.app.identity.drafts.pending() == []
        assert "parked" not in running.text


async def test_a_draft_is_thrown_away_only_after_a_question(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.new_ticket")
        await write(running, LINE)
        await running.do("intake.cancel")
        await running.until("Discard this call?")
        await running.do("form.cancel")
        assert isinstance(running.app.screen, IntakeScreen)
        await running.do("intake.cancel")
        await running.until("Discard this call?")
        await running.do("form.save")
        await running.settle()
        assert running.app.identity.drafts.pending() == []
        assert not isinstance(running.app.screen, IntakeScreen)


async def test_a_draft_from_before_opens_as_it_was(desk: Opened) -> None:
    async with desk() as running:
        draft = Draft("intake", NOW - timedelta(hours=1), {"line": LINE, "assign": "Zhang Wei"})
        running.app.push_screen(IntakeScreen(running.app.now(), draft))
        await running.until("answered 09:17:45, for 1h00")
        await running.do("intake.save")
        ticket = await logged(running)
        assert (ticket.assignee, ticket.reported_at) == ("Zhang Wei", NOW - timedelta(hours=1))


@pytest.mark.parametrize("text", NASTY, ids=["markup", "escapes", "bytes", "long"])
async def test_nasty_text_is_text(desk: Opened, text: str) -> None:
    async with desk() as running:
        await running.do("app.new_ticket")
        for name in ("line", "field-caller", "field-assign", "field-unit", "field-opinion"):
            box = running.app.screen.query_one(f"#{name}", Field)
            box.focus()
            await running.pilot.pause()
            box.value = f"{text} leak" if name == "line" else text
            await running.pilot.pause()
        assert all(len(line) <= 80 for line in running.text.splitlines())
        await running.do("intake.save")
        await running.until("Why assign them anyway?")
        await running.do("why.reason_1")
        ticket = await logged(running)
        assert ticket.state is State.ASSIGNED
        kept = " ".join([ticket.description, ticket.caller.name, ticket.assignee, ticket.where])
        assert not any(ord(character) < 32 or 0x7F <= ord(character) < 0xA0 for character in kept)
        if text.startswith("[/x]"):
            assert "[/x] [B12] $name {0} %s" in ticket.description
        await running.do("board.view_all", "board.open")
        await running.settle()
        assert isinstance(running.app.screen, TicketScreen)

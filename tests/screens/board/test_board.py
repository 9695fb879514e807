"""The board: what it shows, in which order, and how it moves."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot

from core.desk.desk import Desk
from core.desk.queries import Board
from core.intake.model import Intake, cleaned
from tests.screens.conftest import NOW, AtRest, Opened, Running, settled
from tui.app.stray_keys import ALONE
from tui.widgets.board_list import BoardList
from tui.widgets.detail import Detail


def view_of(desk: Desk, view: str) -> Board:
    """A view as the storage has it."""
    return desk.queries.board(view)


def listed(running: Running) -> BoardList:
    """The list of the board."""
    return running.app.board.query_one(BoardList)


def numbers(running: Running) -> list[str]:
    """The last three digits of the tickets listed, in order."""
    return [row.number[-3:] for row in listed(running).rows]


def under_cursor(running: Running) -> str:
    """The number of the selected ticket."""
    selected = listed(running).selected
    return selected.number if selected else ""


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_the_board(
    desk: Opened, looks: SnapshotAssertion, size: tuple[int, int], language: str
) -> None:
    async with desk(size, language) as running:
        assert running.text == looks


@pytest.mark.parametrize(
    "size", [(40, 10), (60, 16), (79, 23), (200, 50)], ids=lambda size: f"{size[0]}x{size[1]}"
)
async def test_other_sizes_are_filled_to_the_last_cell(
    desk: Opened, looks: SnapshotAssertion, size: tuple[int, int]
) -> None:
    async with desk(size) as running:
        assert running.text == looks


async def test_a_screen_with_no_room_says_so(desk: Opened) -> None:
    async with desk((39, 10)) as running:
        assert running.text.strip() == "Too small: the board needs 40 x 10."
        await running.pilot.resize_terminal(40, 10)
        await running.until("!!! 2-1-030")


async def test_an_empty_desk_says_what_to_do(desk: Opened) -> None:
    async with desk(empty=True) as running:
        await running.until("Nothing is open. Press F2 to log a call.")
        assert "No supervisor yet: anyone can do anything. Add one in the directory." in running.text


async def test_the_order_is_the_core_s(desk: Opened) -> None:
    async with desk() as running:
        rows = running.app.board.query_one(BoardList).rows
        asked = await running.app.desk.ask(lambda desk: desk.queries.board("open"))
        assert [row.number for row in rows] == [row.number for row in asked.rows]


async def test_a_countdown_changes_only_its_own_line(desk: Opened) -> None:
    async with desk() as running:
        before = running.text.splitlines()
        await running.tick(seconds=1)
        after = running.text.splitlines()
        changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new][1:-1]
        assert any("6m59s" in old and "7m00s" in new for old, new in changed)
        assert all(old[:66].strip() == new[:66].strip() for old, new in changed if old.startswith(" !"))


async def test_the_cursor_stays_on_its_ticket_when_the_order_changes(desk: Opened) -> None:
    async with desk() as running:
        await running.do(*["board.down"] * 7)
        chosen, place = under_cursor(running), listed(running).position
        assert chosen == "260310-014"
        await running.tick(minutes=20)
        assert under_cursor(running) == chosen
        assert listed(running).position != place


async def test_a_mark_that_passes_sorts_the_board_again(desk: Opened) -> None:
    async with desk() as running:
        before = numbers(running)
        await running.tick(seconds=30)
        assert numbers(running) == before
        await running.tick(minutes=10)
        asked = await running.app.desk.ask(lambda desk: desk.queries.board("open"))
        assert numbers(running) == [row.number[-3:] for row in asked.rows] != before
        assert f"overdue {asked.counts.breached}" in running.text


async def test_what_another_desk_logs_appears(desk: Opened) -> None:
    async with desk() as running:
        other = Desk(running.store, "Li Na", running.clock)
        intake = other.tickets.read_line("3-2-1201 kitchen pipe leaking")
        logged = other.tickets.log(cleaned(intake))
        await running.until("3-2-1201  kitchen pipe lea~")
        assert logged.number[-3:] in numbers(running)


async def test_the_views_filter_by_key(desk: Opened) -> None:
    async with desk() as running:
        seen = {}
        for view in ("unassigned", "breached", "callbacks", "deferred", "closed", "all"):
            await running.do(f"board.view_{view}")
            seen[view] = len(listed(running).rows)
            board = await running.app.desk.ask(partial(view_of, view=view))
            assert seen[view] == len(board.rows)
        assert seen["unassigned"] == 2
        assert seen["all"] > seen["closed"] > 0
        await running.do("board.view_open", "board.previous_view")
        assert "all" in running.text.splitlines()[1]


async def test_an_empty_view_says_where_the_rest_is(desk: Opened) -> None:
    async with desk(person="Chen Jing") as running:
        await running.do("board.view_mine")
        assert not listed(running).rows
        assert "None of the open tickets is yours. Press 1 for all of them." in running.text


async def test_search_narrows_while_it_is_typed(desk: Opened, looks: SnapshotAssertion) -> None:
    async with desk() as running:
        await running.do("board.search")
        await running.type("pip")
        assert {row.description for row in listed(running).rows} == {
            "kitchen pipe leaking",
            "bathroom pipe leaking badly",
        }
        await running.do("search.down")
        assert running.text == looks
        await running.pilot.press("enter")
        await running.do("board.up")
        assert len(listed(running).rows) == 2
        await running.do("board.clear_search")
        assert len(listed(running).rows) > 2


async def test_search_looks_in_all_views_and_puts_the_number_first(desk: Opened) -> None:
    async with desk() as running:
        await running.do("board.view_callbacks")
        before = numbers(running)
        await running.do("board.search")
        await running.type("pip")
        assert {row.description for row in listed(running).rows} >= {"kitchen pipe leaking"}
        await running.pilot.press("enter")
        await running.do("board.view_deferred")
        await running.until("No ticket in this view matches “pip”. Press")
        await running.do("board.view_all")
        assert listed(running).rows
        await running.do("board.clear_search", "board.view_callbacks")
        assert numbers(running) == before
        await running.do("board.search")
        await running.type("3")
        assert numbers(running)[0] == "003" and len(numbers(running)) > 1
        await running.do("search.close")
        assert numbers(running) == before


async def test_the_open_view_answers_a_search_before_the_others(
    desk: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screens.board.screen.AFTER_LETTERS", 60.0)
    async with desk() as running:
        await running.pilot.press(running.app.keys.keys("board.search")[0], "p", "i", "p")
        await running.until("Also looking in the other views…")
        open_ones = [row.number for row in view_of(Desk(running.store, "Li Na", running.clock), "open").rows]
        assert listed(running).rows and all(row.number in open_ones for row in listed(running).rows)
        await running.pilot.press("x")
        await running.until("No open ticket matches “pipx”.")
        await running.pilot.press("enter")
        await running.until("No ticket matches “pipx”. Press")
        assert "Also looking" not in running.text


async def test_no_act_is_done_before_all_views_have_answered(
    desk: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screens.board.screen.AFTER_LETTERS", 60.0)
    async with desk() as running:
        note = running.app.keys.keys("act.note")[0]
        await running.pilot.press(running.app.keys.keys("board.search")[0], "p", "i", "p")
        await running.until("Also looking in the other views…")
        running.app.screen.set_focus(None)
        await running.pilot.press(note)
        await running.until("The other views are still being searched.")
        await running.do("board.clear_search")
        monkeypatch.setattr("tui.app.key_gate.PATIENCE", 0.2)
        running.app.gate.hold(asyncio.Event().wait)
        await running.pilot.press(note)
        await running.until(f"What you typed meanwhile was not used: {note}")


async def test_a_search_begins_on_its_first_line(desk: Opened) -> None:
    async with desk() as running:
        await running.do("board.bottom", "board.search")
        await running.type("3")
        assert under_cursor(running).endswith("-003")


async def test_leaving_the_search_shows_the_whole_view_again(desk: Opened) -> None:
    async with desk() as running:
        every = numbers(running)
        await running.do("board.search")
        await running.type("no such thing")
        await running.until("No ticket matches “no such thing”")
        await running.do("search.close")
        assert numbers(running) == every


async def test_a_long_board_is_loaded_as_the_cursor_comes_to_its_end(desk: Opened) -> None:
    async with desk(empty=True) as running:
        with running.store.writing() as work:
            from core.desk.unit_of_work import Within

            writer = Desk(Within(work), "Li Na", running.clock)
            for place in range(230):
                writer.tickets.log(
                    cleaned(Intake(description=f"lamp {place}", category="street_light", unit=f"L{place}"))
                )
        await running.until("1/200+")
        await running.do("board.bottom")
        await running.until("200/230")
        await running.do("board.bottom")
        await running.until("230/230")


async def test_the_detail_follows_the_cursor(desk: Opened) -> None:
    async with desk() as running:
        detail = running.app.board.query_one(Detail)
        await running.do("board.down", "board.down", "board.down")
        await running.until("Assigned to Engineering, Zhang Wei")
        assert detail.card is not None
        assert detail.card.ticket.number == under_cursor(running)
        assert "138****" in running.text
        assert "13800138" not in running.text


async def test_a_step_that_is_not_possible_is_dim_and_says_why(desk: Opened) -> None:
    async with desk((120, 40)) as running:
        await running.until("Assigned to ")
        board = running.app.board
        assert board.why_not("act.callback") == "The work is not done yet."
        await running.do("act.callback")
        await running.until("The work is not done yet.")


async def test_user_text_is_never_markup_nor_a_command_of_the_terminal(
    desk: Opened, looks: SnapshotAssertion
) -> None:
    hostile = [
        "[/x] tap",
        "[B12] lamp",
        "\x1b]0;PWNED\x07 door",
        "龙" * 60,
        "👩‍🔧 女厕 🚰 leak",
        "ﷺ" + "e\u0301" * 40,
    ]
    async with desk(empty=True) as running:
        other = Desk(running.store, "[red]Li[/]", running.clock)
        for place, text in enumerate(hostile):
            running.clock.now = NOW + timedelta(seconds=place)
            other.tickets.log(
                cleaned(
                    Intake(description=text, category="street_light", unit="A" * 300, assign_to="李" * 60)
                )
            )
        await running.until("[B12] lamp")
        await running.until("Assigned to ")
        assert running.text == looks


@pytest.mark.parametrize("theme", ["desk-dark", "desk-light"])
def test_colours(desk_at_rest: AtRest, snap_compare: Callable[..., bool], theme: str) -> None:
    async def settle(pilot: Pilot[None]) -> None:
        await settled(pilot.app, pilot)

    assert snap_compare(desk_at_rest(theme=theme), terminal_size=(120, 40), run_before=settle)


async def test_a_key_without_a_command_says_where_the_keys_are(desk: Opened) -> None:
    async with desk(person="Chen Jing") as running:
        await running.do("app.handover")
        for key in ("q", "ctrl+c", "ctrl+z", "~"):
            running.app.clear_notifications()
            await running.pilot.press(key)
            await running.until("? lists the keys, ^Q quits.")
            assert running.app.is_running
        await running.pilot.press("escape", "ctrl+c")
        await running.until("? lists the keys, ^Q quits.")


async def test_a_key_of_a_field_gets_no_hint(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.new_ticket")
        await running.type("tap")
        for key in ("left", "home", "ctrl+left", "end", "backspace"):
            await running.pilot.press(key)
            await running.pilot.pause(2 * ALONE)
            assert "lists the keys" not in running.text, key


async def test_a_text_without_a_field_gets_no_hints(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.papers")
        await running.type("qq qq zz qq")
        await running.pilot.pause(2 * ALONE)
        assert "lists the keys" not in running.text


async def test_the_number_of_the_selected_ticket_is_copied(desk: Opened) -> None:
    async with desk() as running:
        await running.do("board.down", "app.copy_number")
        await running.until(f"Copied {under_cursor(running)}")
        assert running.app.clipboard == under_cursor(running)
        await running.do("board.open")
        running.app.copy_to_clipboard("")
        await running.do("app.copy_number")
        assert running.app.clipboard == under_cursor(running)
        await running.do("app.roster", "app.copy_number")
        await running.until("No ticket is selected.")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("size", [(110, 30), (120, 40), (200, 60)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_no_matter_is_cut_while_there_is_room(
    desk: Opened, size: tuple[int, int], language: str
) -> None:
    async with desk(size, language) as running:
        rows = listed(running).rows
        assert rows and all(row.description in running.text for row in rows)


@pytest.mark.parametrize("width", [60, 80, 120, 200])
async def test_the_footer_is_filled_and_says_how_to_leave(desk: Opened, width: int) -> None:
    async with desk((width, 24)) as running:
        await running.until("Assigned to ")
        footer = running.text.splitlines()[-1]
        assert "F1 Help  ^Q Quit" in footer
        assert width < 120 or "N Walk-in" in footer
        assert width < 200 or "x Documents" in footer
